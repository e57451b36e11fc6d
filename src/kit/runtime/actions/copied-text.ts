import { codeBlock, copyCommand, message } from '../../../message/build.ts';
import type { Action, Message } from '../../../message/message.ts';

/** The answer to a press on a copy button: its text, to be copied by hand. Undefined for other actions. */
export const copiedTextMessage = ({ command, args }: Action): Message | undefined =>
  command === copyCommand && typeof args.text === 'string'
    ? message([codeBlock(args.text)])
    : undefined;
