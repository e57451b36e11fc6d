import { h } from './dom.js';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** @param bytes length of a file */
const sizeInWords = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} kB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A picture with its alternative text, which a sign on it shows as Discord does. */
export function drawPicture(src, alt = '') {
  const image = h('img', { class: 'picture', src, alt });
  if (alt === '') return image;
  return h(
    'span',
    { class: 'pictured' },
    image,
    h('span', { class: 'alt', title: alt, 'aria-hidden': 'true' }, 'ALT'),
  );
}

/** A file under a message: a picture, or something to download. */
export function drawFile({ name, contentType, size, url, description }, words) {
  const label = words.download(name, sizeInWords(size));
  const properties = { href: url, download: name, title: label, 'aria-label': label };
  if (pictures.has(contentType)) return h('a', properties, drawPicture(url, description));
  return h(
    'a',
    { ...properties, class: 'file' },
    h('span', { class: 'file-sign', 'aria-hidden': 'true' }, '⇩'),
    h('span', { class: 'file-name' }, name),
    h('span', { class: 'file-size' }, sizeInWords(size)),
  );
}

/** A chosen file as the API takes it. */
export function encodeFile(file) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const reader = new FileReader();
  reader.addEventListener('error', () => reject(reader.error));
  reader.addEventListener('load', () =>
    resolve({
      name: file.name,
      contentType: file.type || 'application/octet-stream',
      base64: reader.result.slice(reader.result.indexOf(',') + 1),
    }),
  );
  reader.readAsDataURL(file);
  return promise;
}
