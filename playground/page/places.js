import { h } from './dom.js';

const signs = { private: '@', group: '#', channel: '◉' };

/** A place's name under its group, and as it is called elsewhere. */
export function titleOf(place, platform) {
  if (platform === 'discord' && place.kind !== 'private') return `#${place.name}`;
  return place.name;
}

/** Servers with their channels; groups with their topics; channels; private chats first. */
function sectionsOf(places, words) {
  const sections = new Map();
  const add = (name, place) => sections.set(name, [...(sections.get(name) ?? []), place]);
  const kinds = { private: words.privateChats, group: words.groups, channel: words.channels };
  for (const kind of ['private', 'group', 'channel'])
    for (const place of places)
      if (place.kind === kind && place.server === undefined) add(kinds[kind], place);
  for (const place of places) if (place.server !== undefined) add(place.server, place);
  return [...sections];
}

/** The list of places on one platform. */
export function createPlaces({ open, isUnread }) {
  const element = h('nav', { class: 'places' });

  function show(places, openKey, words) {
    const focused = element.contains(document.activeElement)
      ? document.activeElement.dataset.place
      : undefined;
    element.replaceChildren(
      ...sectionsOf(places, words).map(([name, inside]) =>
        h(
          'section',
          {},
          h('h3', {}, name),
          h(
            'ul',
            {},
            inside.map((place) => h('li', {}, drawPlace(place, inside))),
          ),
        ),
      ),
    );
    if (focused !== undefined)
      [...element.querySelectorAll('button')]
        .find(({ dataset }) => dataset.place === focused)
        ?.focus();

    function drawPlace(place, siblings) {
      const group = siblings.find((one) => place.name.startsWith(`${one.name} / `));
      const unread = place.key !== openKey && isUnread(place);
      return h(
        'button',
        {
          type: 'button',
          class: group ? 'place topic' : 'place',
          'data-place': place.key,
          'aria-current': place.key === openKey ? 'true' : undefined,
          onclick: () => open(place.key),
        },
        h('span', { class: 'sign', 'aria-hidden': 'true' }, group ? '›' : signs[place.kind]),
        h(
          'span',
          { class: 'place-name' },
          group ? place.name.slice(group.name.length + 3) : place.name,
        ),
        unread && h('span', { class: 'dot' }, h('span', { class: 'unseen' }, words.unread)),
      );
    }
  }

  return { element, show };
}
