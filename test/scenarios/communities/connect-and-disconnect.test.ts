import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const own = 'Nhóm quay phim';

scenario(
  'A place that was connected by mistake is disconnected after a preview',
  async ({ hanh, app, group }) => {
    await hanh.says('/start');
    await hanh.sees(/Callboard/);
    await hanh.in(group).says('/disconnect', { chat: 'Bản tin Nhà sáng tạo' });
    const here = hanh.in(group);
    const asked = readableText(await here.sees(/Disconnect Bản tin Nhà sáng tạo from/));
    expect(asked).toMatch(/stop following 3 topics/);
    await here.presses('Keep as is');
    await here.sees(/Nothing changed/);
    await hanh.in(group).says('/disconnect', { chat: 'Bản tin Nhà sáng tạo' });
    await here.sees(/Disconnect Bản tin Nhà sáng tạo from/);
    await here.presses('Disconnect');
    await here.sees(/is disconnected from/);
    expect(await app.database.prisma.connection.count()).toBe(2);
    await hanh.in(group).says('/audit', { kind: 'community' });
    await here.sees(/disconnected the chat “Bản tin Nhà sáng tạo”/);
    await here.presses('Get as file');
    await here.receivesFile('audit-2026-11-24.csv');
  },
  {
    differences: {
      'moments are written by each platform in its own way': (text) =>
        text.replace(/.*(?= · Hạnh Đỗ)/g, '…'),
      'Hạnh is written differently': (text) => text.replace(/@hanh\.?do/g, '@hanh'),
    },
  },
);

scenario(
  'Someone without a role can neither see the audit log nor disconnect a place',
  async ({ linh, group }) => {
    await linh.in(group).says('/audit');
    await linh.in(group).seesNotice(/quản trị/);
    await linh.in(group).says('/disconnect', { chat: 'Bản tin Nhà sáng tạo' });
    await linh.in(group).seesNotice(/quản trị/);
  },
);

scenario(
  'Founding a second community while a code is pending is confirmed and can be undone',
  async ({ hanh, thao, app }) => {
    const { prisma } = app.database;
    await hanh.says('/connect');
    await hanh.sees(/The code for/);
    const group = thao.in(own);
    await group.says('/start');
    await group.sees(/mã kết nối chưa dùng/);
    expect(await prisma.community.count()).toBe(1);
    await group.presses('Tạo cộng đồng mới');
    await group.sees(/Đây là Callboard/);
    expect(await prisma.community.count()).toBe(2);
    await thao.says('/start');
    await group.says('/disconnect');
    const asked = readableText(await thao.sees(/Xóa cộng đồng Nhóm quay phim/));
    expect(asked).toContain('Không thể hoàn tác');
    await thao.presses('Xóa cộng đồng');
    await thao.sees(/Đã xóa cộng đồng/);
    expect(await prisma.community.count()).toBe(1);
    await hanh.says('/connect');
    const code = /[A-Z2-9]{8}/.exec(readableText(await hanh.sees(/The code for/)))?.[0] ?? '';
    await group.says(`/connect ${code}`);
    await hanh.sees(/wants to join your community|asks|join/i);
    await hanh.presses('Confirm');
    await hanh.sees(/is connected/);
    await group.says('/start');
    await group.sees(/Mạng lưới Nhà sáng tạo/);
  },
  { only: { platform: 'telegram', because: 'the sample has one Discord server' } },
);
