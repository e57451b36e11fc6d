import type { CommandContext } from '../../context/command-context.ts';
import type { ReplyMethods } from '../../kit/define/reply.ts';
import type { Message } from '../../message/message.ts';
import { replyWithProgress } from '../../operations/publish-reply-message.ts';
import { approvalRequestedMessage } from '../approval/messages.ts';
import { alertServices } from '../approval/notices.ts';
import type { Correction } from '../corrections/correction.ts';
import { publishedReply } from '../corrections/messages.ts';
import { submitCorrection } from './correct.ts';

/**
 * Publishes a correction or requests approval for it, and answers with what came of it.
 * @param version the alert's version that was previewed
 * @throws UserError when the alert was changed meanwhile
 */
export async function confirmCorrection(
  context: CommandContext & Pick<ReplyMethods, 'answer'>,
  correction: Correction,
  version: number,
): Promise<Message | undefined> {
  const submission = await submitCorrection(
    alertServices(context),
    context.account,
    correction,
    version,
  );
  return submission.kind === 'request'
    ? approvalRequestedMessage(context, submission.request)
    : replyWithProgress(context, publishedReply(context, submission));
}
