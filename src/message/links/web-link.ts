import { domainToUnicode } from 'node:url';
import { footer, link } from '../build.ts';
import type { Block, Inline } from '../message.ts';
import { confusables } from './confusables.ts';

/** Maximum length of a link, as typed and as stored, in Unicode code points. */
export const maxLinkLength = 500;

/** Why a link is rejected. Each is the last part of a message key under `links.errors`. */
export type LinkRejection = 'unreadable' | 'scheme' | 'userInfo' | 'host' | 'lookAlike' | 'tooLong';

export type ParsedLink =
  | { ok: true; href: string; host: string }
  | { ok: false; rejection: LinkRejection };

const no = (rejection: LinkRejection): ParsedLink => ({ ok: false, rejection });

/** White space, backslashes, and characters that are invisible or change the text direction. */
const unfit = /[\s\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Vietnamese letters beyond a to z: the only accented Latin letters that a host may contain. */
const vietnamese = /^[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]$/u;
const isAscii = (letter: string) => letter.charCodeAt(0) < 0x80;
const isLatin = (letter: string) => /\p{Script=Latin}/u.test(letter);

/**
 * Combinations of scripts that one label may use: those of one language, without Latin letters.
 * Source: Unicode Technical Standard 39, "Restriction-Level Detection"; this is stricter.
 */
const scripts: readonly RegExp[] = [
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}]+$/u,
  /^[\p{Script=Han}\p{Script=Bopomofo}]+$/u,
  ...['Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Thai', 'Lao', 'Khmer']
    .concat(['Myanmar', 'Devanagari', 'Bengali', 'Tamil', 'Telugu', 'Ethiopic', 'Sinhala'])
    .map((script) => new RegExp(`^[\\p{Script=${script}}\\p{Script=Inherited}]+$`, 'u')),
];

/** Whether a host label could be mistaken for another: unusual letters, mixed scripts, or only letters that look Latin. */
function isConfusable(label: string): boolean {
  const letters = [...label.normalize('NFC')].filter((letter) => !isAscii(letter));
  if (letters.length === 0) return false;
  if (letters.every(isLatin)) return !letters.every((letter) => vietnamese.test(letter));
  const foreign = [...label].filter((letter) => !/[\d-]/.test(letter)).join('');
  if (!scripts.some((script) => script.test(foreign))) return true;
  return [...foreign].every((letter) => confusables.has(letter));
}

/**
 * The actual host of an accepted link, for display: with its port and, for an internationalized name, the ASCII form
 * beside it.
 */
export function displayHost(href: string): string {
  if (!URL.canParse(href)) return '';
  const { hostname, port } = new URL(href);
  const shown = domainToUnicode(hostname) || hostname;
  const host = shown === hostname ? hostname : `${shown} (${hostname})`;
  return port === '' ? host : `${host}:${port}`;
}

/** A link whose text is its actual host. */
export const hostLink = (href: string): Inline => link(displayHost(href), href);

/** A footer that ends with its source: a link that shows the actual host. */
export const sourceFooter = (words: string, href: string): Block =>
  footer(words === '' ? hostLink(href) : [`${words} · `, hostLink(href)]);

/**
 * Parses a URL as typed. Only http and https, no credentials, and a public host name without confusable letters are
 * accepted.
 * @param longest in Unicode code points
 * @returns the normalized URL and its actual host
 */
export function parseWebLink(typed: string, longest = maxLinkLength): ParsedLink {
  const written = typed.trim();
  if ([...written].length > longest) return no('tooLong');
  if (unfit.test(written)) return no('unreadable');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(written)?.[1]?.toLowerCase();
  // `example.org:8080/x` has no scheme: the part before the colon is a host.
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return no(scheme.includes('.') ? 'unreadable' : 'scheme');
  }
  if (!/^https?:\/\/[^/?#]/i.test(written) || !URL.canParse(written)) return no('unreadable');
  const url = new URL(written);
  // `https://@host` is rejected too; the URL parser drops its empty user name.
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
