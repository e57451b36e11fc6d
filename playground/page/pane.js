import { get, post } from './api.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { examplesFor } from './examples.js';
import { createForm } from './form.js';
import { createLog } from './log.js';
import { oneAtATime } from './one-at-a-time.js';
import { createPinned } from './pinned.js';
import { createPlaces, titleOf } from './places.js';
import { createRelations } from './relations.js';
import { createSettings } from './settings.js';
import { summaryOf } from './summary.js';

const names = { discord: 'Discord', telegram: 'Telegram' };

/**
 * One platform: its places, the open one, and where one types.
 * @param shared `marks` (what was read), `toast(text)`, `unread(platform, any)`
 */
export function createPane(platform, { marks, toast, unread }) {
  let actor;
  let words;
  let places = [];
  let open;
  /** How many pop-ups this person has had; those before are no news. */
  let notices;

  const name = names[platform];
  const api = (path, input) => post(`${platform}/${path}`, { actor: actor.key, ...input });
  /** Does something; a refusal becomes a pop-up. Resolves to whether it was accepted. */
  const attempt = async (path, input) => {
    try {
      await api(path, input);
      return true;
    } catch (error) {
      toast(error.message, platform);
      return false;
    }
  };
  const here = () => ({ place: open?.key ?? 'dm' });

  const log = createLog({
    platform,
    press: (button) => attempt('press', { ...here(), button }),
    copied: (text) => toast(text, platform),
    choose: (menu, values) => attempt('choose', { ...here(), menu, values }),
    useCommand: (message, command) => attempt('command', { ...here(), message, command }),
    reply: (message) => composer.replyTo(shortOf(message), words),
  });
  const pinned = createPinned((id) => log.goTo(id));
  const composer = createComposer(platform, {
    send: (text, replyTo, files) => {
      log.follow();
      return attempt('say', { ...here(), text, replyTo, files });
    },
    complete: async (typed) => (await api('complete', { ...here(), typed })).completions,
  });
  const form = createForm({
    dismiss: () => attempt('dismiss', {}),
    submit: (values) =>
      api('submit', { values }).then(
        () => undefined,
        (error) => error.message,
      ),
  });
  const list = createPlaces({
    open: (key) => {
      drawer(false);
      openPlace(places.find((place) => place.key === key));
      composer.focus();
    },
    isUnread: (place) => marks.isUnread(actor.key, platform, place),
  });
  const relations = createRelations((change) => attempt('relate', { ...here(), change }));

  const settings = createSettings((change) => attempt('settings', change));

  const title = h('span', { class: 'pane-place' });
  const toggle = h(
    'button',
    {
      class: 'toggle',
      type: 'button',
      'aria-expanded': 'false',
      'aria-controls': `${platform}-places`,
    },
    h('span', { 'aria-hidden': 'true' }, '☰'),
  );
  toggle.addEventListener('click', () => drawer(toggle.getAttribute('aria-expanded') === 'false'));
  list.element.id = `${platform}-places`;
  const element = h(
    'section',
    { class: `pane ${platform}`, id: `pane-${platform}`, 'aria-label': name },
    h(
      'header',
      { class: 'pane-head' },
      toggle,
      h('h2', {}, name),
      title,
      settings.element,
      relations.element,
    ),
    h(
      'div',
      { class: 'pane-main' },
      list.element,
      h('div', { class: 'talk' }, pinned.element, log.element, composer.element),
    ),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || toggle.getAttribute('aria-expanded') === 'false') return;
    drawer(false);
    toggle.focus();
  });

  /** On a narrow pane the places lie over the talk while they are asked for. */
  function drawer(isOpen) {
    toggle.setAttribute('aria-expanded', String(isOpen));
    element.classList.toggle('choosing', isOpen);
    if (isOpen) list.element.querySelector('[aria-current]')?.focus();
  }

  function openPlace(place) {
    if (!place) return;
    const isNew = open?.key !== place.key;
    const isFirst = open === undefined;
    open = place;
    const label = titleOf(place, platform);
    title.textContent = label;
    relations.show(place, words);
    if (isNew) log.open(words.conversation(label), greeting(place));
    // Whoever was quicker than the list of places keeps what they have typed.
    composer.open({ words, label, canWrite: place.canWrite, isNew: isNew && !isFirst });
    refresh();
  }

  function greeting({ canWrite }) {
    if (!canWrite) return [h('p', {}, words.emptyReadOnly)];
    const examples = examplesFor(platform, actor.role, words).map((text) =>
      h(
        'button',
        { class: 'button secondary', type: 'button', onclick: () => composer.write(text) },
        text.trim(),
      ),
    );
    return [
      h('p', {}, words.empty),
      h('div', { class: 'row' }, examples),
      h('p', { class: 'promise-here' }, words.promise),
    ];
  }

  async function look() {
    const mine = actor;
    const found = await get(`${platform}/places`, { actor: mine.key });
    if (mine !== actor) return;
    places = found.places;
    const same = places.find(({ key }) => key === open?.key);
    if (!same) return openPlace(preferred(places));
    if (same.canWrite !== open.canWrite) openPlace(same);
    open = same;
    const screen = await get(`${platform}/screen`, { actor: mine.key, place: same.key });
    if (mine !== actor || same !== open) return;
    const options = await get(`${platform}/settings`, { actor: mine.key });
    if (mine !== actor || same !== open) return;
    settings.show(options, words);
    composer.ask(
      questionIn(screen.messages),
      screen.messages.map(({ id }) => id),
      words,
      element.contains(document.activeElement),
    );
    pinned.show(screen.messages, words);
    log.show(screen.messages, {
      words,
      locale: actor.locale,
      actor: actor.key,
      commands: screen.messageCommands,
      canWrite: same.canWrite,
    });
    form.show(screen.form, words);
    for (const text of screen.notices.slice(notices ?? screen.notices.length))
      toast(text, platform);
    notices = screen.notices.length;
    if (element.checkVisibility() && !document.hidden) marks.read(actor.key, platform, open);
    list.show(places, open.key, words);
    unread(
      platform,
      places.some((place) => marks.isUnread(actor.key, platform, place)),
    );
  }

  const refresh = oneAtATime(() => look().catch(() => undefined));

  return {
    element,
    name,
    refresh,
    /** Somebody else sits down at the page; they look at the same place if it is theirs too. */
    async enter(person, theirWords) {
      const before = open?.key;
      actor = person;
      words = theirWords;
      element.lang = person.locale;
      notices = undefined;
      open = undefined;
      composer.clear();
      toggle.setAttribute('aria-label', words.showPlaces);
      list.element.setAttribute('aria-label', words.placesOf(name));
      form.show(undefined, words);
      const found = await get(`${platform}/places`, { actor: person.key });
      if (person !== actor) return;
      places = found.places;
      // Whoever was quicker than the list of places has opened one already.
      if (open === undefined)
        openPlace(places.find(({ key }) => key === before) ?? preferred(places));
    },
  };
}

/** The message that asks for a reply, in short. */
function questionIn(messages) {
  const asking = messages.findLast(({ asksForReply }) => asksForReply);
  return asking && shortOf(asking);
}

/** A message in one line, as it stands over the line that replies to it. */
const shortOf = (message) => ({
  id: message.id,
  text: `${message.from.name}: ${summaryOf(message)}`,
  isPrivate: message.private,
});

/** Where one begins: the private chat with the bot. */
const preferred = (places) => places.find(({ kind }) => kind === 'private') ?? places[0];
