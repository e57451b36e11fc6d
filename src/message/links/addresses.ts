import { maxHrefLength } from '../text/truncate.ts';
import { parseWebLink } from './web-link.ts';

/**
 * A piece of a text: `web` is a URL with its scheme, `bare` one without (`youtube.com/@a`), `handle` an account of a
 * federated network (`@a@b.social`); `href` is their target. `mail` is an e-mail address. `words` is all other text,
 * including URLs that disguise their target.
 */
export type TextPiece =
  | { kind: 'words' | 'mail'; text: string }
  | { kind: 'web' | 'bare' | 'handle'; text: string; href: string };

/** Characters that end any address: white space, quotes, code marks and invisible characters. */
const end = String.raw`\s<>"“”«»\x60\\…\p{Cc}\p{Cf}`;
const host = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*)*\.[a-z]{2,24}`;

/** One named group for each kind, tried in this order at every position. */
const candidates = new RegExp(
  [
    `(?<web>https?://[^${end}]+)`,
    `(?<![\\p{L}\\p{M}\\p{N}.@/-])(?<handle>@[a-z0-9_]+(?:[.-][a-z0-9_]+)*@${host})(?![\\p{L}\\p{M}\\p{N}@-])`,
    `(?<![a-z0-9_.+%-])(?<mail>[a-z0-9_](?:[a-z0-9_.+%-]*[a-z0-9_])?@${host})(?![\\p{L}\\p{M}\\p{N}@-])`,
    `(?<![\\p{L}\\p{M}\\p{N}.@/-])(?<bare>${host}(?::\\d{1,5})?[/?#][^${end}]+)`,
  ].join('|'),
  'giu',
);

const opened: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Removes what belongs to the sentence: from an unmatched closing bracket on, and trailing punctuation. */
function ofSentence(found: string, before: string): string {
  const open = { '(': 0, '[': 0, '{': 0 };
  let address = found;
  for (const [at, letter] of [...found].entries()) {
    if (letter in open) open[letter as keyof typeof open] += 1;
    const pair = opened[letter];
    if (pair !== undefined && --open[pair as keyof typeof open] < 0) {
      address = [...found].slice(0, at).join('');
      break;
    }
  }
  const sentence = /[.,;:!?('’]+$/u;
  address = address.replace(sentence, '');
  // Markup around an address: `**https://example.org**`.
  const around = /([*_~|'])\1*$/.exec(before)?.[0] ?? '';
  if (around === '' || !address.endsWith(around)) return address;
  return address.slice(0, -around.length).replace(sentence, '');
}

const isFit = (href: string): boolean => parseWebLink(href, maxHrefLength).ok;

function pieceOf(
  found: string,
  { web, handle, mail }: Readonly<Record<string, string | undefined>>,
  before: string,
): TextPiece | undefined {
  if (mail !== undefined) return { kind: 'mail', text: found };
  if (handle !== undefined) {
    const [, account = '', server = ''] = found.split('@');
    const href = `https://${server}/@${account}`;
    return isFit(href) ? { kind: 'handle', text: found, href } : undefined;
  }
  const text = ofSentence(found, before);
  const href = web === undefined ? `https://${text}` : text;
  return isFit(href) ? { kind: web === undefined ? 'bare' : 'web', text, href } : undefined;
}

/** Splits a text into addresses and the text between them; joined, the pieces are the text again. */
export function splitAddresses(text: string): TextPiece[] {
  if (!/[@/]/.test(text)) return text === '' ? [] : [{ kind: 'words', text }];
  const pieces: TextPiece[] = [];
  let from = 0;
  const words = (until: number) => {
    if (until > from) pieces.push({ kind: 'words', text: text.slice(from, until) });
  };
  const scan = new RegExp(candidates);
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const { 0: found, index, groups = {} } = match;
    const piece = pieceOf(found, groups, text.slice(Math.max(0, index - 3), index));
    if (piece === undefined) continue;
    words(index);
    pieces.push(piece);
    from = index + piece.text.length;
    scan.lastIndex = from;
  }
  words(text.length);
  return pieces;
}
