import { domainToUnicode } from 'node:url';
import { footer, link } from '../build.ts';
import type { Block, Inline } from '../message.ts';
import { confusables } from './confusables.ts';

/** Most characters of a link, in Unicode code points, as it is typed and as it is kept. */
export const maxLinkLength = 500;

/** Why a link is refused. Each is the end of a key under `links.errors`. */
export type LinkRejection = 'unreadable' | 'scheme' | 'userInfo' | 'host' | 'lookAlike' | 'tooLong';

export type ParsedLink =
  | { ok: true; href: string; host: string }
  | { ok: false; rejection: LinkRejection };

const no = (rejection: LinkRejection): ParsedLink => ({ ok: false, rejection });

/** White space, backslashes, and marks that are not seen or turn the direction of what follows. */
const unfit = /[\s\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The letters of Vietnamese beyond a to z: the only marked Latin letters that a host may have. */
const vietnamese = /^[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]$/u;
const isAscii = (letter: string) => letter.charCodeAt(0) < 0x80;
const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter);

/**
 * Scripts that are written together: each language's own and no Latin among them.
 * Source: Unicode Technical Standard 39, "Restriction-Level Detection", held stricter.
 */
const scripts: readonly RegExp[] = [
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}]+$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}]+$/u,
  ...['Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Thai', 'Lao', 'Khmer']
    .concat(['Myanmar', 'Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Ethiopic', 'Sinhala'])
    .map((script) => new RegExp(`^[\\p{Script=${script}}\\p{Script=Inherited}]+$`, 'u')),
];

/** Whether one part of a host could be read as another: strange letters, several scripts, or only letters that look Latin. */
function isConfusable(label: string): boolean {
  const letters = [...label.normalize('NFC')].filter((letter) => !isAscii(letter));
  if (letters.length === 0) return false;
  if (letters.every(isLatin)) return !letters.every((letter) => vietnamese.test(letter));
  const foreign = [...label].filter((letter) => !/[\d-]/.test(letter)).join('');
  if (!scripts.some((script) => script.test(foreign))) return true;
  return [...foreign].every((letter) => confusables.has(letter));
}

/**
 * The true host of a link that was accepted, for people to see: with its port, and where letters beyond a to z
 * are in it, with the form that computers use beside it.
 */
export function displayHost(href: string): string {
  if (!URL.canParse(href)) return '';
  const { hostname, port } = new URL(href);
  const shown = domainToUnicode(hostname) || hostname;
  const host = shown === hostname ? hostname : `${shown} (${hostname})`;
  return port === '' ? host : `${host}:${port}`;
}

/** A link whose words are its true host. */
export const hostLink = (href: string): Inline => link(displayHost(href), href);

/** A footer that ends with where it comes from: a link that shows its true host. */
export const sourceFooter = (words: string, href: string): Block =>
  footer(words === '' ? hostLink(href) : [`${words} · `, hostLink(href)]);

/**
 * Reads a web address as somebody typed it. Only http and https; no user name or password before the host;
 * the host is a public name, none of whose letters pass for others.
 * @param longest most characters, in Unicode code points
 * @returns the address as it is kept, and its true host
 */
export function parseWebLink(typed: string, longest = maxLinkLength): ParsedLink {
  const written = typed.trim();
  if ([...written].length > longest) return no('tooLong');
  if (unfit.test(written)) return no('unreadable');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase();
  // `example.org:8080/x` has no scheme either: what stands before the colon is a host.
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return no(scheme.includes('.') ? 'unreadable' : 'scheme');
  }
  if (!/^https?:\/\/[^/?#]/i.test(written) || !URL.canParse(written)) return no('unreadable');
  const url = new URL(written);
  // Also `https://@host`, which the parser takes for a host alone.
  const authority = /^https?:\/\/([^/?#]*)/i.exec(written)?.[1] ?? '';
  if (url.username !== '' || url.password !== '' || authority.includes('@')) return no('userInfo');
  const { hostname } = url;
  const labels = hostname.replace(/\.$/, '').split('.');
  const isAddress = hostname.startsWith('[') || /^\d+$/.test(labels.at(-1) ?? '');
  if (isAddress || labels.length < 2 || labels.includes('')) return no('host');
  const shown = domainToUnicode(hostname);
  if (shown === '') return no('host');
  if (shown.split('.').some(isConfusable)) return no('lookAlike');
  if (url.href.length > longest * 4) return no('tooLong');
  return { ok: true, href: url.href, host: displayHost(url.href) };
}
