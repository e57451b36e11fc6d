import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

scenario(
  'Client markup is published as its author saw it',
  async ({ thao, linh, app }) => {
    const { id } = app.world.actors.find(({ key }) => key === 'linh')?.discord ?? { id: '' };
    await thao.says('/event new', {
      title: `Gặp <@${id}> <a:vui:123456789012345678>`,
      when: '30/12',
      source: 'https://example.org/gap',
      place: '<#1400000000000000001>, <t:1798632000:t>',
    });
    const made = readableText(await thao.sees(/Gặp @/));
    expect(made).toMatch(/Gặp @Linh[^<]* :vui:/);
    expect(made).not.toMatch(/<[@#:at]/);
    await thao.presses('Đăng');
    expect(readableText(await thao.sees(/Đã đăng sự kiện/))).not.toMatch(/<[@#:at]/);
    await linh.says('/events', { query: 'vui' });
    expect(readableText(await linh.sees(/:vui:/))).not.toMatch(/<[@#:at]/);
  },
  {
    only: {
      platform: 'discord',
      because: 'Telegram’s clients send what is marked beside the text',
    },
  },
);
