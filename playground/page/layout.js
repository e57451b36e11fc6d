import { h } from './dom.js';
import { drawFile } from './files.js';
import { drawSpans } from './spans.js';

/**
 * A message that is laid out in parts.
 * @param draw `button(view)` and `menu(view)`
 */
export function drawLayout(view, words, draw) {
  const picture = (one) => covered(one.spoiler, words, drawPicture(one));
  const parts = {
    text: ({ body }) => h('div', { class: 'part-text body', lang: '' }, drawSpans(body, words)),
    section: ({ texts, button, picture: thumbnail }) =>
      h(
        'div',
        { class: 'section' },
        h(
          'div',
          { class: 'section-texts body', lang: '' },
          texts.map((body) => h('div', {}, drawSpans(body, words))),
        ),
        h(
          'div',
          { class: thumbnail ? 'accessory thumbnail' : 'accessory' },
          button && draw.button(button),
          thumbnail && picture(thumbnail),
        ),
      ),
    gallery: ({ pictures }) =>
      h('div', { class: `gallery ${pictures.length > 1 ? 'several' : ''}` }, pictures.map(picture)),
    file: ({ index, spoiler }) =>
      view.files[index] && covered(spoiler, words, drawFile(view.files[index], words)),
    separator: ({ hasLine, isLarge }) =>
      h('hr', { class: `separator ${hasLine ? '' : 'blank'} ${isLarge ? 'large' : ''}` }),
    row: ({ buttons, menus }) => [
      buttons.length > 0 && h('div', { class: 'row' }, buttons.map(draw.button)),
      menus.map(draw.menu),
    ],
    container: ({ colour, spoiler, parts: inner }) => {
      const frame = h(
        'div',
        { class: colour ? 'container coloured' : 'container' },
        inner.map(part),
      );
      if (colour) frame.style.setProperty('--bar', colour);
      return covered(spoiler, words, frame);
    },
  };
  const part = (one) => parts[one.kind](one);
  return h('div', { class: 'layout' }, view.layout.map(part));
}

function drawPicture({ url, description }) {
  if (url === undefined) return h('span', { class: 'no-picture' }, description ?? '…');
  return h('img', { class: 'picture', src: url, alt: description ?? '', title: description ?? '' });
}

/** What stays hidden until somebody asks for it. */
function covered(isCovered, words, element) {
  if (!isCovered) return element;
  const reveal = h('button', { class: 'button secondary', type: 'button' }, words.reveal);
  const cover = h('div', { class: 'covered' }, reveal);
  reveal.addEventListener('click', () => cover.replaceWith(element));
  return cover;
}
