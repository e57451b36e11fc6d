import { h } from './dom.js';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** @param bytes length of a file */
const sizeInWords = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} kB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A file under a message: a picture, or something to download. */
export function drawFile({ name, contentType, size, url }, words) {
  const label = words.download(name, sizeInWords(size));
  const properties = { href: url, download: name, title: label, 'aria-label': label };
  if (pictures.has(contentType))
    return h('a', properties, h('img', { class: 'picture', src: url, alt: name }));
  return h(
    'a',
    { ...properties, class: 'file' },
    h('span', { class: 'file-sign', 'aria-hidden': 'true' }, '⇩'),
    h('span', { class: 'file-name' }, name),
    h('span', { class: 'file-size' }, sizeInWords(size)),
  );
}
