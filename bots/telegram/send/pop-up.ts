import type { Message } from '../../../src/message/message.ts';

/** Characters of a pop-up over a pressed button. Source: Bot API, answerCallbackQuery. */
const maxPopUpLength = 200;

/** The text of the first block as a pop-up; undefined when it is no paragraph or too long. */
export function popUpBeginning({ blocks: [first] }: Message): string | undefined {
  if (first?.kind !== 'paragraph') return undefined;
  const text = first.content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');
  return [...text].length <= maxPopUpLength ? text : undefined;
}

/** The whole message as a pop-up; undefined when it is more than one short paragraph. */
export function wholePopUp(message: Message): string | undefined {
  const { blocks, buttons, menus, files } = message;
  const hasMore = blocks.length !== 1 || buttons.length + menus.length + files.length > 0;
  return hasMore ? undefined : popUpBeginning(message);
}
