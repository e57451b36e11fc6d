import { h, link, safeLink } from './dom.js';
import { drawPicture } from './files.js';
import { drawSpans } from './spans.js';

/** A card of Discord's with its bar of colour. */
export function drawEmbed(embed, words) {
  const href = embed.url === undefined ? undefined : safeLink(embed.url);
  const title = embed.title && drawSpans(embed.title, words);
  const card = h(
    'div',
    { class: 'embed', lang: '' },
    title && h('p', { class: 'embed-title' }, href ? link(href, {}, title) : title),
    embed.body && h('div', { class: 'embed-body' }, drawSpans(embed.body, words)),
    embed.fields.length > 0 &&
      h(
        'dl',
        { class: 'fields' },
        embed.fields.map(({ name, value, inline }) =>
          h(
            'div',
            { class: inline ? 'field inline' : 'field' },
            h('dt', {}, drawSpans(name, words)),
            h('dd', {}, drawSpans(value, words)),
          ),
        ),
      ),
    embed.image && drawPicture(embed.image, embed.imageAlt),
    embed.footer && h('p', { class: 'embed-footer' }, embed.footer),
  );
  if (embed.colour) card.style.setProperty('--bar', embed.colour);
  return card;
}
