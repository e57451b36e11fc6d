import type { Chat } from '../../database/generated/client.ts';
import type { Unknown } from '../../delivery/unknowns.ts';
import { Refusal } from '../../kit/command.ts';
import { button, heading, message, numbered, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { audit } from '../audit.ts';
import { type Call, communityOf } from '../call.ts';
import { ownPublications, type ShownPublication, which } from './publications.ts';
import { nameOf, sayReason } from './words.ts';

/** Copies with buttons of their own at once: two buttons each, and rows are few. */
const listedAtOnce = 4;
/** Most publications that are looked through. */
const lookedThrough = 200;

export const findings = ['there', 'again'] as const;
export type Found = (typeof findings)[number];

/** What is narrowed down to: one publication, one chat, or both. */
export interface Narrowed {
  publication?: ShownPublication | undefined;
  chat?: Chat | undefined;
}

/** The publications with copies of unknown fate that this person looks after. */
const ownUnknown = (call: Call, { publication }: Narrowed): Promise<ShownPublication[]> =>
  ownPublications(
    call,
    publication ? { AND: [which.unknown, { id: publication.id }] } : which.unknown,
    lookedThrough,
  );

/** The first of them, and how many there are. */
async function unknownCopies(call: Call, narrowed: Narrowed) {
  const copies: Unknown[] = [];
  let count = 0;
  const publications = await ownUnknown(call, narrowed);
  for (const { id } of publications) {
    const found = await call.desk.unknowns(
      {
        publicationId: id,
        communityId: communityOf(call).id,
        ...(narrowed.chat ? { chatId: narrowed.chat.id } : {}),
      },
      { take: listedAtOnce - copies.length },
    );
    count += found.count;
    copies.push(...(copies.length < listedAtOnce ? found.unknowns : []));
  }
  return { copies: copies.slice(0, listedAtOnce), count, publications };
}

const narrowedArgs = ({ publication, chat }: Narrowed) => ({
  ...(publication ? { publication: `id:${publication.id}` } : {}),
  ...(chat ? { chat: `id:${chat.id}` } : {}),
});

const settling = (
  call: Call,
  label: string,
  finding: Found,
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
export async function unknownList(call: Call, narrowed: Narrowed): Promise<Message> {
  const { t } = call;
  const { copies, count, publications } = await unknownCopies(call, narrowed);
  if (count === 0) return message([paragraph(t('delivery.unknownNone'))]);
  const nameById = new Map(publications.map((one) => [one.id, nameOf(call, one)]));
  const base = narrowedArgs(narrowed);
  const [only] = publications;
  const same = (of: (copy: Unknown) => string) => new Set(copies.map(of)).size === 1;
  const [first] = copies;
  return message(
    [
      heading(t('delivery.unknownHeading', { count })),
      paragraph(t('delivery.unknownWhat')),
      numbered(
        copies.map(({ publicationId, chatTitle, platform, part, parts, reason }) =>
          t(parts > 1 ? 'delivery.unknownPart' : 'delivery.unknownCopy', {
            chat: chatTitle,
            platform: t(`platforms.${platform}`),
            name: nameById.get(publicationId) ?? '',
            reason: sayReason(call, reason),
            part,
            parts,
          }),
        ),
      ),
    ],
    {
      buttons: [
        ...copies.map(({ deliveryId }, index) => [
          settling(call, t('delivery.isThere', { number: index + 1 }), 'there', {
            ...base,
            delivery: deliveryId,
          }),
          settling(call, t('delivery.sendAgain', { number: index + 1 }), 'again', {
            ...base,
            delivery: deliveryId,
          }),
        ]),
        // All at once: of the chat or the publication that was asked for, or of the only one there is.
        [
          ...(count > 1
            ? [
                settling(call, t('delivery.allThere', { count }), 'there', base),
                settling(call, t('delivery.allAgain', { count }), 'again', base),
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
export async function settle(
  call: Call,
  narrowed: Narrowed,
  finding: Found,
  deliveryId: string | undefined,
): Promise<Message> {
  const { db, desk, t } = call;
  const communityId = communityOf(call).id;
  const publications = await ownUnknown(call, narrowed);
  const count = await db.$transaction(async (tx) => {
    let settled = 0;
    for (const { id } of publications) {
      settled += await desk.settle(
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
    if (settled === 0) throw new Refusal('delivery.errors.settled');
    await audit(tx, {
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
  const rest = await unknownList(call, narrowed);
  const said = paragraph(t(`delivery.settled.${finding}`, { count }));
  return { ...rest, blocks: [said, ...rest.blocks] };
}
