import type { CommandContext } from '../../context/command-context.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import type { PendingCodes } from './pending-codes.ts';

/** Asks before a community is created where a connection code may be pending: it is seldom meant then. */
export function pendingCodesMessage(
  { t, account }: Pick<CommandContext, 't' | 'account'>,
  { requested, own }: PendingCodes,
): Message {
  const begin = button(
    t('connections.begin'),
    { command: 'start', step: 'begin', args: {}, account: account.id, once: true },
    'secondary',
  );
  if (requested) {
    const keepWaiting = button(t('connections.keepWaiting'), {
      command: 'start',
      step: 'wait',
      args: {},
      account: account.id,
      once: true,
      answer: 'update',
    });
    const words = { community: requested.community?.name ?? '' };
    return message([paragraph(t('connections.asked', words))], {
      tone: 'warning',
      buttons: [[begin, keepWaiting]],
    });
  }
  const join = own.flatMap(({ id, community }): Button[] =>
    community
      ? [
          button(
            t('connections.join', { community: community.name }),
            {
              command: 'connect',
              step: 'here',
              args: { code: id },
              account: account.id,
              once: true,
            },
            'success',
          ),
        ]
      : [],
  );
  return message(
    [paragraph(t(own.length > 0 ? 'connections.ownWaits' : 'connections.someWaits'))],
    { tone: 'warning', buttons: [[...join, begin]] },
  );
}
