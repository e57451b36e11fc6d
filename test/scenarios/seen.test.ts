import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

scenario(
  'What a client writes in codes is published as its author saw it',
  async ({ thao, linh, house }) => {
    const { id } = house.world.actors.find(({ key }) => key === 'linh')?.discord ?? { id: '' };
    await thao.says('/event new', {
      title: `Gặp <@${id}> <a:vui:123456789012345678>`,
      when: '30/12',
      source: 'https://example.org/gap',
      place: '<#1400000000000000001>, <t:1798632000:t>',
    });
    const made = readable(await thao.sees(/Gặp @/));
    expect(made).toMatch(/Gặp @Linh[^<]* :vui:/);
    expect(made).not.toMatch(/<[@#:at]/);
    await linh.says('/events', { query: 'vui' });
    expect(readable(await linh.sees(/:vui:/))).not.toMatch(/<[@#:at]/);
  },
  {
    only: {
      platform: 'discord',
      because: 'Telegram’s clients send what is marked beside the text',
    },
  },
);
