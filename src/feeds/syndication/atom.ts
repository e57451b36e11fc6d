import { controlCharacters } from '../../language/text/control-characters.ts';
import { entryText, entryUri, type Feed, wholeSecond } from './feed.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Removes what XML 1.0 cannot hold, or discourages, and escapes what is markup. Source: XML 1.0, "Characters". */
const escapeXml = (text: string): string =>
  text
    .normalize('NFC')
    .toWellFormed()
    .replace(controlCharacters, '')
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const link = (attributes: Readonly<Record<string, string>>): string =>
  `<link ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(' ')}/>`;

/** Writes an Atom feed (RFC 4287). */
export const writeAtom = ({ id, title, url, locale, changedAt, entries }: Feed): string =>
  [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    element('id', id),
    element('title', title),
    element('updated', wholeSecond(changedAt)),
    link({ rel: 'self', type: 'application/atom+xml', href: url }),
    // Every feed has an author: a community is called as its feed is.
    `<author>${element('name', title)}</author>`,
    ...entries.flatMap((entry) => [
      '<entry>',
      element('id', entryUri(entry)),
      element('title', entry.title),
      element('published', wholeSecond(entry.createdAt)),
      element('updated', wholeSecond(entry.changedAt)),
      ...(entry.url === undefined ? [] : [link({ rel: 'alternate', href: entry.url })]),
      ...(entry.topic === '' ? [] : [`<category term="${escapeXml(entry.topic)}"/>`]),
      `<content type="text">${escapeXml(entryText(entry, locale))}</content>`,
      '</entry>',
    ]),
    '</feed>',
    '',
  ].join('\n');
