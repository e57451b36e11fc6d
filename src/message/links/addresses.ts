import { maxHrefLength } from '../text/truncate.ts';
import { parseWebLink } from './web-link.ts';

/**
 * A stretch of a text as people wrote it. `web` is an address with its scheme; `bare` is one without (`youtube.com/@a`)
 * and `handle` an account of a network of servers (`@a@b.social`): `href` is where those lead. `mail` is an e-mail
 * address. `words` are everything else; an address that hides where it leads is words too.
 */
export type TextPiece =
  | { kind: 'words' | 'mail'; text: string }
  | { kind: 'web' | 'bare' | 'handle'; text: string; href: string };

/** What no address holds, however it is written: white space, quotes, code marks and what is not seen. */
const end = String.raw`\s<>"“”«»\x60\\…\p{Cc}\p{Cf}`;
const host = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*)*\.[a-z]{2,24}`;

/** Each kind by the name of its group, tried in this order at every place. */
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

/** Without what the sentence adds: a bracket that nothing opened and all behind it, and the signs at the end. */
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
  // Marks that people put around an address: `**https://example.org**`.
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

/** A text in its addresses and the words around them; put together they are the text again. */
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
