import type { CommandContext } from '../../context/command-context.ts';
import {
  button,
  code,
  fields,
  heading,
  message,
  paragraph,
  textMessage,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { codeLimits } from '../../people/one-time-codes.ts';
import type { ConnectionStart } from './connect.ts';
import type { ConnectionRequest } from './joining-space.ts';

type Translating = Pick<CommandContext, 't'>;

/** Asks the maker of a code whether the space may join. */
export function connectionRequestMessage(
  { t }: Translating,
  { codeId, makerId, space, communityName, endingCommunityName }: ConnectionRequest,
): Message {
  const action = (step: string): Parameters<typeof button>[1] => ({
    command: 'connect',
    step,
    args: { code: codeId },
    account: makerId,
    once: true,
    answer: 'update',
  });
  const buttons: Button[] = [
    button(t('commands.connect.confirm'), action('confirm'), 'success'),
    button(t('commands.connect.refuse'), action('refuse'), 'danger'),
  ];
  return message(
    [
      heading(t('commands.connect.asks')),
      fields([
        [t('commands.connect.place'), space.title],
        [t('commands.connect.platform'), t(`platforms.${space.platform}`)],
        [t('commands.connect.members'), String(space.members)],
        [t('commands.connect.community'), communityName],
      ]),
      ...(endingCommunityName === undefined
        ? []
        : [paragraph(t('connections.ends', { community: endingCommunityName }))]),
      paragraph(t('commands.connect.onlyIfYours')),
    ],
    { buttons: [buttons] },
  );
}

/** A new code and how to use it, or the request to decide about. */
export function connectionStartMessage(context: Translating, start: ConnectionStart): Message {
  const { t } = context;
  if (start.kind === 'request') return connectionRequestMessage(context, start.request);
  return message([
    paragraph([
      t('commands.connect.codeIs', { community: start.community.name }),
      ' ',
      code(start.code),
    ]),
    paragraph(
      // It may be typed on the other platform: the English name works on both.
      t('commands.connect.howTo', { command: '/connect', minutes: codeLimits.minutes }),
    ),
  ]);
}

export const connectionPendingMessage = ({ t }: Translating): Message =>
  textMessage(t('commands.connect.waiting'));

export const connectionConfirmedMessage = ({ t }: Translating, spaceTitle: string): Message =>
  textMessage(t('commands.connect.done', { place: spaceTitle }), { tone: 'success' });

export const connectionRejectedMessage = ({ t }: Translating): Message =>
  textMessage(t('commands.connect.refused'));
