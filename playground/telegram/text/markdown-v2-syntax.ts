/** Kinds of markup, with their names in TDLib's errors. */
export const NAMES = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  code: 'Code',
  pre: 'Pre',
  language: 'PreCode',
  link: 'TextUrl',
  special: 'CustomEmoji',
  quote: 'BlockQuote',
} as const;

export type Kind = keyof typeof NAMES;

export const RESERVED = '_*[]()~`>#+-=|{}.!\n';
export const CLOSING: Partial<Record<Kind, string>> = {
  bold: '*',
  code: '`',
  pre: '```',
  language: '```',
  link: ']',
  special: ']',
  underline: '__',
  strikethrough: '~',
  spoiler: '||',
};
export const OPENING: [string, Kind][] = [
  ['__', 'underline'],
  ['_', 'italic'],
  ['*', 'bold'],
  ['~', 'strikethrough'],
  ['||', 'spoiler'],
  ['[', 'link'],
  ['```', 'pre'],
  ['`', 'code'],
  ['![', 'special'],
];

/** Whether a backslash escapes the next character. */
export function escaped(source: string, at: number): boolean {
  const next = source.charCodeAt(at + 1);
  return source.charAt(at) === '\\' && next > 0 && next <= 126;
}
