import { expect } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { scenario } from '../../support/scenario/scenario.ts';

/** Only Telegram has tables, and shows whether they are on. */
const tables = 'only Telegram has tables';

scenario('A creator sets language and time zone in words', async ({ linh }) => {
  await linh.says('/settings', { zone: 'Tokyo' });
  await linh.sees(/Múi giờ: giờ Tokyo/, tables);
  await linh.says('/settings', { language: 'English' });
  await linh.sees(/Your settings[\s\S]*English/, tables);
});

scenario('An invalid time zone is reported', async ({ linh }) => {
  await linh.says('/settings', { zone: 'Nowhereville' });
  await linh.sees(
    /“Nowhereville”/,
    'Telegram asks for what was wrong with buttons, Discord lists it',
  );
});

scenario(
  'A word for a place sets its zone, and a zone that one engine rejects stops nobody',
  async ({ linh, app }) => {
    await linh.says('/settings', { zone: 'EST' });
    await linh.sees(/Múi giờ: giờ New York/, tables);
    await linh.says('/settings', { zone: 'PST', quiet: '22:00-7:00' });
    await linh.sees(/Múi giờ: giờ Los Angeles/, tables);
    // An earlier version stored names that only Intl accepts.
    await app.database.prisma.person.updateMany({ data: { zone: 'IST' } });
    await app.database.prisma.community.updateMany({ data: { zone: 'VST' } });
    await app.database.prisma.event.updateMany({ data: { zone: 'ACT' } });
    await linh.says('/events');
    await linh.sees(/Sự kiện/);
  },
);

scenario('A private chat subscribes to topics and unsubscribes', async ({ quang }) => {
  await quang.says('/subscribe', { topic: 'training' });
  await quang.sees(/Chat riêng này đã theo dõi: Khóa học/);
  await quang.says('/subscribe', { topic: 'Khóa học' });
  await quang.sees(/đã theo dõi Khóa học rồi/);
  await quang.says('/unsubscribe', { topic: 'khoa hoc' });
  await quang.sees(/đã bỏ theo dõi: Khóa học/);
});

scenario(
  'Only administrators choose the subscriptions of a group',
  async ({ linh, hanh, group, app }) => {
    // An administrator answers so that nobody else sees a refusal.
    app.telegram.promote(sampleWorld.telegram.chats[0]?.id ?? 0, true);
    await linh.in(group).says('/subscribe', { topic: 'briefings' });
    await linh.in(group).sees(/Chỉ quản trị viên/);
    await hanh.in(group).says('/subscribe', { topic: 'briefings' });
    await hanh.in(group).sees(/now follows: Briefings/);
  },
  {
    differences: {
      'the places have other names': (text) =>
        text.replace(/#trò-chuyện|Nhà sáng tạo Việt/g, 'PLACE'),
    },
  },
);

scenario(
  'A required argument cannot be omitted where the platform asks for it',
  async ({ quang }) => {
    await expect(quang.says('/subscribe')).rejects.toThrow(/topic/);
  },
  { only: { platform: 'discord', because: 'Telegram knows nothing of arguments' } },
);

scenario(
  'Missing arguments are asked for with buttons',
  async ({ quang, app }) => {
    await quang.says('/subscribe');
    const asked = await quang.sees(/^Mục nào/);
    expect(asked.buttons.flat().map(({ label }) => label)).toContain('Khóa học');
    await app.restart();
    await quang.presses('Khóa học');
    await quang.sees(/đã theo dõi: Khóa học/);
    await quang.says('/unsubscribe nonsense');
    await quang.sees(/“nonsense”/);
    await quang.says('khoa hoc');
    await quang.sees(/đã bỏ theo dõi: Khóa học/);
    await quang.says('/subscribe');
    await quang.sees(/Bấm để chọn/);
    await quang.presses('Hủy');
    await quang.sees(/Đã hủy/);
    await quang.says('/subscribe');
    await quang.sees(/Bấm để chọn/);
    app.clock.advance(16 * 60_000);
    await quang.presses('Sự kiện');
    await quang.sees(/hết hạn/);
  },
  { only: { platform: 'telegram', because: 'Discord asks for required options itself' } },
);

scenario(
  'Only admins grant and revoke roles',
  async ({ hanh, linh, minh, group, app }) => {
    const who = linh.mention;
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await linh.in(group).says('/role grant', { who: minh.mention, role: 'moderator' });
    await linh.in(group).seesNotice(/vai trò “quản trị viên”/);
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    // On Telegram what only she shall see comes in her private chat.
    const [told, admin] = [hanh.in(group), hanh.in(group)];
    await admin.says('/role grant', { who, role: 'moderator' });
    await told.sees(/Linh Trần.* now has the role “moderator”/);
    await admin.says('/role revoke', { who, role: 'moderator' });
    await told.sees(/Linh Trần.* no longer has the role “moderator”/);
    expect(
      await app.database.prisma.auditEntry.count({ where: { action: { startsWith: 'role.' } } }),
    ).toBe(2);
  },
  {
    differences: {
      'people have other names': (text) => text.replace(/@linh\.?tran/g, '@linh'),
    },
  },
);
