import type {
  Action,
  Block,
  Button,
  Inline,
  Message,
  MessageFile,
  TimeStyle,
  Tone,
} from './message.ts';

/** Plain words, or words with their marks. */
export type Content = string | Inline | readonly (string | Inline)[];

function inlines(content: Content): Inline[] {
  const parts = typeof content === 'string' || !Array.isArray(content) ? [content] : content;
  return parts.flatMap((part: string | Inline) =>
    typeof part === 'string'
      ? part === ''
        ? []
        : [{ kind: 'text' as const, text: part }]
      : [part],
  );
}

export const bold = (text: string): Inline => ({ kind: 'text', text, bold: true });
export const italic = (text: string): Inline => ({ kind: 'text', text, italic: true });
export const code = (text: string): Inline => ({ kind: 'text', text, code: true });
export const time = (at: Date, style: TimeStyle = 'dateTime'): Inline => ({
  kind: 'time',
  at: at.toISOString(),
  style,
});

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
  items: items.map(inlines),
});
export const fields = (entries: readonly (readonly [name: string, value: Content])[]): Block => ({
  kind: 'fields',
  fields: entries.map(([name, value]) => ({ name, value: inlines(value) })),
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

export interface MessageParts {
  tone?: Tone;
  buttons?: readonly (readonly Button[])[];
  files?: readonly MessageFile[];
}

/** A message of these blocks; empty rows of buttons are left out. */
export function message(blocks: readonly Block[], parts: MessageParts = {}): Message {
  return {
    tone: parts.tone ?? 'plain',
    blocks: [...blocks],
    buttons: (parts.buttons ?? []).filter((row) => row.length > 0).map((row) => [...row]),
    files: [...(parts.files ?? [])],
  };
}

/** A message of one paragraph. */
export const say = (content: Content, parts: MessageParts = {}): Message =>
  message([paragraph(content)], parts);
