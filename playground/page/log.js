import { h } from './dom.js';
import { drawMessage } from './message.js';

/** Messages of one sender within this time stand under one name, in milliseconds. */
const together = 5 * 60_000;
/** How far from its end a log counts as read to the end, in pixels. */
const nearEnd = 80;

/** The messages of a place; edits change what changed and leave the rest, the focus and the scroll position alone. */
export function createLog(acts) {
  const list = h('div', { class: 'messages' });
  const welcome = h('div', { class: 'welcome', hidden: true });
  const element = h(
    'div',
    {
      class: 'log',
      role: 'log',
      'aria-live': 'polite',
      'aria-relevant': 'additions text',
      tabIndex: 0,
    },
    list,
    welcome,
  );
  let shown = new Map();
  /** Whether the newest message is kept in sight: until somebody scrolls back to read. */
  let isFollowing = true;

  function toEnd() {
    if (isFollowing) element.scrollTop = element.scrollHeight;
  }
  element.addEventListener('scroll', () => {
    // A pane that is not shown has no height, and nobody scrolls in it.
    if (element.clientHeight === 0) return;
    isFollowing = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
  });
  // Also when a hidden pane is shown, a keyboard opens, or a picture arrives.
  const sizes = new ResizeObserver(toEnd);
  sizes.observe(element);
  sizes.observe(list);

  function show(views, scene) {
    const next = new Map();
    const byId = new Map(views.map((view) => [view.id, view]));
    for (const [index, view] of views.entries()) {
      const above = views[index - 1];
      const goesOn =
        above !== undefined &&
        !above.service &&
        !view.service &&
        above.from.name === view.from.name &&
        view.at - above.at < together &&
        view.replyTo === undefined &&
        view.command === undefined;
      const repliedTo = byId.get(view.replyTo);
      const { locale, commands, canWrite } = scene;
      const face = JSON.stringify([view, goesOn, repliedTo, locale, commands, canWrite]);
      const old = shown.get(view.id);
      const node =
        old?.face === face
          ? old.node
          : drawMessage(view, { ...scene, ...acts, isFollowing: goesOn, repliedTo });
      if (old && old.node !== node) replace(old.node, node);
      next.set(view.id, { face, node });
    }
    for (const [id, { node }] of shown) if (!next.has(id)) node.remove();
    place([...next.values()].map(({ node }) => node));
    shown = next;
    welcome.hidden = views.length > 0;
    toEnd();
  }

  /** Whoever is at a button that is drawn anew stays there. */
  function replace(old, node) {
    const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
    const index = focused?.dataset.button === undefined ? -1 : controls(old).indexOf(focused);
    old.replaceWith(node);
    const { button } = focused?.dataset ?? {};
    const same = controls(node).find((one) => one.dataset.button === button);
    if (focused) (same ?? controls(node)[index] ?? element).focus();
  }

  function place(nodes) {
    let before = list.firstElementChild;
    for (const node of nodes) {
      if (node === before) before = before.nextElementSibling;
      else list.insertBefore(node, before);
    }
    while (before) {
      const next = before.nextElementSibling;
      before.remove();
      before = next;
    }
  }

  return {
    element,
    show,
    /** Goes to the newest message and stays there: whoever writes wants to see the answer. */
    follow() {
      isFollowing = true;
      toEnd();
    },
    /** Goes to a message, and to its first line. */
    goTo(id) {
      shown.get(id)?.node.scrollIntoView({ block: 'start' });
    },
    /** Shows another place: nothing of it is news. `greeting` stands there while nobody has spoken. */
    open(label, greeting) {
      shown = new Map();
      list.replaceChildren();
      welcome.replaceChildren(...greeting);
      welcome.hidden = true;
      element.setAttribute('aria-label', label);
      isFollowing = true;
    },
  };
}

const controls = (node) => [...node.querySelectorAll('button[data-button]')];
