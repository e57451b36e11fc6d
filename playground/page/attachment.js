import { h } from './dom.js';
import { encodeFile } from './files.js';

/**
 * A picture that goes with the next line.
 * @param changed called when one was chosen or taken away
 */
export function createAttachment(changed) {
  const input = h('input', {
    type: 'file',
    class: 'unseen',
    accept: 'image/*',
    tabIndex: -1,
    onchange: () => show(),
  });
  const button = h(
    'button',
    { class: 'attach', type: 'button', onclick: () => input.click() },
    h('span', { 'aria-hidden': 'true' }, '📎'),
  );
  const chosen = h('button', {
    class: 'attached',
    type: 'button',
    hidden: true,
    onclick: () => {
      drop();
      changed();
    },
  });

  function show() {
    const [file] = input.files;
    chosen.hidden = file === undefined;
    chosen.textContent = file ? `🖼 ${file.name} ✕` : '';
    if (file) changed();
  }

  function drop() {
    input.value = '';
    show();
  }

  return {
    button,
    input,
    chosen,
    drop,
    isEmpty: () => input.files.length === 0,
    read: () => Promise.all([...input.files].map(encodeFile)),
    name(words) {
      input.setAttribute('aria-label', words.attach);
      button.setAttribute('aria-label', words.attach);
      button.title = words.attach;
      chosen.title = words.detach;
    },
  };
}
