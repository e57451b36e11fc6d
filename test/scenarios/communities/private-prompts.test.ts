import { expect } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { switchToOwnCommunity } from '../../support/scenario/second-community.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const only = {
  only: {
    platform: 'telegram' as const,
    because: 'Discord asks for required options itself, before anything is sent',
  },
};
/** A server without ephemeral messages. */
const older = { ...only, telegramServer: '10.2' as const };
const groupId = sampleWorld.telegram.chats[0]?.id ?? 0;

scenario(
  'A dialogue in a group is seen by one person alone, from the question to the result',
  async ({ thao, minh, group, app }) => {
    await switchToOwnCommunity(thao);
    app.telegram.promote(groupId, true);
    const here = thao.in(group);
    await here.says('/event cancel');
    const asked = await here.sees(/Sự kiện nào/);
    expect(asked.private).toBe(true);
    // The reply field is open: typed words answer the question, and are seen by the bot alone.
    await here.says('không có gì như vậy');
    const again = await here.sees(/không có gì như vậy/);
    expect(again.private).toBe(true);
    const [label = ''] = again.buttons.flat().map((button) => button.label);
    await here.presses(label);
    expect((await here.sees(/Sẽ thông báo/)).private).toBe(true);
    await here.presses('Hủy sự kiện');
    expect((await here.sees(/\[ĐÃ HỦY\]/)).private).toBe(true);
    const read = minh.in(group).messages().map(readableText).join('\n');
    expect(read).not.toMatch(/Sự kiện nào|không có gì|Sẽ thông báo/);
    expect(JSON.stringify(app.telegram.publishedIn(groupId))).not.toMatch(
      /Sự kiện nào|không có gì|Sẽ thông báo/,
    );
    // One message a question, and none is left.
    const left = here.messages().map(readableText).join('\n');
    expect(left).not.toMatch(/Sự kiện nào/);
    // No record of delivery: an ephemeral message may vanish at any time.
    const ids = await app.database.prisma.delivery.findMany({ select: { messageIds: true } });
    expect(JSON.stringify(ids)).not.toMatch(/"e\d/);
  },
  only,
);

scenario(
  'A command with a private answer prompts in private and stays in the community of the group',
  async ({ thao, group, app }) => {
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
  older,
);

scenario(
  'Someone without an open private chat is told how to open it, and the group sees no prompt',
  async ({ thao, group, app }) => {
    const here = thao.in(group);
    await here.says('/event new');
    const answer = await here.sees(/bấm Bắt đầu/);
    expect(answer.buttons.flat().map(({ label }) => label)).toEqual(['Mở chat riêng']);
    expect(await app.database.prisma.prompt.count()).toBe(0);
  },
  older,
);

scenario(
  'My signups are offered to me only',
  async ({ linh, group }) => {
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
  older,
);

scenario(
  'Someone who lost the role can still cancel the prompt',
  async ({ quang, hanh }) => {
    await quang.says('/alert send');
    await quang.sees(/Bấm để chọn/);
    await hanh.says('/role revoke', { who: 'Quang Lê', role: 'moderator' });
    await hanh.sees(/Choose who you mean/);
    await hanh.presses('Quang Lê');
    await hanh.sees(/no longer has/);
    await quang.presses('Hủy');
    await quang.sees(/Đã hủy/);
  },
  only,
);
