import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

scenario('A creator says hello and changes the language', async ({ linh }) => {
  await linh.says('/start');
  await linh.sees(/Xin chào, tôi là bảng tin/);
  await linh.presses('English');
  await linh.sees(/Hello, I am the callboard/);
  await linh.presses('What can I do?');
  await linh.sees(/What you can do here/);
});

scenario(
  'What one person chooses changes no message that all see',
  async ({ hanh, linh, platform, group }) => {
    await linh.says('/start');
    await hanh.in(group).says('/start');
    await linh.in(group).sees(/Hello, I am the callboard/);
    await linh.in(group).presses('Tiếng Việt');
    await (platform === 'discord' ? linh.in(group) : linh).sees(/Cài đặt của bạn/);
    expect(linh.in(group).screen().map(readable).join('\n')).not.toMatch(/Xin chào/);
  },
  {
    incomparable:
      'a private answer stands in the group on Discord, in the private chat on Telegram',
  },
);
