import type { CommandContext } from '../context/command-context.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { ReplyMethods } from '../kit/define/reply.ts';
import { message, paragraph } from '../message/build.ts';
import type { Button } from '../message/message.ts';
import type { ManagedPublication } from './managed-publications.ts';
import { progressBlocks } from './progress-message.ts';
import { formatRemaining } from './publication-view.ts';

/** What is said of something that was just published. */
export interface PublishedReply {
  publicationId: string;
  /** `The alert is on its way to 7 chats.` */
  text: string;
  buttons: readonly (readonly Button[])[];
  /** What is done to each copy; sending unless said otherwise. */
  operation?: ManagedPublication['operation'];
}

/** Says that something is on its way, and under it how far it is, until it is over. */
export async function replyWithProgress(
  call: CommandContext & Pick<ReplyMethods, 'answer'>,
  { publicationId, text, buttons, operation = 'send' }: PublishedReply,
): Promise<undefined> {
  const compose = (status: PublicationProgress | undefined) =>
    message([paragraph(text), ...(status ? progressBlocks(call, status, operation) : [])], {
      tone: 'success',
      buttons,
    });
  const said = await call.answer(compose(undefined));
  call.progress.follow(publicationId, said, compose);
  return undefined;
}
