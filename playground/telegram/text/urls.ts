import { lowerAscii } from './entity.ts';
import { TOP_LEVEL_DOMAINS } from './top-level-domains.ts';

/** A run of a text, `end` exclusive, in UTF-16 code units. */
export interface TextRange {
  start: number;
  end: number;
}

export type FoundUrl = TextRange & { type: 'url' | 'email' };

const SEPARATOR = /\p{Z}/u;
const WORD = /[\p{L}\p{N}_]/u;
const PATH_TAIL = ".:;,('?!`";

const visible = (character: string): boolean =>
  /[\u2000-\u206f]/.test(character)
    ? /\u200c|\u200d|[\u2010-\u2015]/.test(character)
    : !SEPARATOR.test(character);
const inPath = (character: string): boolean => !'\n<>"«»'.includes(character) && visible(character);
const inUserInfo = (character: string): boolean =>
  !'\n/[]{}()\'`<>"@«»'.includes(character) && visible(character);
const inDomain = (character: string): boolean =>
  character < '\u00c0' ? /[A-Za-z0-9._~-]/.test(character) : visible(character);
const inProtocol = (character: string): boolean =>
  character < '\u0080' ? /[A-Za-z0-9+-]/.test(character) : !SEPARATOR.test(character);

function scanBack(
  text: string,
  from: number,
  begin: number,
  accepts: (c: string) => boolean,
): number {
  let at = from;
  while (at > begin && accepts(text.charAt(at - 1))) at--;
  return at;
}

function scanForward(text: string, from: number, accepts: (c: string) => boolean): number {
  let at = from;
  while (at < text.length && accepts(text.charAt(at))) at++;
  return at;
}

/** Where the path that begins at `from` with `/`, `?` or `#` ends; `from` when there is none. */
function pathEnd(text: string, from: number): number {
  if (from >= text.length || !'/?#'.includes(text.charAt(from))) return from;
  let end = scanForward(text, from + 1, inPath);
  while (end > from + 1 && PATH_TAIL.includes(text.charAt(end - 1))) end--;
  return text.charAt(from) === '/' || end > from + 1 ? end : from;
}

function portEnd(text: string, from: number): number {
  const digits = /^:0*(\d+)/.exec(text.slice(from, from + 64));
  const port = digits?.[1] ?? '';
  return digits && port.length <= 5 && Number(port) > 0 && Number(port) <= 65_535
    ? from + digits[0].length
    : from;
}

/** The length of the protocol before `://`, or undefined for one that Telegram does not link. */
function protocolLength(protocol: string): number | undefined {
  if (protocol.endsWith('http') && protocol !== 'shttp') return 4;
  if (protocol.endsWith('https')) return 5;
  if (protocol.endsWith('ftp') && protocol !== 'tftp' && protocol !== 'sftp') return 3;
  return protocol.endsWith('tonsite') ? 7 : undefined;
}

/** What stands around one dot; `next` is where to look on. */
function urlAroundDot(text: string, begin: number, dot: number): { run?: TextRange; next: number } {
  let domainStart = scanBack(text, dot, begin, inDomain);
  const domainEnd = scanForward(text, dot, (c) => c === '@' || inDomain(c));
  const hasAt = text.slice(dot, domainEnd).includes('@');
  if (hasAt) domainStart = scanBack(text, domainStart, begin, inUserInfo);
  let end = pathEnd(text, portEnd(text, domainEnd));
  while (end > dot + 1 && text.charAt(end - 1) === '.') end--;

  let bad = false;
  let start = domainStart;
  if (start > begin && text.charAt(start - 1) === '@') {
    const userStart = scanBack(text, start - 1, begin, inUserInfo);
    bad = hasAt || userStart === start - 1;
    start = userStart;
  }
  if (start > begin) {
    if (text.slice(begin, start).endsWith('://') && start - begin >= 6) {
      const protocolStart = scanBack(text, start - 3, begin, inProtocol);
      const length = protocolLength(lowerAscii(text.slice(protocolStart, start - 3)));
      if (length === undefined) bad = true;
      else start -= length + 3;
    } else {
      const before = text.slice(begin, start).match(/.$/su)?.[0] ?? '';
      bad ||= WORD.test(before) || '/#@'.includes(before);
    }
  }
  if (!bad) {
    const run = end > dot + 1 ? { start, end } : undefined;
    while (text.charAt(end) === '.') end++;
    return { ...(run && { run }), next: Math.max(end, dot + 1) };
  }
  while (end > 0 && text.charAt(end - 1) !== '.') end--;
  return { next: end <= dot ? dot + 1 : end };
}

