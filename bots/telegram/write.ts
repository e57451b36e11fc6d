import { layOut, nothing, toneMarks } from '../../src/message/lay-out.ts';
import type { Block, Message, MessageFile } from '../../src/message/message.ts';
import type { Reader } from '../../src/message/reader.ts';
import { splitBlocks } from '../../src/message/split.ts';
import { fullness, writeBlocks } from './html.ts';
import { keyboardLimits, menuBlocks, type TelegramButton, writeKeyboards } from './keyboard.ts';
import { isPhoto } from './photo.ts';

/** Bot API limits: characters of a text and of a caption after the markup is parsed, and an inline keyboard's. */
export const limits = { text: 4096, caption: 1024, ...keyboardLimits } as const;

/** One message of Telegram: a text, or a photo or document whose caption the text is. */
export interface TelegramPart {
  /** HTML; may be empty with a file. */
  text: string;
  keyboard: TelegramButton[][];
  file?: { as: 'photo' | 'document'; content: MessageFile };
}

function writeFile(content: MessageFile, caption: string): TelegramPart {
  return {
    text: caption,
    keyboard: [],
    file: { as: isPhoto(content) ? 'photo' : 'document', content },
  };
}

/** A picture apart from the text has its alternative text under it: Telegram has no other place for that. */
const altOf = ({ picture }: MessageFile, reader: Reader): string =>
  picture
    ? writeBlocks([{ kind: 'paragraph', content: [{ kind: 'text', text: picture.alt }] }], reader)
    : '';

/**
 * The messages that say this on Telegram, each of which is one message of the platform. Nothing is cut: the text,
 * the last part of which carries the buttons; keyboards that one message does not take, in order; the files.
 * One picture takes a text that fits under it as its caption.
 */
export function writeTelegram(message: Message, reader: Reader): TelegramPart[] {
  const mark = toneMarks[message.tone];
  const blocks = layOut({ blocks: [...message.blocks, ...menuBlocks(message)] });
  const room = 1 - mark.length / limits.text;
  const texts = splitBlocks(blocks, room, (some: readonly Block[]) =>
    fullness(writeBlocks(some, reader), limits.text),
  )
    .map((some) => writeBlocks(some, reader))
    .filter((text) => text.trim() !== '');
  const [text = nothing, ...others] = texts;
  const marked = mark + text;
  const [keyboard = [], ...keyboards] = writeKeyboards(message);
  const files = [...message.files];
  const [only] = files.filter((file) => file.picture);
  const isCaption =
    files.length === 1 &&
    only !== undefined &&
    others.length === 0 &&
    fullness(marked, limits.caption) <= 1;
  const said: TelegramPart[] = isCaption
    ? [writeFile(only, texts.length > 0 || mark !== '' ? marked : altOf(only, reader))]
    : [marked, ...others].map((part) => ({ text: part, keyboard: [] }));
  return [
    ...said.map((part, at) => (at === said.length - 1 ? { ...part, keyboard } : part)),
    ...keyboards.map((rows) => ({ text: nothing, keyboard: rows })),
    ...(isCaption ? [] : files.map((file) => writeFile(file, altOf(file, reader)))),
  ];
}
