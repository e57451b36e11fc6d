import { createAttachment } from './attachment.js';
import { createCompletions } from './completions.js';
import { h } from './dom.js';

/** How high the line may grow before it scrolls, in pixels. */
const tallest = 140;

/**
 * Where one types. Enter sends, Shift+Enter breaks the line.
 * @param acts `send(text, replyTo, files)`, which resolves to whether it was accepted, and `complete(text)`
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
      if (event.key === 'Escape' && chosen) stopReplying();
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
  const attachment = createAttachment(() => input.focus());
  const askedText = h('span', { class: 'asked-text' });
  const drop = h('button', { type: 'button', hidden: true, onclick: () => stopReplying() }, '×');
  const asked = h('p', { class: 'asked', hidden: true }, askedText, drop);
  /** What the client replies to by itself, and what the person chose instead. */
  let question;
  let chosen;
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
    attachment.button,
    input,
    button,
    attachment.input,
  );

  function grow() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight + 2, tallest)}px`;
  }

  function clear() {
    input.value = '';
    suggestions.close();
    stopReplying();
    attachment.drop();
  }

  function stopReplying() {
    const wasInside = asked.contains(document.activeElement);
    chosen = undefined;
    showAsked();
    if (wasInside) input.focus();
  }

  function showAsked() {
    const shown = chosen ?? question;
    asked.hidden = shown === undefined;
    drop.hidden = chosen === undefined;
    askedText.textContent = shown ? `↩ ${shown.text}` : '';
    askedText.title = shown?.isPrivate ? shown.words.onlyYou : (shown?.words.inReplyTo ?? '');
    drop.title = shown?.words.stopReplying ?? '';
    drop.setAttribute('aria-label', drop.title);
    asked.classList.toggle('private', shown?.isPrivate === true);
  }

  async function submit() {
    const text = input.value;
    if (text.trim() === '' && attachment.isEmpty()) return;
    suggestions.close();
    const reply = chosen;
    input.value = '';
    stopReplying();
    grow();
    const files = attachment.isEmpty() ? [] : await attachment.read();
    if (await send(text, reply?.id, files)) return attachment.drop();
    // What was refused is not lost, unless something else is being typed already.
    if (input.value === '') {
      input.value = text;
      chosen = reply;
      showAsked();
    }
    grow();
  }

  return {
    element: h('div', { class: 'compose' }, asked, attachment.chosen, form, note),
    focus: () => input.focus(),
    /**
     * Shows what the next line replies to; a new question of somebody who is here takes the focus.
     * @param ids those of the messages there are: a reply to one that went away is none any more
     */
    ask(next, ids, words, isHere) {
      const isNew = next && next.id !== question?.id;
      question = next && { ...next, words };
      if (chosen && (isNew || !ids.includes(chosen.id))) chosen = undefined;
      showAsked();
      if (isNew && isHere) input.focus();
    },
    /** The next line replies to this message, which the person chose. */
    replyTo(message, words) {
      chosen = { ...message, words };
      showAsked();
      input.focus();
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
      attachment.name(words);
      suggestions.element.setAttribute('aria-label', words.completions);
      note.textContent = words.readOnly;
      note.hidden = canWrite;
      form.hidden = !canWrite;
      grow();
    },
  };
}
