import { type LinkRejection, parseWebLink } from './web-link.ts';

/** A URL, possibly followed by punctuation of the sentence. */
const address = /https?:\/\/[^\s<>"“”«»]+/giu;
const afterSentence = /[.,;:!?)\]}…'’]+$/u;

/**
 * A host without a scheme: clients link those that end with a known top-level domain in Latin letters. Sentences
 * without a space between them also match, but contain no confusable letters.
 */
const bareHost =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*)*\.[a-z]{2,24}/giu;

/** Faults by which a link in a text leads elsewhere than it appears to. */
const misleading: ReadonlySet<LinkRejection> = new Set(['userInfo', 'lookAlike']);

/**
 * The first URL in a text that disguises its target: with a user name before an @, or with confusable letters.
 * Clients would link it in any case.
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
