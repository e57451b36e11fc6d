import { h } from './dom.js';

let menus = 0;

/**
 * The menu of a message: a reply to it, and the commands that bots have for it.
 * @param entries `{label, act}` of each
 */
export function drawMessageMenu(entries, words) {
  menus += 1;
  const id = `message-menu-${menus}`;
  const items = entries.map(({ label, act }) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        onclick: () => {
          menu.hidePopover();
          act();
        },
      },
      label,
    ),
  );
  const menu = h('div', { id, class: 'message-menu', role: 'menu', popover: 'auto' }, items);
  const opener = h(
    'button',
    {
      class: 'message-more',
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-label': words.more,
      title: words.more,
      popoverTargetElement: menu,
    },
    '⋯',
  );
  menu.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'open') return;
    const { bottom, right } = opener.getBoundingClientRect();
    menu.style.top = `${Math.min(bottom, innerHeight - menu.offsetHeight - 8)}px`;
    menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
    items[0]?.focus();
  });
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  });
  return [opener, menu];
}
