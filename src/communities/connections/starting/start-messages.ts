import type { CommandContext } from '../../../context/command-context.ts';
import { button, message, paragraph } from '../../../message/build.ts';
import type { Button, Message } from '../../../message/message.ts';
import type { StartChoice } from './start-community.ts';

/** What is known of the community that the space may be meant for. */
function choiceKey({ pendingCodes: { own }, suggested }: StartChoice): string {
  if (suggested) return suggested.isAdmin ? 'suggested' : 'suggestedByOthers';
  return own.length > 0 ? 'ownWaits' : 'someWaits';
}

/** Asks before a community is created where another one may be meant; that one is offered first. */
export function startChoiceMessage(
  { t, account }: Pick<CommandContext, 't' | 'account'>,
  choice: StartChoice,
): Message {
  const { requested, own } = choice.pendingCodes;
  const suggested = choice.suggested?.community;
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
  const joinSuggested = (name: string, id: string): Button =>
    button(
      t('connections.join', { community: name }),
      {
        command: 'connect',
        step: 'suggested',
        args: { community: id },
        account: account.id,
        once: true,
      },
      'success',
    );
  const first =
    suggested && choice.suggested?.isAdmin ? [joinSuggested(suggested.name, suggested.id)] : [];
  const join = own.flatMap(({ id, community }): Button[] =>
    community && community.id !== suggested?.id
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
    [paragraph(t(`connections.${choiceKey(choice)}`, { community: suggested?.name ?? '' }))],
    { tone: 'warning', buttons: [[...first, ...join, begin]] },
  );
}
