import { h, link, safeLink } from './dom.js';
import { drawFolded } from './folded.js';

/** Draws runs of text as they look on the platform. */
export function drawSpans(spans, words) {
  const blocks = [];
  for (const span of spans) {
    const kind = blockOf(span);
    const last = blocks.at(-1);
    if (last?.kind === kind && kind !== 'pre') last.spans.push(span);
    else blocks.push({ kind, spans: [span] });
  }
  return blocks.map(({ kind, spans: inside }, index) => {
    // A block ends its own line and has its own margin: the breaks after it would be empty lines.
    const runs = index > 0 && kind === 'text' ? withoutFirstBreaks(inside) : inside;
    const children = runs.map((span) => drawSpan(span, words));
    if (kind === 'text') return children;
    if (kind === 'quote') return h('blockquote', {}, children);
    if (kind === 'folded') return drawFolded(children, words);
    if (kind === 'pre') return h('pre', { tabIndex: 0 }, children);
    return h('p', { class: `heading ${kind}` }, children);
  });
}

function blockOf({ pre, quote, folded, heading }) {
  if (folded) return 'folded';
  if (pre) return 'pre';
  if (quote) return 'quote';
  return heading ? `heading-${heading}` : 'text';
}

const withoutFirstBreaks = ([first, ...rest]) => [
  { ...first, text: first.text.replace(/^\n{1,2}/, '') },
  ...rest,
];

const marks = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strike', 's'],
  ['code', 'code'],
];

function drawSpan(span, words) {
  let node = marks.reduce(
    (inner, [mark, tag]) => (span[mark] ? h(tag, {}, inner) : inner),
    span.text,
  );
  const href = span.link === undefined ? undefined : safeLink(span.link);
  if (href !== undefined) node = link(href, { title: href }, node);
  else if (span.link !== undefined) node = h('span', { title: span.link }, node);
  if (span.mention !== undefined) node = h('span', { class: 'mention' }, node);
  if (span.time !== undefined) node = drawTime(span.time, node);
  return span.spoiler ? drawSpoiler(node, words) : node;
}

function drawTime(seconds, node) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return node;
  return h('time', { dateTime: date.toISOString(), title: date.toISOString() }, node);
}

function drawSpoiler(node, words) {
  const show = (event) => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    spoiler.replaceWith(h('span', { class: 'spoiler shown' }, node));
  };
  const spoiler = h(
    'span',
    {
      class: 'spoiler',
      role: 'button',
      tabIndex: 0,
      'aria-label': words.reveal,
      title: words.reveal,
      onclick: show,
      onkeydown: show,
    },
    h('span', { 'aria-hidden': 'true' }, node),
  );
  return spoiler;
}

/** The text alone, on one line. */
export const plainText = (spans) =>
  spans
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
