import { expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

scenario('A creator sets language and time zone in words', async ({ linh }) => {
  await linh.says('/settings', { zone: 'Tokyo' });
  await linh.sees(/Múi giờ: Asia\/Tokyo/);
  await linh.says('/settings', { language: 'English' });
  await linh.sees(/Your settings[\s\S]*English/);
  await linh.says('/settings', { zone: 'Nowhereville' });
  await linh.sees(/no time zone “Nowhereville”/);
}, { incomparable: 'Telegram asks for what was wrong, Discord lists it' });

scenario('A private chat follows topics and stops', async ({ linh }) => {
  await linh.says('/subscribe', { topic: 'alerts' });
  await linh.sees(/Cuộc trò chuyện riêng này đã theo dõi: Cảnh báo/);
  await linh.says('/subscribe', { topic: 'Cảnh báo' });
  await linh.sees(/vốn đã theo dõi Cảnh báo/);
  await linh.says('/unsubscribe', { topic: 'canh bao' });
  await linh.sees(/đã thôi theo dõi: Cảnh báo/);
});

scenario('Only administrators decide what a group follows', async ({ linh, hanh, group }) => {
  await linh.in(group).says('/subscribe', { topic: 'training' });
  await linh.in(group).sees(/dành cho quản trị viên/);
  await hanh.in(group).says('/subscribe', { topic: 'training' });
  await hanh.in(group).sees(/now follows: Training|follows Training already/);
});

scenario(
  'What is missing is asked for with buttons',
  async ({ linh, platform, house }) => {
    if (platform === 'discord') {
      await expect(linh.says('/subscribe')).rejects.toThrow(/topic/);
      return;
    }
    await linh.says('/subscribe');
    const asked = await linh.sees(/mục\? Hãy chọn/i);
    expect(asked.buttons.flat().map(({ label }) => label)).toContain('Cảnh báo');
    await house.restart();
    await linh.presses('Cảnh báo');
    await linh.sees(/đã theo dõi: Cảnh báo/);
    await linh.says('/subscribe nonsense');
    await linh.sees(/“nonsense”/);
    await linh.says('dao tao');
    await linh.sees(/đã theo dõi: Đào tạo/);
    await linh.says('/subscribe');
    await linh.sees(/Hãy chọn/);
    await linh.presses('Huỷ');
    await linh.sees(/Đã huỷ/);
    await linh.says('/subscribe');
    await linh.sees(/Hãy chọn/);
    house.clock.forward(16 * 60_000);
    await linh.presses('Sự kiện');
    await linh.sees(/chờ quá lâu/);
  },
  { incomparable: 'Discord asks for required options itself' },
);

scenario('Roles are given and taken by admins alone', async ({ hanh, linh, group, platform }) => {
  await linh.in(group).says('/start');
  await linh.in(group).sees(/Xin chào/);
  await linh.in(group).says('/role grant', { who: '@minhpham', role: 'moderator' });
  await linh.in(group).sees(/vai trò “quản trị”/);
  await hanh.in(group).says('/role grant', { who: platform === 'discord' ? '@linh.tran' : '@linhtran', role: 'moderator' });
}, { incomparable: 'people are named differently on the platforms' });
