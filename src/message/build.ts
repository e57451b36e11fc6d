import { Buffer } from 'node:buffer';
import { splitCommandReferences } from '../language/command-references.ts';
import { balanceBidi, isolateBidi } from '../language/text/bidi.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import type {
  Action,
  Block,
  Button,
  Inline,
  Menu,
  MenuOption,
  Message,
  MessageFile,
  TimeStyle,
  Tone,
} from './message.ts';

/** Plain words, or words with their marks. */
export type Content = string | Inline | readonly (string | Inline)[];

/**
 * @param amid other words stand in the same line: what runs from right to left must not turn them
 */
function inlines(content: Content, amid = false): Inline[] {
  const parts = typeof content === 'string' || !Array.isArray(content) ? [content] : content;
  const keep = amid || parts.length > 1 ? isolateBidi : balanceBidi;
  return parts.flatMap((part: string | Inline): Inline[] => {
    if (typeof part === 'string') return splitCommandReferences(keep(part));
    if (part.kind === 'link') return [{ ...part, text: keep(part.text) }];
    if (part.kind !== 'text') return [part];
    return splitCommandReferences(keep(part.text)).map((one) =>
      one.kind === 'command' ? one : { ...part, text: one.text },
    );
  });
}

type Text = Extract<Inline, { kind: 'text' }>;

/** Words, or words that have a mark already: `bold(italic('both'))`. */
type Marked = string | Text;

const asText = (text: Marked): Text => (typeof text === 'string' ? { kind: 'text', text } : text);

export const bold = (text: Marked): Text => ({ ...asText(text), bold: true });
export const italic = (text: Marked): Text => ({ ...asText(text), italic: true });
export const strike = (text: Marked): Text => ({ ...asText(text), strike: true });
export const code = (text: Marked): Text => ({ ...asText(text), code: true });
interface Span {
  startsAt: Date;
  endsAt: Date;
  /** IANA zone. */
  zone: string;
}

/** A moment; one that is none is shown as a question mark. */
export const time = (at: Date, style: TimeStyle = 'dateTime'): Inline =>
  Number.isNaN(at.getTime())
    ? { kind: 'text', text: '?' }
    : { kind: 'time', at: at.toISOString(), style };

/** From a moment to another, for readers in many zones; both days are said where they differ in `zone`. */
export function timeRange({ startsAt, endsAt, zone }: Span): Content {
  if (!(endsAt > startsAt)) return time(startsAt);
  const dayOf = (at: Date, back = 0) =>
    new Date(at.getTime() - back)
      .toTemporalInstant()
      .toZonedDateTimeISO(firstValidZone('UTC', zone))
      .toPlainDate();
  // What ends at midnight is of one day.
  const isOneDay = dayOf(startsAt).equals(dayOf(endsAt, 1));
  return [time(startsAt), ' – ', time(endsAt, isOneDay ? 'time' : 'dateTime')];
}

/** Stands for the moment until its sentence is there; no text has it, it is a private letter. */
const momentMark = '\uF8FE';

/** A sentence of the catalogues with a moment in it, wherever its language puts it. */
export function withTime(sentence: (time: string) => string, at: Date): Content {
  const [before = '', after = ''] = sentence(momentMark).split(momentMark);
  return [before, time(at), after];
}

/** A link; what is no http(s) address stays plain text. */
export function link(text: string, url: string): Inline {
  return /^https?:\/\//.test(url) && URL.canParse(url)
    ? { kind: 'link', text, url }
    : { kind: 'text', text };
}

export const heading = (content: Content): Block => ({
  kind: 'heading',
  content: inlines(content),
});
export const paragraph = (content: Content): Block => ({
  kind: 'paragraph',
  content: inlines(content),
});
export const quote = (content: Content): Block => ({ kind: 'quote', content: inlines(content) });
export const footer = (content: Content): Block => ({ kind: 'footer', content: inlines(content) });
export const list = (items: readonly Content[]): Block => ({
  kind: 'list',
  items: items.map((item) => inlines(item)),
});
/** A list whose items are counted from `start`, a whole number from 0. */
export const numberedList = (items: readonly Content[], start = 1): Block => ({
  kind: 'list',
  items: items.map((item) => inlines(item)),
  start,
});
/** Lines in fixed width; `language` says what they are coloured as. */
export const codeBlock = (text: string, language?: string): Block => ({
  kind: 'code',
  text,
  ...(language === undefined ? {} : { language }),
});
/** Columns where they fit a phone, else each row as fields that are named by the header. */
export const table = (header: readonly string[], rows: readonly (readonly Content[])[]): Block => ({
  kind: 'table',
  header: [...header],
  rows: rows.map((row) => row.map((cell) => inlines(cell, true))),
});
export const fields = (entries: readonly (readonly [name: string, value: Content])[]): Block => ({
  kind: 'fields',
  fields: entries.map(([name, value]) => ({ name, value: inlines(value, true) })),
});

type Style = NonNullable<Button['style']>;

/** A button that runs a command (or one of its steps) and answers with a new message. */
export function button(
  label: string,
  action: Omit<Action, 'answer'> & { answer?: Action['answer'] },
  style: Style = 'secondary',
): Button {
  return { label, style, action: { answer: 'reply', ...action } };
}

export const linkButton = (label: string, url: string): Button => ({ label, url });

/** One of a menu's options: choosing it runs a command (or one of its steps). */
export const option = (
  label: string,
  action: Omit<Action, 'answer'> & { answer?: Action['answer'] },
  description?: string,
): MenuOption => ({
  label,
  ...(description === undefined ? {} : { description }),
  action: { answer: 'reply', ...action },
});

/** A choice among many, any number of them. */
export const menu = (placeholder: string, options: readonly MenuOption[]): Menu => ({
  placeholder,
  options: [...options],
});

/** A picture from its bytes; `alt` (1024 characters at most) says what is on it. */
export const picture = (
  name: string,
  contentType: string,
  bytes: Uint8Array,
  alt: string,
): MessageFile => ({
  name,
  contentType,
  content: Buffer.from(bytes).toString('base64'),
  base64: true,
  picture: { alt },
});

/** The bytes of a file. */
export const fileBytes = ({ content, base64 }: MessageFile): Buffer =>
  Buffer.from(content, base64 ? 'base64' : 'utf8');

export interface MessageOptions {
  tone?: Tone;
  buttons?: readonly (readonly Button[])[];
  menus?: readonly Menu[];
  files?: readonly MessageFile[];
}

/** A message of these blocks; empty rows of buttons and empty menus are left out. */
export function message(blocks: readonly Block[], parts: MessageOptions = {}): Message {
  return {
    tone: parts.tone ?? 'plain',
    blocks: [...blocks],
    buttons: (parts.buttons ?? []).filter((row) => row.length > 0).map((row) => [...row]),
    menus: (parts.menus ?? []).filter(({ options }) => options.length > 0),
    files: [...(parts.files ?? [])],
  };
}

/** A message of one paragraph. */
export const textMessage = (content: Content, parts: MessageOptions = {}): Message =>
  message([paragraph(content)], parts);
