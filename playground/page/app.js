import { get, listen } from './api.js';
import { h } from './dom.js';
import { createPane } from './pane.js';
import { createPeople } from './people.js';
import { createReadMarks } from './read-marks.js';
import { createTabs } from './tabs.js';
import { createToasts } from './toasts.js';
import { wordsFor } from './words.js';

const rememberedPerson = 'callboard.person';

function start(world) {
  let actor;
  // The page speaks its reader's language, and each platform that of whoever the reader is there.
  const locale = navigator.language.startsWith('vi') ? 'vi' : 'en';
  const words = wordsFor(locale);
  let run;
  const marks = createReadMarks();
  marks.begin(world.run);
  const toasts = createToasts();
  const toast = (text, kind) => toasts.show(text, kind, words);
  const shared = { marks, toast, unread: (platform, any) => tabs.mark(platform, any, words) };
  const panes = world.platforms.map((platform) => ({ platform, ...createPane(platform, shared) }));
  const tabs = createTabs(panes, (platform) => {
    const pane = panes.find((one) => one.platform === platform);
    if (actor) pane?.refresh();
  });
  const people = createPeople(world.actors, enter);
  const badge = h('span', { class: 'badge', title: words.promise }, words.badge);
  const promise = h('p', { class: 'promise' }, words.promise);
  const lost = h('p', { class: 'lost', role: 'alert', hidden: true }, words.lost);

  document.body.replaceChildren(
    h(
      'header',
      { class: 'top' },
      h('div', { class: 'brand' }, h('h1', {}, 'Callboard'), badge, promise),
      people.element,
    ),
    lost,
    tabs.element,
    h(
      'main',
      { class: 'board' },
      panes.map((pane) => pane.element),
    ),
    toasts.element,
  );
  tabs.select(panes[0]?.platform);

  document.documentElement.lang = locale;
  document.title = words.title;
  tabs.label(words.platforms);

  function enter(person) {
    actor = person;
    sessionStorage.setItem(rememberedPerson, person.key);
    people.show(person, words);
    const theirs = wordsFor(person.locale);
    for (const pane of panes) pane.enter(person, theirs).catch(() => undefined);
  }

  const remembered = sessionStorage.getItem(rememberedPerson);
  // Whoever comes for the first time should be able to read the answers.
  const first =
    world.actors.find(({ key }) => key === remembered) ??
    world.actors.find((person) => person.locale === locale) ??
    world.actors[0];
  if (first) enter(first);

  listen({
    hello(now) {
      const isAnew = run !== undefined && run !== now.run;
      const wasLost = !lost.hidden;
      run = now.run;
      lost.hidden = true;
      marks.begin(run);
      if (isAnew) toast(words.again, 'page');
      if (isAnew) enter(actor);
      else if (wasLost) for (const pane of panes) pane.refresh();
    },
    change: ({ platform }) => panes.find((pane) => pane.platform === platform)?.refresh(),
    lost() {
      lost.hidden = false;
    },
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) for (const pane of panes) pane.refresh();
  });
}

start(await get('world'));