function candidates(text: string): TextRange[] {
  const runs: TextRange[] = [];
  let begin = 0;
  for (;;) {
    const dot = text.indexOf('.', begin);
    if (dot < 0 || dot + 1 === text.length) return runs;
    if (text.charAt(dot + 1) === ' ') {
      begin = dot + 2;
      continue;
    }
    const { run, next } = urlAroundDot(text, begin, dot);
    if (run) runs.push(run);
    begin = next;
  }
}

/** TDLib's `is_email_address`. */
const isEmail = (text: string): boolean =>
  /^(?:[A-Za-z0-9_-]{0,26}[.+]){0,10}[A-Za-z0-9_-]{1,35}@(?:(?:[A-Za-z0-9][A-Za-z0-9_-]{0,28})?[A-Za-z0-9]\.){1,6}[A-Za-z]{2,8}$/.test(
    text,
  );

function isIpv4(domain: string): boolean {
  const parts = domain.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
}

/** The end of a path without closing brackets that nothing opened, and without punctuation at its end. */
function balancedLength(path: string): number {
  const depth: Record<string, number> = { ')': 0, ']': 0, '}': 0 };
  const pairs: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
  let length = 0;
  for (; length < path.length; length++) {
    const character = path.charAt(length);
    const closing = pairs[character];
    if (closing) depth[closing] = (depth[closing] ?? 0) + 1;
    if (character in depth) {
      depth[character] = (depth[character] ?? 0) - 1;
      if ((depth[character] ?? 0) < 0) break;
    }
  }
  while (length > 0 && PATH_TAIL.includes(path.charAt(length - 1))) length--;
  return length;
}

/** The length of the link at the start of `url`, 0 when it is none (TDLib's `fix_url`). */
function linkLength(url: string): number {
  const protocol = /^(?:https?|ftp|tonsite):\/\//i.exec(url)?.[0] ?? '';
  const rest = url.slice(protocol.length);
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const path = rest.slice(authority.length);
  const length = protocol.length + authority.length + balancedLength(path);
  const domain = authority.slice(authority.indexOf('@') + 1).replace(/:[^:]*$/, '');
  const parts = domain.split('.');
  const sizes = parts.map((part) => Buffer.byteLength(part));
  if (domain.toLowerCase() === 'teiegram.org' || parts.length === 1) return 0;
  if (parts.some((part, i) => part === '' || (sizes[i] ?? 0) >= 64 || part.endsWith('-'))) return 0;
  if (isIpv4(domain)) return length;
  if (/^[\d.]*$/.test(domain)) return 0;
  const top = parts.at(-1) ?? '';
  if ([...top].length <= 1 || (parts.at(-2) ?? '').includes('_')) return 0;
  if (top.startsWith('xn--')) return /^xn--[A-Za-z0-9]{2,}$/.test(top) ? length : 0;
  if (/[_-]/.test(top)) return 0;
  return protocol !== '' || isCommon(top) ? length : 0;
}

function isCommon(top: string): boolean {
  if (/^[a-z]*$/.test(top)) return TOP_LEVEL_DOMAINS.has(top);
  const lower = top.toLowerCase();
  // A sentence's end and the next one's beginning ("done.Then") is no name.
  if (lower !== top && [...lower].slice(1).join('') === [...top].slice(1).join('')) return false;
  return TOP_LEVEL_DOMAINS.has(lower);
}

/** Finds web links and e-mail addresses as Telegram does (TDLib's `find_urls`). */
export function findUrls(text: string): FoundUrl[] {
  return candidates(text).flatMap(({ start, end }): FoundUrl[] => {
    const found = text.slice(start, end);
    if (isEmail(found)) return [{ type: 'email', start, end }];
    if (found.startsWith('mailto:') && isEmail(found.slice(7))) {
      return [{ type: 'email', start: start + 7, end }];
    }
    const length = linkLength(found);
    return length > 0 ? [{ type: 'url', start, end: start + length }] : [];
  });
}

/** Finds `tg://` and `ton://` links (TDLib's `match_tg_urls`). */
export function findTgUrls(text: string): (TextRange & { type: 'url' })[] {
  const runs: (TextRange & { type: 'url' })[] = [];
  let position = 0;
  while (Buffer.byteLength(text.slice(position)) > 5) {
    const colon = text.indexOf(':', position);
    if (colon < 0) break;
    const scheme = /(?:tg|ton)$/i.exec(text.slice(0, colon))?.[0];
    position = colon + 1;
    if (!scheme || !text.startsWith('://', colon)) continue;
    position = colon + 3;
    const host = /^[A-Za-z0-9_-]{1,253}/.exec(text.slice(position))?.[0];
    if (!host) continue;
    position = pathEnd(text, position + host.length);
    runs.push({ type: 'url', start: colon - scheme.length, end: position });
  }
  return runs;
}
