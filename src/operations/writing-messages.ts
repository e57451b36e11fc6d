import type { CommandContext } from '../context/command-context.ts';
import { button, message, paragraph, textMessage } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import type { Recipients } from '../notifications/recipients.ts';
import type { SentToPeople } from '../notifications/write-to-people.ts';
import type { PublishedReply } from './publish-reply-message.ts';

interface Preview {
  /** What each of them would read. */
  written: Message;
  recipients: Recipients;
  /** Has the steps `send`, with these arguments, and `leave`. */
  command: string;
  args: Action['args'];
}

/** What people would read of what an organiser writes, how many get it, and a button that sends it. */
export function writingPreviewMessage(
  { written, recipients: { reachable, unreachable }, command, args }: Preview,
  { t, account }: Pick<CommandContext, 't' | 'account'>,
): Message {
  const people = reachable.length;
  const action = (step: string) => ({
    ...{ command, step, account: account.id, answer: 'update' as const },
  });
  const send = button(
    t('writing.send', { people }),
    { ...action('send'), args, once: true },
    'primary',
  );
  return message(
    [
      paragraph(t('writing.ask')),
      ...written.blocks,
      paragraph(t('writing.reach', { people, unreachable: unreachable.length })),
    ],
    {
      buttons: [
        [
          ...(people === 0 ? [] : [send]),
          button(t('writing.leave'), { ...action('leave'), args: {} }),
        ],
      ],
    },
  );
}

/** The answer to whoever sent it; the progress of the delivery comes under it. */
export const writtenReply = (
  { publicationId, people, unreachable }: SentToPeople,
  { t }: Pick<CommandContext, 't'>,
): PublishedReply => ({
  publicationId,
  text: t('writing.sent', { people, unreachable }),
  buttons: [],
});

export const notWrittenMessage = ({ t }: Pick<CommandContext, 't'>): Message =>
  textMessage(t('writing.left'));
