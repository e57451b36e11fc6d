import { expect } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { scenario } from '../../support/scenario/scenario.ts';

const groupId = sampleWorld.telegram.chats[0]?.id ?? 0;
const course = 'Podcast từ ý tưởng đến phát sóng';

/** Releases of the Bot API, from before date entities to today. */
for (const telegramServer of ['9.3', '9.6', '10.1', '10.2', '10.3', '10.5'] as const) {
  scenario(
    `What concerns one person stays private on a Telegram server of Bot API ${telegramServer}`,
    async ({ linh, group, app }) => {
      await linh.says('/start');
      await linh.sees(/Đây là Callboard/);
      const here = linh.in(group);
      await here.says('/training', { query: 'Podcast' });
      const listed = await here.sees(course);
      await here.presses(listed.buttons.flat()[0]?.label ?? '');
      await here.seesPrivately(/Đã có chỗ|thành công|danh sách chờ|Bạn/);
      await here.says('/cuatoi');
      await here.seesPrivately(course);
      const published = JSON.stringify(app.telegram.publishedIn(groupId));
      expect(published).not.toMatch(/Đã có chỗ|thành công|Hủy đăng ký|Rời danh sách chờ/);
      // Times are shown on every server, and refused by none.
      expect(app.loggedWarnings).toEqual([]);
    },
    {
      telegramServer,
      only: { platform: 'telegram', because: 'Discord has no older servers' },
    },
  );
}

scenario(
  'A server that becomes older while people use it publishes nothing private',
  async ({ linh, group, app }) => {
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    const here = linh.in(group);
    app.telegram.promote(groupId, true);
    app.telegram.setServerVersion('10.1');
    app.telegram.changeApp('linh', { isOld: true });
    await here.says('/cuatoi');
    await here.seesPrivately(/theo dõi|Của bạn|chưa/i);
    const published = JSON.stringify(app.telegram.publishedIn(groupId));
    expect(published).toMatch(/Chờ một chút/);
    expect(published).not.toMatch(/Đang theo dõi/);
    expect(JSON.stringify(await app.health())).toContain('"latched":"ephemeral"');
  },
  { only: { platform: 'telegram', because: 'Discord has no older servers' } },
);
