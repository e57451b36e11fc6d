import { h } from './dom.js';

const changes = {
  private: ['block', 'unblock'],
  group: ['remove', 'add', 'promote', 'demote'],
  channel: ['remove', 'add'],
};
/** What one may do to the bot itself in a place. */
export function createRelations(relate) {
  const list = h('div', { class: 'relations' });
  const summary = h('summary', {}, h('span', { 'aria-hidden': 'true' }, '⋯'));
  const element = h('details', { class: 'more' }, summary, list);
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!element.contains(relatedTarget)) element.open = false;
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    element.open = false;
    summary.focus();
  });
  return {
    element,
    show({ kind }, words) {
      summary.setAttribute('aria-label', words.more);
      summary.title = words.more;
      list.replaceChildren(
        ...changes[kind].map((change) =>
          h(
            'button',
            {
              type: 'button',
              onclick: () => {
                element.open = false;
                relate(change);
              },
            },
            words.relate[change],
          ),
        ),
      );
    },
  };
}
