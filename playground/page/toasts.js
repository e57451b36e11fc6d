import { h } from './dom.js';

/** How long a pop-up stays, in milliseconds. */
const stay = 7000;

/** Pop-ups of the platforms, and what they refused. */
export function createToasts() {
  const element = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  return {
    element,
    show(text, kind, words) {
      const one = h(
        'div',
        { class: `toast ${kind}` },
        h('p', {}, text),
        h(
          'button',
          { type: 'button', 'aria-label': words.close, onclick: () => one.remove() },
          '×',
        ),
      );
      element.append(one);
      setTimeout(() => one.remove(), stay);
    },
  };
}
