import { h } from './dom.js';

/** A quote of which Telegram's clients show three lines until it is opened. */
export function drawFolded(children, words) {
  const quote = h('blockquote', { class: 'folded' }, children);
  const toggle = h(
    'button',
    {
      class: 'fold',
      type: 'button',
      'aria-expanded': 'false',
      title: words.unfold,
      'aria-label': words.unfold,
    },
    '⌄',
  );
  toggle.addEventListener('click', () => {
    const isOpen = quote.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(isOpen));
  });
  return h('div', { class: 'folding' }, quote, toggle);
}
