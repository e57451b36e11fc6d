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
  PlainBlock,
  Row,
  ShownPicture,
  TimeStyle,
  Tone,
} from './message.ts';
import { longestCopy } from './message.ts';

/** Plain text, or text with styles. */
export type Content = string | Inline | readonly (string | Inline)[];

/** The parts of a content, to put others beside them. */
export const contentParts = (content: Content): readonly (string | Inline)[] =>
  typeof content === 'string' || 'kind' in content ? [content] : content;

/** Content as inlines. @param amid whether other text shares the line: right-to-left text must not affect its direction */
export function inlines(content: Content, amid = false): Inline[] {
  const parts = contentParts(content);
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

/** Text, plain or already styled: `bold(italic('both'))`. */
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

/** A moment; an invalid date is shown as a question mark. */
export const time = (at: Date, style: TimeStyle = 'dateTime'): Inline =>
  Number.isNaN(at.getTime())
    ? { kind: 'text', text: '?' }
    : { kind: 'time', at: at.toISOString(), style };

/** A time range for readers in different zones; the end date is shown when it differs from the start date in `zone`. */
export function timeRange({ startsAt, endsAt, zone }: Span): Content {
  if (!(endsAt > startsAt)) return time(startsAt);
  const dayOf = (at: Date, back = 0) =>
    new Date(at.getTime() - back)
      .toTemporalInstant()
      .toZonedDateTimeISO(firstValidZone('UTC', zone))
      .toPlainDate();
  // An end at midnight belongs to the day before.
  const isOneDay = dayOf(startsAt).equals(dayOf(endsAt, 1));
  return [time(startsAt), ' – ', time(endsAt, isOneDay ? 'time' : 'dateTime')];
}

/** Placeholder for the moment until the sentence is formatted: a private use character, which texts do not contain. */
const momentMark = '\uF8FE';

/** A translated sentence with a moment in it, at the position that the language requires. */
export function withTime(sentence: (time: string) => string, at: Date): Content {
  const [before = '', after = ''] = sentence(momentMark).split(momentMark);
  return [before, time(at), after];
}

/** A link; anything but an http(s) URL stays plain text. */
export function link(text: string, url: string): Inline {
  return /^https?:\/\//.test(url) && URL.canParse(url)
    ? { kind: 'link', text, url }
    : { kind: 'text', text };
}

export const heading = (content: Content): PlainBlock => ({
  kind: 'heading',
  content: inlines(content),
});
export const paragraph = (content: Content): PlainBlock => ({
  kind: 'paragraph',
  content: inlines(content),
});
export const quote = (content: Content): PlainBlock => ({
  kind: 'quote',
  content: inlines(content),
});
export const footer = (content: Content): PlainBlock => ({
  kind: 'footer',
  content: inlines(content),
});
export const list = (items: readonly Content[]): PlainBlock => ({
  kind: 'list',
  items: items.map((item) => inlines(item)),
});
/** A list numbered from `start`, an integer of at least 0. */
export const numberedList = (items: readonly Content[], start = 1): Block => ({
  kind: 'list',
  items: items.map((item) => inlines(item)),
  start,
});
/** Monospaced lines; `language` selects the syntax highlighting. */
export const codeBlock = (text: string, language?: string): PlainBlock => ({
  kind: 'code',
  text,
  ...(language === undefined ? {} : { language }),
});
/** A table in columns where they fit a phone, else with each row as fields named by the header. */
export const table = (
  header: readonly string[],
  rows: readonly (readonly Content[])[],
): PlainBlock => ({
  kind: 'table',
  header: [...header],
  rows: rows.map((row) => row.map((cell) => inlines(cell, true))),
});
export const fields = (
  entries: readonly (readonly [name: string, value: Content])[],
): PlainBlock => ({
  kind: 'fields',
  fields: entries.map(([name, value]) => ({ name, value: inlines(value, true) })),
});

/** A row of a list, before its content is turned into inlines. */
export interface RowInput extends Pick<Row, 'name' | 'buttons'> {
  content: Content;
  cells?: readonly Content[];
}

/**
 * A list whose rows have buttons: beside the row where a platform can show them there, else under the message, with
 * the row's number. A message with such a list, even an empty one, is laid out as a list on every edit.
 * @param start the number of the first row
 * @param header names of the columns, where the rows have cells
 */
export const rows = (items: readonly RowInput[], start = 1, header?: readonly string[]): Block => ({
  kind: 'rows',
  rows: items.map(({ cells, ...item }) => ({
    ...item,
    content: inlines(item.content),
    ...(cells ? { cells: cells.map((cell) => inlines(cell, true)) } : {}),
  })),
  start,
  ...(header ? { header: [...header] } : {}),
});

type Style = NonNullable<Button['style']>;

/** A button that runs a command or one of its actions and answers with a new message. */
export function button(
  label: string,
  action: Omit<Action, 'answer'> & { answer?: Action['answer'] },
  style: Style = 'secondary',
): Button {
  return { label, style, action: { answer: 'reply', ...action } };
}

/**
 * A button that asks for some arguments of a command, in a form where the platform has them.
 * @param args all other arguments, and present values of those that are asked for
 */
export const askButton = (
  label: string,
  call: Pick<Action, 'command' | 'args' | 'choose'>,
  asked: readonly string[],
): Button => button(label, { ...call, form: 0, fields: [...asked] });

export const linkButton = (label: string, url: string): Button => ({ label, url });

/** A button that nobody can press. @param label why: "Full", "Closed" */
export const disabledButton = (label: string, style: Style = 'secondary'): Button => ({
  label,
  style,
  disabled: true,
});

/** The command of a press on a copy button, on platforms whose buttons cannot copy: the text is answered. */
export const copyCommand = 'copy';

/**
 * A button that copies a text. Longer texts than {@link longestCopy} are answered on every platform.
 */
export const copyButton = (label: string, text: string): Button => ({
  label,
  style: 'secondary',
  ...(text.length <= longestCopy ? { copy: text } : {}),
  action: { command: copyCommand, args: { text }, answer: 'reply' },
});

/** An option of a menu that runs a command or one of its actions. */
export const option = (
  label: string,
  action: Omit<Action, 'answer'> & { answer?: Action['answer'] },
  description?: string,
): MenuOption => ({
  label,
  ...(description === undefined ? {} : { description }),
  action: { answer: 'reply', ...action },
});

/** A select menu with any number of options. */
export const menu = (placeholder: string, options: readonly MenuOption[]): Menu => ({
  placeholder,
  options: [...options],
});

export interface MessageOptions {
  tone?: Tone;
  buttons?: readonly (readonly Button[])[];
  menus?: readonly Menu[];
  files?: readonly MessageFile[];
  tables?: Message['tables'];
  picture?: ShownPicture | undefined;
}

/** A message of these blocks; empty rows of buttons and empty menus are left out. */
export function message(blocks: readonly Block[], parts: MessageOptions = {}): Message {
  return {
    tone: parts.tone ?? 'plain',
    blocks: [...blocks],
    buttons: (parts.buttons ?? []).filter((row) => row.length > 0).map((row) => [...row]),
    menus: (parts.menus ?? []).filter(({ options }) => options.length > 0),
    files: [...(parts.files ?? [])],
    ...(parts.tables ? { tables: parts.tables } : {}),
    ...(parts.picture ? { picture: parts.picture } : {}),
  };
}

/** A message of one paragraph. */
export const textMessage = (content: Content, parts: MessageOptions = {}): Message =>
  message([paragraph(content)], parts);
