import {
  emptyPlaceholder,
  normalizeBlocks,
  toneIcons,
} from '../../../src/message/layout/normalize.ts';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type { Block, Message, MessageFile } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import { messageFullness, renderTelegramHtml } from './html.ts';
import { keyboardLimits, menuBlocks, renderKeyboards, type TelegramButton } from './keyboard.ts';
import { isPhoto } from './photo.ts';

/** Bot API limits: characters of a text and of a caption after the markup is parsed, and an inline keyboard's. */
export const telegramMessageLimits = { text: 4096, caption: 1024, ...keyboardLimits } as const;

/** One message of Telegram: a text, or a photo or document whose caption the text is. */
export interface TelegramMessage {
  /** HTML; may be empty with a file. */
  text: string;
  keyboard: TelegramButton[][];
  file?: { as: 'photo' | 'document'; content: MessageFile };
}

function writeFile(content: MessageFile, caption: string): TelegramMessage {
  return {
    text: caption,
    keyboard: [],
    file: { as: isPhoto(content) ? 'photo' : 'document', content },
  };
}

/** A picture apart from the text has its alternative text under it: Telegram has no other place for that. */
const altOf = ({ picture }: MessageFile, reader: MessageReader): string =>
  picture
    ? renderTelegramHtml(
        [{ kind: 'paragraph', content: [{ kind: 'text', text: picture.alt }] }],
        reader,
      )
    : '';

/**
 * The messages that say this on Telegram, each of which is one message of the platform. Nothing is cut: the text,
 * the last part of which carries the buttons; keyboards that one message does not take, in order; the files.
 * One picture takes a text that fits under it as its caption.
 */
export function renderTelegramMessages(message: Message, reader: MessageReader): TelegramMessage[] {
  const mark = toneIcons[message.tone];
  const blocks = normalizeBlocks({ blocks: [...message.blocks, ...menuBlocks(message)] });
  const room = 1 - mark.length / telegramMessageLimits.text;
  const texts = splitBlocks(blocks, room, (some: readonly Block[]) =>
    messageFullness(renderTelegramHtml(some, reader), telegramMessageLimits.text),
  )
    .map((some) => renderTelegramHtml(some, reader))
    .filter((text) => text.trim() !== '');
  const [text = emptyPlaceholder, ...others] = texts;
  const marked = mark + text;
  const [keyboard = [], ...keyboards] = renderKeyboards(message);
  const files = [...message.files];
  const [only] = files.filter((file) => file.picture);
  const isCaption =
    files.length === 1 &&
    only !== undefined &&
    others.length === 0 &&
    messageFullness(marked, telegramMessageLimits.caption) <= 1;
  const said: TelegramMessage[] = isCaption
    ? [writeFile(only, texts.length > 0 || mark !== '' ? marked : altOf(only, reader))]
    : [marked, ...others].map((part) => ({ text: part, keyboard: [] }));
  return [
    ...said.map((part, at) => (at === said.length - 1 ? { ...part, keyboard } : part)),
    ...keyboards.map((rows) => ({ text: emptyPlaceholder, keyboard: rows })),
    ...(isCaption ? [] : files.map((file) => writeFile(file, altOf(file, reader)))),
  ];
}
