import { codeBlock, copyCommand, message } from '../../../message/build.ts';
import { moreCommand } from '../../../message/details.ts';
import type { Action, Message } from '../../../message/message.ts';

/**
 * The answer to a button that carries it: a text to be copied by hand, or the folded part of a message. Undefined for
 * buttons that run a command.
 */
export function storedAnswer({ command, args, blocks }: Action): Message | undefined {
  if (command === copyCommand && typeof args.text === 'string') {
    return message([codeBlock(args.text)]);
  }
  return command === moreCommand && blocks ? message(blocks) : undefined;
}
