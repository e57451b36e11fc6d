import { translators } from '../../../src/language/catalogue.ts';
import { flattenRowButtons } from '../../../src/message/layout/flatten-rows.ts';
import {
  emptyPlaceholder,
  normalizeBlocks,
  toneIcons,
} from '../../../src/message/layout/normalize.ts';
import { plainForm } from '../../../src/message/layout/plain-form.ts';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type {
  Message,
  MessageFile,
  ShownPicture,
  TextBlock,
} from '../../../src/message/message.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { messageFullness, renderTelegramHtml } from './html.ts';
import { keyboardLimits, menuBlocks, renderKeyboards, type TelegramButton } from './keyboard.ts';
import { isPhoto } from './photo.ts';
import type { TelegramReader } from './reader.ts';
import { renderRichHtml } from './rich-html.ts';

/** Bot API limits: characters of a text and of a caption after the markup is parsed, and an inline keyboard's. */
export const telegramMessageLimits = { text: 4096, caption: 1024, ...keyboardLimits } as const;

/** One message on Telegram: a text, or a photo or document with the text as its caption. */
export interface TelegramMessage {
  /** HTML; may be empty when there is a file. */
  text: string;
  keyboard: TelegramButton[][];
  file?: { as: 'photo' | 'document'; content: MessageFile };
  /** How it is sent instead, with tables; in the form above when the server refuses that. */
  rich?: { html: string; keyboard: TelegramButton[][] };
  /** A stored picture; the text is its caption. */
  picture?: ShownPicture;
}

/** Stands in for a part that an edit removed, so that later parts keep their messages. */
export const missingPart: TelegramMessage = { text: '—', keyboard: [] };

function writeFile(content: MessageFile, caption: string): TelegramMessage {
  return {
    text: caption,
    keyboard: [],
    file: { as: isPhoto(content) ? 'photo' : 'document', content },
  };
}

/** A picture in a message of its own gets its alternative text as the caption: Telegram has no field for it. */
const altOf = ({ picture }: MessageFile, reader: TelegramReader): string =>
  picture
    ? renderTelegramHtml(
        [{ kind: 'paragraph', content: [{ kind: 'text', text: picture.alt }] }],
        reader,
      )
    : '';

/** The form with tables; undefined where its readers have not chosen them or the server is not known to take them. */
function renderRich(message: Message, reader: TelegramReader): TelegramMessage['rich'] {
  const { tables, blocks, buttons } = message;
  const hasTable = blocks.some(({ kind }) => kind === 'table' || kind === 'rows');
  if (!reader.rich || !tables || !hasTable || message.menus.length > 0) return undefined;
  const own = reader.richButtons ? buttons : flattenRowButtons(message);
  const all = [...own, ...(tables.asText ? [[tables.asText]] : [])];
  const [keyboard = [], ...others] = renderKeyboards({ menus: [], buttons: all }, reader);
  return others.length > 0 ? undefined : { html: renderRichHtml(message, reader), keyboard };
}

/** Most characters of an alternative text in a caption, which has words around it. */
const maxAltLength = 900;

/** The alternative text as a block of its own, so that everybody can read what a picture shows. */
const altBlock = ({ alt }: ShownPicture, { locale }: TelegramReader): TextBlock => {
  const text = translators[locale].t('pictures.caption', { alt: truncate(alt, maxAltLength) });
  return { kind: 'paragraph', content: [{ kind: 'text', text, italic: true }] };
};

/**
 * Puts a stored picture over the texts of a message: with the only text and the alternative text as its caption if both
 * fit, else before the texts.
 */
function withPicture(
  parts: readonly TelegramMessage[],
  picture: ShownPicture,
  reader: TelegramReader,
): TelegramMessage[] {
  const alt = renderTelegramHtml([altBlock(picture, reader)], reader);
  const [first, ...others] = parts;
  if (first && others.length === 0) {
    const caption = `${first.text}\n\n${alt}`;
    if (messageFullness(caption, telegramMessageLimits.caption) <= 1)
      return [{ ...first, text: caption, picture }];
  }
  return [{ text: alt, keyboard: [], picture }, ...parts];
}

/**
 * A message as one or more messages of Telegram. Nothing is cut: first the text, whose last part has the buttons, then
 * further keyboards, then files. A single picture gets the text as its caption, if it fits; see {@link withPicture}. A
 * text that is one message may have a form with tables.
 */
export function renderTelegramMessages(
  message: Message,
  reader: TelegramReader,
): TelegramMessage[] {
  const [first, ...others] = renderPlainMessages(plainForm(message), reader);
  if (!first) return [];
  const isOneText = !first.file && !first.picture && others.every(({ file }) => file);
  const rich = isOneText ? renderRich(message, reader) : undefined;
  return [rich ? { ...first, rich } : first, ...others];
}

function renderPlainMessages(message: Message, reader: TelegramReader): TelegramMessage[] {
  const icon = toneIcons[message.tone];
  const blocks = normalizeBlocks({ blocks: [...message.blocks, ...menuBlocks(message)] });
  const capacity = 1 - icon.length / telegramMessageLimits.text;
  const texts = splitBlocks(blocks, capacity, (some: readonly TextBlock[]) =>
    messageFullness(renderTelegramHtml(some, reader), telegramMessageLimits.text),
  )
    .map((some) => renderTelegramHtml(some, reader))
    .filter((text) => text.trim() !== '');
  const [text = emptyPlaceholder, ...others] = texts;
  const textWithIcon = icon + text;
  const [keyboard = [], ...keyboards] = renderKeyboards(
    { ...message, buttons: flattenRowButtons(message) },
    reader,
  );
  const files = [...message.files];
  const [only] = files.filter((file) => file.picture);
  const isCaption =
    message.picture === undefined &&
    files.length === 1 &&
    only !== undefined &&
    others.length === 0 &&
    messageFullness(textWithIcon, telegramMessageLimits.caption) <= 1;
  const plain: TelegramMessage[] = isCaption
    ? [writeFile(only, texts.length > 0 || icon !== '' ? textWithIcon : altOf(only, reader))]
    : [textWithIcon, ...others].map((part) => ({ text: part, keyboard: [] }));
  const messages = message.picture ? withPicture(plain, message.picture, reader) : plain;
  return [
    ...messages.map((part, at) => (at === messages.length - 1 ? { ...part, keyboard } : part)),
    ...keyboards.map((rows) => ({ text: emptyPlaceholder, keyboard: rows })),
    ...(isCaption ? [] : files.map((file) => writeFile(file, altOf(file, reader)))),
  ];
}
