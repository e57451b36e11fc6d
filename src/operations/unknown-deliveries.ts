import { recordAudit } from '../context/audit.ts';
import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Chat } from '../database/generated/client.ts';
import type { UnknownDelivery } from '../delivery/admin/unknown-deliveries.ts';
import { UserError } from '../kit/define/user-error.ts';
import { button, heading, message, numberedList, paragraph } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { formatReason, publicationLabel } from './format.ts';
import {
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
} from './managed-publications.ts';

/** Copies with buttons of their own at once: two buttons each, and rows are few. */
const maxListed = 4;
/** Most publications that are looked through. */
const maxSearched = 200;

export const unknownResolutions = ['there', 'again'] as const;
export type UnknownResolutionName = (typeof unknownResolutions)[number];

/** What is narrowed down to: one publication, one chat, or both. */
export interface UnknownScope {
  publication?: ManagedPublication | undefined;
  chat?: Chat | undefined;
}

/** The publications with copies of unknown fate that this person looks after. */
const publicationsWithUnknown = (
  call: CommandContext,
  { publication }: UnknownScope,
): Promise<ManagedPublication[]> =>
  listManagedPublications(
    call,
    publication
      ? { AND: [publicationFilters.unknown, { id: publication.id }] }
      : publicationFilters.unknown,
    maxSearched,
  );

/** The first of them, and how many there are. */
async function findUnknown(call: CommandContext, narrowed: UnknownScope) {
  const copies: UnknownDelivery[] = [];
  let count = 0;
  const publications = await publicationsWithUnknown(call, narrowed);
  for (const { id } of publications) {
    const found = await call.deliveryAdmin.listUnknown(
      {
        publicationId: id,
        communityId: requireCommunity(call).id,
        ...(narrowed.chat ? { chatId: narrowed.chat.id } : {}),
      },
      { take: maxListed - copies.length },
    );
    count += found.count;
    copies.push(...(copies.length < maxListed ? found.unknowns : []));
  }
  return { copies: copies.slice(0, maxListed), count, publications };
}

const scopeArgs = ({ publication, chat }: UnknownScope) => ({
  ...(publication ? { publication: `id:${publication.id}` } : {}),
  ...(chat ? { chat: `id:${chat.id}` } : {}),
});

const resolveButton = (
  call: CommandContext,
  label: string,
  finding: UnknownResolutionName,
  args: Record<string, string>,
): Button =>
  button(
    label,
    {
      command: 'delivery unknown',
      step: 'settle',
      args: { ...args, finding },
      account: call.account.id,
      once: true,
      answer: 'update',
    },
    finding === 'there' ? 'success' : 'danger',
  );

/** Copies of which nobody knows whether they arrived, each with what a person may have found. */
export async function unknownListMessage(
  call: CommandContext,
  narrowed: UnknownScope,
): Promise<Message> {
  const { t } = call;
  const { copies, count, publications } = await findUnknown(call, narrowed);
  if (count === 0) return message([paragraph(t('delivery.unknownNone'))]);
  const nameById = new Map(publications.map((one) => [one.id, publicationLabel(call, one)]));
  const base = scopeArgs(narrowed);
  const [only] = publications;
  const same = (of: (copy: UnknownDelivery) => string) => new Set(copies.map(of)).size === 1;
  const [first] = copies;
  return message(
    [
      heading(t('delivery.unknownHeading', { count })),
      paragraph(t('delivery.unknownWhat')),
      numberedList(
        copies.map(({ publicationId, chatTitle, platform, part, parts, reason }) =>
          t(parts > 1 ? 'delivery.unknownPart' : 'delivery.unknownCopy', {
            chat: chatTitle,
            platform: t(`platforms.${platform}`),
            name: nameById.get(publicationId) ?? '',
            reason: formatReason(call, reason),
            part,
            parts,
          }),
        ),
      ),
    ],
    {
      buttons: [
        ...copies.map(({ deliveryId }, index) => [
          resolveButton(call, t('delivery.isThere', { number: index + 1 }), 'there', {
            ...base,
            delivery: deliveryId,
          }),
          resolveButton(call, t('delivery.sendAgain', { number: index + 1 }), 'again', {
            ...base,
            delivery: deliveryId,
          }),
        ]),
        // All at once: of the chat or the publication that was asked for, or of the only one there is.
        [
          ...(count > 1
            ? [
                resolveButton(call, t('delivery.allThere', { count }), 'there', base),
                resolveButton(call, t('delivery.allAgain', { count }), 'again', base),
              ]
            : []),
          ...(narrowed.publication === undefined && publications.length > 1 && only
            ? [
                button(t('delivery.onlyPublication'), {
                  command: 'delivery unknown',
                  args: { ...base, publication: `id:${first?.publicationId ?? only.id}` },
                  answer: 'update',
                }),
              ]
            : []),
          ...(narrowed.chat === undefined && first && !same(({ chatId }) => chatId)
            ? [
                button(t('delivery.onlyChat'), {
                  command: 'delivery unknown',
                  args: { ...base, chat: `id:${first.chatId}` },
                  answer: 'update',
                }),
              ]
            : []),
        ],
      ],
    },
  );
}

/**
 * Settles one copy, or all of what is narrowed down to, as somebody found it, and lists what is left.
 * @throws Refusal when all of it was settled before
 */
export async function resolveUnknown(
  call: CommandContext,
  narrowed: UnknownScope,
  finding: UnknownResolutionName,
  deliveryId: string | undefined,
): Promise<Message> {
  const { db, deliveryAdmin, t } = call;
  const communityId = requireCommunity(call).id;
  const publications = await publicationsWithUnknown(call, narrowed);
  const count = await db.$transaction(async (tx) => {
    let settled = 0;
    for (const { id } of publications) {
      settled += await deliveryAdmin.resolveUnknown(
        tx,
        {
          publicationId: id,
          communityId,
          ...(narrowed.chat ? { chatId: narrowed.chat.id } : {}),
          ...(deliveryId === undefined ? {} : { deliveryId }),
        },
        finding,
      );
    }
    if (settled === 0) throw new UserError('delivery.errors.settled');
    await recordAudit(tx, {
      communityId,
      accountId: call.account.id,
      action: 'delivery.settle',
      details: {
        finding,
        copies: settled,
        ...(deliveryId === undefined ? {} : { delivery: deliveryId }),
        ...(narrowed.chat ? { chat: narrowed.chat.title } : {}),
        ...(narrowed.publication ? { publication: narrowed.publication.id } : {}),
      },
    });
    return settled;
  });
  const rest = await unknownListMessage(call, narrowed);
  const said = paragraph(t(`delivery.settled.${finding}`, { count }));
  return { ...rest, blocks: [said, ...rest.blocks] };
}
