import type { CommandContext } from '../../context/command-context.ts';
import type { Connection } from '../../database/generated/client.ts';
import { button, heading, list, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { DisconnectedSpace, DisconnectPlan } from './disconnect.ts';
import { impactFingerprint } from './disconnect-impact.ts';

/** Spaces offered at once. */
const maxOffered = 20;

type Reader = Pick<CommandContext, 't' | 'account'>;

export const connectionLabel = (
  { title, platform }: Connection,
  { t }: Pick<CommandContext, 't'>,
): string => `${title} · ${t(`platforms.${platform}`)}`;

function chooseSpaceMessage(reader: Reader, spaces: readonly Connection[]): Message {
  const { t, account } = reader;
  const action = { command: 'disconnect', account: account.id, answer: 'update' as const };
  return message([paragraph(t('connections.which'))], {
    buttons: [
      ...spaces
        .slice(0, maxOffered)
        .map((space) => [
          button(connectionLabel(space, reader), { ...action, args: { chat: `id:${space.id}` } }),
        ]),
      [button(t('kit.cancel'), { ...action, step: 'leave', args: {} })],
    ],
  });
}

function confirmDisconnectMessage(
  { t, account }: Reader,
  { space, community, impact }: Extract<DisconnectPlan, { kind: 'confirm' }>,
): Message {
  const lost = Object.entries(impact.counts).flatMap(([kind, count]) =>
    count > 0 ? [t(`connections.lost.${kind}`, { count })] : [],
  );
  const action = (step: string) => ({
    command: 'disconnect',
    step,
    args: { place: space.id, seen: impactFingerprint(impact) },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  const key = impact.isLast ? 'remove' : 'disconnect';
  const lostBlocks = lost.length > 0 ? [list(lost)] : [];
  const emptyBlocks = impact.isLast ? [paragraph(t('connections.empty'))] : [];
  return message(
    [
      heading(t(`connections.${key}.ask`, { place: space.title, community: community.name })),
      paragraph(t(`connections.${key}.what`, { place: space.title })),
      ...(lost.length > 0 ? lostBlocks : emptyBlocks),
      paragraph(t(`connections.${key}.stays`)),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t(`connections.${key}.confirm`), action('confirm'), 'danger'),
          button(t('connections.leave'), action('leave')),
        ],
      ],
    },
  );
}

/** What other admins are told. */
export const disconnectedNotice = (
  { t }: Pick<CommandContext, 't'>,
  { space, community, isLast }: DisconnectedSpace,
): Message =>
  textMessage(
    t(`connections.${isLast ? 'remove' : 'disconnect'}.told`, {
      place: space.title,
      community: community.name,
    }),
  );

/** The choice of a space, the question before it is disconnected, or that it is. */
export function disconnectMessage(
  reader: Reader,
  result: DisconnectPlan | DisconnectedSpace,
): Message {
  switch (result.kind) {
    case 'choose':
      return chooseSpaceMessage(reader, result.spaces);
    case 'confirm':
      return confirmDisconnectMessage(reader, result);
    case 'disconnected': {
      const { space, community, isLast } = result;
      const words = { place: space.title, community: community.name };
      return textMessage(reader.t(`connections.${isLast ? 'remove' : 'disconnect'}.done`, words), {
        tone: 'success',
      });
    }
  }
}
