import { h } from './dom.js';

/** How long the fingers must rest before the platform is asked, in milliseconds. */
const rest = 90;

/** The list of suggestions above the line: arrows move, Tab or Enter takes one, Escape closes. */
export function createCompletions({ id, input, complete, chosen }) {
  const element = h('ul', { class: 'completions', role: 'listbox', id, hidden: true });
  let offered = [];
  let active = -1;
  let asked = 0;
  let timer;

  function close() {
    asked += 1;
    clearTimeout(timer);
    offered = [];
    element.hidden = true;
    element.replaceChildren();
    input.removeAttribute('aria-activedescendant');
  }

  function ask() {
    clearTimeout(timer);
    const text = input.value;
    if (!text.startsWith('/') || text.includes('\n')) return close();
    asked += 1;
    const mine = asked;
    timer = setTimeout(async () => {
      const found = await complete(text).catch(() => []);
      // Only the answer to what stands there now counts.
      if (mine === asked) show(found, text);
    }, rest);
  }

  function show(found, text) {
    const isNaming = !/\s/.test(text);
    const isWhole = found.some(({ insert }) => insert.trim() === text.trim());
    offered = found.filter(({ insert }) => insert !== text);
    element.hidden = offered.length === 0;
    element.replaceChildren(...offered.map(draw));
    // While a command is being named Enter takes the first; afterwards it sends, unless one was chosen by arrow.
    select(isNaming && !isWhole && offered.length > 0 ? 0 : -1);
  }

  const draw = ({ label, description }, index) =>
    h(
      'li',
      {
        role: 'option',
        id: `${id}-${index}`,
        'aria-selected': 'false',
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => take(index),
      },
      h('span', { class: 'completion-label' }, label),
      description && h('span', { class: 'completion-about' }, description),
    );

  function select(index) {
    active = index;
    for (const [at, option] of [...element.children].entries())
      option.setAttribute('aria-selected', String(at === index));
    if (index < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${id}-${index}`);
    element.children[index]?.scrollIntoView({ block: 'nearest' });
  }

  function take(index) {
    const one = offered[index];
    if (!one) return;
    // What follows a finished name or value is typed after a space; what follows `option:` is its value.
    input.value = /[\s:]$/.test(one.insert) ? one.insert : `${one.insert} `;
    close();
    chosen();
    input.focus();
    ask();
  }

  const step = (by) => {
    const next = active < 0 && by < 0 ? offered.length - 1 : active + by;
    select((next + offered.length) % offered.length);
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Tab: () => take(Math.max(active, 0)),
    Escape: close,
  };

  return {
    element,
    ask,
    close,
    /** Whether the list took the key. */
    key(event) {
      if (offered.length === 0 || event.shiftKey) return false;
      const act = event.key === 'Enter' && active >= 0 ? () => take(active) : keys[event.key];
      if (!act) return false;
      event.preventDefault();
      act();
      return true;
    },
  };
}
