import { entryText, entryUri, type Feed, wholeSecond } from './feed.ts';

/** Writes a JSON Feed. Source: JSON Feed version 1.1. */
export const writeJsonFeed = ({ title, url, locale, entries }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: url,
    language: locale,
    items: entries.map((entry) => ({
      id: entryUri(entry),
      ...(entry.url === undefined ? {} : { external_url: entry.url }),
      title: entry.title,
      content_text: entryText(entry, locale),
      date_published: wholeSecond(entry.createdAt),
      date_modified: wholeSecond(entry.changedAt),
      ...(entry.topic === '' ? {} : { tags: [entry.topic] }),
    })),
  });
