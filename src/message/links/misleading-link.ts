import { type LinkRejection, parseWebLink } from './web-link.ts';

/** A whole address; what a sentence adds behind it is not of it. */
const address = /https?:\/\/[^\s<>"“”«»]+/giu;
const afterSentence = /[.,;:!?)\]}…'’]+$/u;

/**
 * A host without its scheme: clients make links of those whose end is a known one, in Latin letters. Sentences that
 * follow each other without a space look the same, but have no letters that pass for others.
 */
const bareHost =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*)*\.[a-z]{2,24}/giu;

/** Faults with which a link in a text leads elsewhere than it says. */
const misleading: ReadonlySet<LinkRejection> = new Set(['userInfo', 'lookAlike']);

/**
 * The first address in a text that hides where it leads: with a name before an @, or with letters that pass for
 * others. Clients make a link of it whatever we do.
 */
export function findMisleadingLink(
  text: string,
): { link: string; fault: LinkRejection } | undefined {
  const addresses = (text.match(address) ?? []).map((found) => found.replace(afterSentence, ''));
  const hosts = text.replace(address, ' ').match(bareHost) ?? [];
  const found = [
    ...addresses.map((link) => ({ link, read: parseWebLink(link) })),
    ...hosts.map((link) => ({ link, read: parseWebLink(`https://${link}`) })),
  ];
  for (const { link, read } of found) {
    if (!read.ok && misleading.has(read.rejection)) return { link, fault: read.rejection };
  }
  return undefined;
}
