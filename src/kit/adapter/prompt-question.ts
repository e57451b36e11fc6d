import type { Message } from '../../message/message.ts';
import type { InputKind } from '../define/picker.ts';

/** A question for one argument. */
export interface PromptQuestion {
  /** The message to show, with its buttons. Edited in place as long as buttons are pressed. */
  message: Message;
  /** Only the person may see it. */
  isPrivate: boolean;
  /** It is the question that is shown already, as when a list is turned. */
  isRedraw: boolean;
  /** Input that no button can give and that needs a message of its own. */
  input?: { takes: InputKind; text: string; placeholder: string; button: string };
}

/** The messages of a question, as the platform's adapter names them. */
export interface PromptMessages {
  messageId: string;
  /** The message that asks for text, a person or a file. */
  inputId?: string;
  /** The person's own message that the question replies to. */
  originId?: string;
}
