import type { CommandContext } from '../context/command-context.ts';
import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { ReplyMethods } from '../kit/define/reply.ts';
import { message, paragraph } from '../message/build.ts';
import type { Button } from '../message/message.ts';
import { progressBlocks } from './progress-message.ts';
import type { ManagedPublication } from './publications/managed-publications.ts';

/** The answer to a command that published something. */
export interface PublishedReply {
  publicationId: string;
  /** `The alert is on its way to 7 chats.` */
  text: string;
  buttons: readonly (readonly Button[])[];
  /** The operation on each delivery. @default 'send' */
  operation?: ManagedPublication['operation'];
}

/** Answers with the text, and keeps the progress below it up to date until the publication is done. */
export async function replyWithProgress(
  context: CommandContext & Pick<ReplyMethods, 'answer'>,
  { publicationId, text, buttons, operation = 'send' }: PublishedReply,
): Promise<undefined> {
  const compose = (status: PublicationProgress | undefined) =>
    message([paragraph(text), ...(status ? progressBlocks(context, status, operation) : [])], {
      tone: 'success',
      buttons,
    });
  const sent = await context.answer(compose(undefined));
  context.progress.follow(publicationId, sent, compose);
  return undefined;
}
