import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { switchToOwnCommunity } from '../../support/scenario/second-community.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const asks = { incomparableReason: 'Discord asks for required options itself' };

scenario(
  'A command with a private answer prompts in private and stays in the community of the group',
  async ({ thao, group, platform, app }) => {
    if (platform === 'discord') return;
    await switchToOwnCommunity(thao);

    const here = thao.in(group);
    await here.says('/event cancel');
    await here.sees(/hỏi bạn trong chat riêng/);
    const asked = await thao.sees(/Sự kiện nào/);
    expect(here.messages().map(readableText).join('\n')).not.toMatch(/Sự kiện nào/);
    const [label = ''] = asked.buttons.flat().map((button) => button.label);
    await thao.presses(label);
    await thao.sees(/Sẽ thông báo/);
    await thao.presses('Hủy sự kiện');
    await thao.sees(/\[ĐÃ HỦY\]/);
    const event = await app.database.prisma.event.findFirstOrThrow({
      where: { title: label.split(' · ')[0] ?? '' },
    });
    expect(event.state).toBe('cancelled');
  },
  asks,
);

scenario(
  'Someone without an open private chat is told how to open it, and the group sees no prompt',
  async ({ thao, group, platform, app }) => {
    if (platform === 'discord') return;
    const here = thao.in(group);
    await here.says('/event new');
    const answer = await here.sees(/bấm Bắt đầu/);
    expect(answer.buttons.flat().map(({ label }) => label)).toEqual(['Mở chat riêng']);
    expect(await app.database.prisma.prompt.count()).toBe(0);
  },
  asks,
);

scenario(
  'My signups are offered to me only',
  async ({ linh, group, platform }) => {
    if (platform === 'discord') return;
    await linh.says('/training');
    await linh.sees(/Khóa học/i);
    await linh.presses('Đăng ký 1');
    await linh.sees(/chỗ \d|danh sách chờ/);
    const here = linh.in(group);
    await here.says('/withdraw');
    await here.sees(/hỏi bạn trong chat riêng/);
    const asked = await linh.sees(/Đăng ký nào/);
    await linh.presses(asked.buttons.flat()[0]?.label ?? '');
    await linh.sees(/Đã rời danh sách chờ/);
  },
  asks,
);

scenario(
  'Someone who lost the role can still cancel the prompt',
  async ({ quang, hanh, platform }) => {
    if (platform === 'discord') return;
    await quang.says('/alert send');
    await quang.sees(/Bấm để chọn/);
    await hanh.says('/role revoke', { who: 'Quang Lê', role: 'moderator' });
    await hanh.sees(/Choose who you mean/);
    await hanh.presses('Quang Lê');
    await hanh.sees(/no longer has/);
    await quang.presses('Hủy');
    await quang.sees(/Đã hủy/);
  },
  asks,
);
