import { h } from './dom.js';

/** On a phone one platform is shown at a time. */
export function createTabs(panes, shown) {
  const dots = new Map();
  const tabs = panes.map((pane) => {
    const dot = h('span', { class: 'dot', hidden: true });
    dots.set(pane.platform, dot);
    return h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${pane.platform}`,
        class: `tab ${pane.platform}`,
        'aria-controls': pane.element.id,
        onclick: () => select(pane.platform),
      },
      pane.name,
      dot,
    );
  });
  const element = h('div', { class: 'tabs', role: 'tablist' }, tabs);
  element.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const next = (tabs.indexOf(document.activeElement) + by + tabs.length) % tabs.length;
    select(panes[next].platform);
    tabs[next].focus();
  });

  function select(platform) {
    for (const [index, pane] of panes.entries()) {
      const isIt = pane.platform === platform;
      tabs[index].setAttribute('aria-selected', String(isIt));
      tabs[index].tabIndex = isIt ? 0 : -1;
      pane.element.classList.toggle('chosen', isIt);
    }
    shown(platform);
  }

  return {
    element,
    select,
    label: (text) => element.setAttribute('aria-label', text),
    mark(platform, isUnread, words) {
      const dot = dots.get(platform);
      dot.hidden = !isUnread;
      dot.replaceChildren(h('span', { class: 'unseen' }, words.unread));
    },
  };
}
