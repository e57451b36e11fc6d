import { h } from './dom.js';

/**
 * The release of the server and the app of the person, on platforms that have such settings.
 * @param change sends a change
 */
export function createSettings(change) {
  const list = h('div', { class: 'settings-list' });
  const summary = h('summary', {}, h('span', { 'aria-hidden': 'true' }, '⚙'));
  const element = h('details', { class: 'more settings', hidden: true }, summary, list);
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !element.contains(relatedTarget)) element.open = false;
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    element.open = false;
    summary.focus();
  });
  let face;

  const check = (label, checked, act) =>
    h(
      'label',
      { class: 'setting' },
      h('input', { type: 'checkbox', checked, onchange: ({ target }) => act(target.checked) }),
      label,
    );

  return {
    element,
    show({ serverVersion, serverVersions, app }, words) {
      element.hidden = serverVersion === undefined;
      const next = JSON.stringify([serverVersion, app, words.settings.title]);
      if (element.hidden || next === face) return;
      face = next;
      summary.setAttribute('aria-label', words.settings.title);
      summary.title = words.settings.title;
      const isOdd = serverVersion !== serverVersions.at(-1) || !app.isOnline || app.isOld;
      element.classList.toggle('odd', isOdd);
      list.replaceChildren(
        h(
          'label',
          { class: 'setting' },
          words.settings.server,
          h(
            'select',
            { onchange: ({ target }) => change({ serverVersion: target.value }) },
            serverVersions.map((one) =>
              h('option', { value: one, selected: one === serverVersion }, one),
            ),
          ),
        ),
        check(words.settings.offline, !app.isOnline, (is) => change({ app: { isOnline: !is } })),
        check(words.settings.oldApp, app.isOld, (is) => change({ app: { isOld: is } })),
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              element.open = false;
              change({ restartApp: true });
            },
          },
          words.settings.restart,
        ),
      );
    },
  };
}
