import { h } from './dom.js';
import { summaryOf } from './summary.js';

/**
 * The newest pinned message of a place in one line over the talk.
 * @param open called with its id when it is pressed
 */
export function createPinned(open) {
  const label = h('span', { class: 'unseen' });
  const text = h('span', { class: 'pinned-text' });
  let id;
  const element = h(
    'button',
    { class: 'pinned-bar', type: 'button', hidden: true, onclick: () => open(id) },
    h('span', { class: 'pin', 'aria-hidden': 'true' }),
    label,
    text,
  );
  return {
    element,
    show(messages, words) {
      const message = messages.findLast(({ pinned }) => pinned);
      element.hidden = message === undefined;
      id = message?.id;
      label.textContent = words.pinned;
      element.title = words.pinned;
      text.textContent = message ? summaryOf(message) : '';
    },
  };
}
