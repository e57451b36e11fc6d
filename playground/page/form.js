import { h } from './dom.js';
import { drawField } from './form-fields.js';
import { drawSpans } from './spans.js';

/**
 * The form that a platform lays over the screen.
 * @param acts `submit(values)`, which resolves to a sentence when it is refused, and `dismiss()`
 */
export function createForm(acts) {
  let dialog;
  let shownId;

  function close() {
    shownId = undefined;
    dialog?.remove();
    dialog = undefined;
  }

  /** Opens, closes or leaves alone what is open, so that it agrees with the platform. */
  function show(form, words) {
    if (form?.id === shownId) return;
    close();
    if (!form) return;
    shownId = form.id;
    dialog = draw(form, words);
    document.body.append(dialog);
    dialog.showModal();
  }

  function draw(form, words) {
    const problem = h('p', { class: 'problem', role: 'alert' });
    const fields = form.fields.map((field) => drawField(field, words));
    const textsBefore = (index) =>
      form.texts
        .filter(({ before }) => before === index)
        .map(({ body }) => h('div', { class: 'form-text body', lang: '' }, drawSpans(body, words)));
    const dismiss = () => {
      close();
      acts.dismiss();
    };
    const submit = async (event) => {
      event.preventDefault();
      const answers = await Promise.all(fields.map(async ({ id, read }) => [id, await read()]));
      const refused = await acts.submit(Object.fromEntries(answers));
      if (refused !== undefined) problem.textContent = refused;
    };
    return h(
      'dialog',
      {
        class: 'form',
        'aria-labelledby': 'form-title',
        oncancel: (event) => {
          // A file picker inside is cancelled the same way, without closing the form.
          if (event.target !== dialog) return;
          event.preventDefault();
          dismiss();
        },
      },
      h('h2', { id: 'form-title' }, form.title),
      h(
        'form',
        { onsubmit: submit, noValidate: true },
        h(
          'div',
          { class: 'form-parts' },
          fields.map(({ element }, index) => [textsBefore(index), element]),
          textsBefore(fields.length),
        ),
        problem,
        h(
          'div',
          { class: 'form-buttons' },
          h(
            'button',
            { class: 'button secondary', type: 'button', onclick: dismiss },
            words.cancel,
          ),
          h('button', { class: 'button primary', type: 'submit' }, words.submit),
        ),
      ),
    );
  }

  return { show };
}
