import { h } from './dom.js';
import { encodeFile } from './files.js';

/**
 * One field of a form with its label.
 * @returns its `id`, the `element`, and `read()`, which resolves to what is in it
 */
export function drawField(field, words) {
  const input = inputs[field.kind](field, words);
  const { id, label, description, required } = field;
  const hint = description && h('span', { class: 'form-hint', id: `hint-${id}` }, description);
  const marks = required && [
    h('span', { class: 'required', 'aria-hidden': 'true' }, ' *'),
    h('span', { class: 'unseen' }, ` (${words.required})`),
  ];
  if (field.kind === 'checkbox')
    return {
      id,
      read: input.read,
      element: h(
        'div',
        { class: 'form-field' },
        h('label', { class: 'option' }, input.element, h('span', {}, label)),
        hint,
      ),
    };
  const isGroup = field.kind === 'radio' || field.kind === 'checkboxes';
  return {
    id,
    read: input.read,
    element: h(
      isGroup ? 'fieldset' : 'div',
      { class: 'form-field', ...(isGroup && hint ? { 'aria-describedby': `hint-${id}` } : {}) },
      isGroup ? h('legend', {}, label, marks) : h('label', { for: `field-${id}` }, label, marks),
      hint,
      input.element,
    ),
  };
}

const described = ({ id, description }) =>
  description ? { 'aria-describedby': `hint-${id}` } : {};

function drawText(field) {
  const { id, value, required, multiline, minLength, maxLength, placeholder } = field;
  const element = h(multiline ? 'textarea' : 'input', {
    id: `field-${id}`,
    value,
    required,
    placeholder: placeholder ?? '',
    ...described(field),
    ...(multiline ? { rows: 4 } : { type: 'text' }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  });
  return { element, read: async () => element.value };
}

/** Radio buttons, or boxes of which as many may be ticked as the field takes. */
function drawGroup(type) {
  return ({ id, options, chosen = [], required, maxValues = 1 }) => {
    const boxes = options.map(({ value }) =>
      h('input', {
        type,
        name: `field-${id}`,
        value,
        checked: chosen.includes(value),
        required: required && type === 'radio',
      }),
    );
    const ticked = () => boxes.filter(({ checked }) => checked);
    const element = h(
      'div',
      { class: 'options', id: `field-${id}` },
      options.map(({ label, description }, index) =>
        h(
          'label',
          { class: 'option' },
          boxes[index],
          h('span', {}, label, description && h('span', { class: 'form-hint' }, description)),
        ),
      ),
    );
    element.addEventListener('change', () => {
      const isFull = type === 'checkbox' && ticked().length >= maxValues;
      for (const box of boxes) box.disabled = isFull && !box.checked;
    });
    element.dispatchEvent(new Event('change'));
    return { element, read: async () => ticked().map(({ value }) => value) };
  };
}

function drawSelect(field, words) {
  const { id, options, chosen = [], required, minValues = 1, maxValues = 1, placeholder } = field;
  if (maxValues > 1) return drawGroup('checkbox')(field);
  const label = placeholder ?? words.pick;
  const element = h(
    'select',
    { id: `field-${id}`, required, ...described(field) },
    h('option', { value: '', disabled: minValues > 0 && required }, label),
    options.map(({ label: name, value, description }) =>
      h('option', { value }, description ? `${name} (${description})` : name),
    ),
  );
  element.value = chosen[0] ?? '';
  return {
    element,
    read: async () => (element.value === '' ? [] : [element.value]),
  };
}

function drawCheckbox(field) {
  const element = h('input', {
    type: 'checkbox',
    id: `field-${field.id}`,
    checked: (field.chosen ?? []).includes('true'),
    ...described(field),
  });
  return { element, read: async () => element.checked };
}

/** What a browser's picker takes for Discord's names. */
const accepted = (type) => (type.startsWith('.') ? type : `${type}/*`);

function drawFiles(field, words) {
  const { id, required, maxValues = 1, fileTypes = [] } = field;
  const names = h('span', { class: 'form-hint', role: 'status' }, words.noFile);
  const element = h('input', {
    type: 'file',
    id: `field-${id}`,
    required,
    multiple: maxValues > 1,
    accept: fileTypes.map(accepted).join(','),
    ...described(field),
    onchange: () => {
      const chosen = [...element.files].map(({ name }) => name);
      names.textContent = chosen.length === 0 ? words.noFile : chosen.join(', ');
    },
  });
  const choose = h(
    'button',
    { class: 'button secondary', type: 'button', onclick: () => element.click() },
    words.chooseFile,
  );
  element.classList.add('unseen');
  element.tabIndex = -1;
  return {
    element: h('div', { class: 'form-file' }, choose, names, element),
    read: () => Promise.all([...element.files].map(encodeFile)),
  };
}

const inputs = {
  text: drawText,
  radio: drawGroup('radio'),
  checkboxes: drawGroup('checkbox'),
  checkbox: drawCheckbox,
  select: drawSelect,
  file: drawFiles,
};
