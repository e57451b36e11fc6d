import { h } from './dom.js';
import { initials } from './message.js';

/** Who one is on this page. */
export function createPeople(actors, choose) {
  const legend = h('legend', {});
  const parts = new Map();
  const radios = new Map();
  const element = h(
    'fieldset',
    { class: 'people' },
    legend,
    actors.map((actor) => {
      const part = h('span', { class: 'part' });
      const radio = h('input', {
        type: 'radio',
        name: 'person',
        value: actor.key,
        class: 'unseen',
        onchange: () => choose(actor),
      });
      parts.set(actor.role, part);
      radios.set(actor.key, radio);
      return h(
        'label',
        { class: 'person', title: actor.name },
        radio,
        h('span', { class: `avatar of-${actor.key}`, 'aria-hidden': 'true' }, initials(actor.name)),
        h('span', { class: 'who' }, h('span', { class: 'who-name' }, actor.name), part),
      );
    }),
  );
  return {
    element,
    show(actor, words) {
      legend.textContent = words.youAre;
      for (const [part, place] of parts) place.textContent = words.parts[part] ?? part;
      const radio = radios.get(actor.key);
      if (radio) radio.checked = true;
    },
  };
}
