import { h } from './dom.js';

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
    const fields = form.fields.map((field) => ({ field, input: drawInput(field) }));
    const dismiss = () => {
      close();
      acts.dismiss();
    };
    const submit = async (event) => {
      event.preventDefault();
      const values = Object.fromEntries(fields.map(({ field, input }) => [field.id, input.value]));
      const refused = await acts.submit(values);
      if (refused !== undefined) problem.textContent = refused;
    };
    return h(
      'dialog',
      {
        class: 'form',
        'aria-labelledby': 'form-title',
        oncancel: (event) => {
          event.preventDefault();
          dismiss();
        },
      },
      h('h2', { id: 'form-title' }, form.title),
      h(
        'form',
        { onsubmit: submit, noValidate: true },
        fields.map(({ field, input }) => drawField(field, input, words)),
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

const drawInput = ({ id, value, required, multiline, maxLength, placeholder }) =>
  h(multiline ? 'textarea' : 'input', {
    id: `field-${id}`,
    value,
    required,
    placeholder: placeholder ?? '',
    ...(multiline ? { rows: 4 } : { type: 'text' }),
    ...(maxLength === undefined ? {} : { maxLength }),
  });

const drawField = ({ id, label, required }, input, words) =>
  h(
    'div',
    { class: 'form-field' },
    h(
      'label',
      { for: `field-${id}` },
      label,
      required && h('span', { class: 'required' }, ` (${words.required})`),
    ),
    input,
  );
