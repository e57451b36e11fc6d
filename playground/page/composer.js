import { createCompletions } from './completions.js';
import { h } from './dom.js';

/** How high the line may grow before it scrolls, in pixels. */
const tallest = 140;

/**
 * Where one types. Enter sends, Shift+Enter breaks the line.
 * @param acts `send(text)`, which throws when it is refused, and `complete(text)`
 */
export function createComposer(name, { send, complete }) {
  const listId = `${name}-suggestions`;
  const input = h('textarea', {
    rows: 1,
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    autocomplete: 'off',
    spellcheck: false,
    enterKeyHint: 'send',
    oninput: () => {
      grow();
      suggestions.ask();
    },
    onkeydown: (event) => {
      if (event.isComposing || suggestions.key(event)) return;
      if (event.key !== 'Enter' || event.shiftKey) return;
      event.preventDefault();
      submit();
    },
    onblur: () => suggestions.close(),
  });
  const suggestions = createCompletions({ id: listId, input, complete, chosen: grow });
  const button = h(
    'button',
    { class: 'send', type: 'submit' },
    h('span', { 'aria-hidden': 'true' }, '➤'),
  );
  const asked = h('p', { class: 'asked', hidden: true });
  let question;
  const note = h('p', { class: 'read-only', hidden: true });
  const form = h(
    'form',
    {
      class: 'composer',
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    suggestions.element,
    input,
    button,
  );

  function grow() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight + 2, tallest)}px`;
  }

  function clear() {
    input.value = '';
    suggestions.close();
  }

  async function submit() {
    const text = input.value;
    if (text.trim() === '') return;
    suggestions.close();
    input.value = '';
    grow();
    if (await send(text)) return;
    // What was refused is not lost, unless something else is being typed already.
    if (input.value === '') input.value = text;
    grow();
  }

  return {
    element: h('div', { class: 'compose' }, asked, form, note),
    focus: () => input.focus(),
    /** Shows what the next line replies to; a new question of somebody who is here takes the focus. */
    ask(next, words, isHere) {
      asked.hidden = next === undefined;
      asked.textContent = next ? `↩ ${next.text}` : '';
      asked.title = next?.isPrivate ? words.onlyYou : words.inReplyTo;
      asked.classList.toggle('private', next?.isPrivate === true);
      if (next && next.id !== question && isHere) input.focus();
      question = next?.id;
    },
    clear,
    /** Puts a text into the line, ready to be sent or gone on with. */
    write(text) {
      input.value = text;
      grow();
      input.focus();
      suggestions.ask();
    },
    /** Another place, or another language. What was typed goes with a new place. */
    open({ words, label, canWrite, isNew }) {
      if (isNew) clear();
      input.placeholder = words.hint;
      input.setAttribute('aria-label', words.write(label));
      button.setAttribute('aria-label', words.send);
      button.title = words.send;
      suggestions.element.setAttribute('aria-label', words.completions);
      note.textContent = words.readOnly;
      note.hidden = canWrite;
      form.hidden = !canWrite;
      grow();
    },
  };
}
