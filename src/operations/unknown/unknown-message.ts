import type { CommandContext } from '../../context/command-context.ts';
import type { UnknownDelivery } from '../../delivery/admin/unknown-deliveries.ts';
import { button, heading, message, numberedList, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import {
  formatReason,
  type Localizing,
  publicationLabel,
} from '../publications/publication-view.ts';
import type {
  UnknownDeliveryList,
  UnknownResolutionName,
  UnknownScope,
} from './unknown-deliveries.ts';

type Resolving = Localizing & Pick<CommandContext, 'account'>;

const scopeArgs = ({ publication, chat }: UnknownScope) => ({
  ...(publication ? { publication: `id:${publication.id}` } : {}),
  ...(chat ? { chat: `id:${chat.id}` } : {}),
});

const resolveButton = (
  { account }: Resolving,
  label: string,
  resolution: UnknownResolutionName,
  args: Record<string, string>,
): Button =>
  button(
    label,
    {
      command: 'delivery unknown',
      step: 'settle',
      args: { ...args, finding: resolution },
      account: account.id,
      once: true,
      answer: 'update',
    },
    resolution === 'there' ? 'success' : 'danger',
  );

/** The first unknown deliveries, each with the buttons that resolve it, and buttons for all of them. */
export function unknownListMessage(
  context: Resolving,
  scope: UnknownScope,
  { deliveries, count, publications }: UnknownDeliveryList,
): Message {
  const { t } = context;
  if (count === 0) return message([paragraph(t('delivery.unknownNone'))]);
  const nameById = new Map(publications.map((one) => [one.id, publicationLabel(context, one)]));
  const base = scopeArgs(scope);
  const [only] = publications;
  const same = (of: (delivery: UnknownDelivery) => string) =>
    new Set(deliveries.map(of)).size === 1;
  const [first] = deliveries;
  return message(
    [
      heading(t('delivery.unknownHeading', { count })),
      paragraph(t('delivery.unknownWhat')),
      numberedList(
        deliveries.map(({ publicationId, chatTitle, platform, part, parts, reason }) =>
          t(parts > 1 ? 'delivery.unknownPart' : 'delivery.unknownCopy', {
            chat: chatTitle,
            platform: t(`platforms.${platform}`),
            name: nameById.get(publicationId) ?? '',
            reason: formatReason(context, reason),
            part,
            parts,
          }),
        ),
      ),
    ],
    {
      buttons: [
        ...deliveries.map(({ deliveryId }, index) => [
          resolveButton(context, t('delivery.isThere', { number: index + 1 }), 'there', {
            ...base,
            delivery: deliveryId,
          }),
          resolveButton(context, t('delivery.sendAgain', { number: index + 1 }), 'again', {
            ...base,
            delivery: deliveryId,
          }),
        ]),
        // Everything in the scope at once, and narrower scopes.
        [
          ...(count > 1
            ? [
                resolveButton(context, t('delivery.allThere', { count }), 'there', base),
                resolveButton(context, t('delivery.allAgain', { count }), 'again', base),
              ]
            : []),
          ...(scope.publication === undefined && publications.length > 1 && only
            ? [
                button(t('delivery.onlyPublication'), {
                  command: 'delivery unknown',
                  args: { ...base, publication: `id:${first?.publicationId ?? only.id}` },
                  answer: 'update',
                }),
              ]
            : []),
          ...(scope.chat === undefined && first && !same(({ chatId }) => chatId)
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

/** How many were resolved, and what is left. */
export function resolvedMessage(
  context: Resolving,
  scope: UnknownScope,
  { resolution, count }: { resolution: UnknownResolutionName; count: number },
  rest: UnknownDeliveryList,
): Message {
  const list = unknownListMessage(context, scope, rest);
  const done = paragraph(context.t(`delivery.settled.${resolution}`, { count }));
  return { ...list, blocks: [done, ...list.blocks] };
}
