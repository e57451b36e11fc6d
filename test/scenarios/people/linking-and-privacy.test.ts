import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const codeIn = (text: string): string => /\b[A-HJ-NP-Z2-9]{8}\b/.exec(text)?.[0] ?? '';

scenario(
  'Linh links her two accounts and separates them again',
  async ({ linh, onOtherPlatform }) => {
    const other = onOtherPlatform('linh');
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await other.says('/start');
    await other.sees(/Đây là Callboard/);

    await linh.says('/link');
    const code = codeIn(readableText(await linh.sees(/Mã của bạn/)));
    expect(code).toHaveLength(8);
    await linh.says('/link', { code });
    await linh.sees(/mã của bạn/);
    await other.says('/link', { code: 'WRONGXXX' });
    await other.sees(/Mã sai/);
    await other.says('/link', { code });
    await other.sees(/xác nhận/);
    await linh.sees(/Linh Trần.*đã gõ mã của bạn/);
    await linh.presses('Đúng, là tôi');
    await linh.sees(/Đã liên kết hai tài khoản/);
    await other.sees(/Đã liên kết hai tài khoản/);
    await linh.says('/unlink');
    await linh.sees(/Hủy liên kết với/);
    await linh.presses('Giữ liên kết');
    await linh.sees(/vẫn liên kết/);
    await linh.says('/unlink');
    await linh.sees(/Hủy liên kết với/);
    await linh.presses('Hủy liên kết');
    await linh.sees(/Đã hủy liên kết/);
    await other.sees(/đã hủy liên kết/);
  },
  {
    differences: {
      'each code is a new one': (text) => text.replace(/\b[A-HJ-NP-Z2-9]{8}\b/g, 'CODE'),
      'each names the other platform, and how Linh is called there': (text) =>
        text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@linh\.?tran/g, '@linh'),
    },
  },
);

scenario(
  'Another place joins the community after an admin has confirmed it',
  async ({ hanh, thao, onOtherPlatform, app }) => {
    // Thảo's own group on Telegram joins the community that began on Discord.
    const admin = onOtherPlatform('hanh', 'trò-chuyện');
    const group = thao.in('Nhóm quay phim');
    await admin.says('/connect');
    const code = codeIn(readableText(await admin.sees(/code for Mạng lưới/)));
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    const linhs = onOtherPlatform('linh', 'trò-chuyện');
    await linhs.says('/connect');
    await linhs.sees(/vai trò “quản trị viên”/);
    await group.says(`/connect ${code}`);
    await group.sees(/chat riêng/);
    await group.says('/events');
    await group.sees(/chưa thuộc cộng đồng nào/);
    const boss = onOtherPlatform('hanh');
    await boss.sees(/Nhóm quay phim[\s\S]*Members: \d/);
    await boss.presses('Confirm');
    await boss.sees(/Nhóm quay phim is connected/);
    await group.says('/events');
    await group.sees(/Sự kiện sắp tới/);
    expect(
      await app.database.prisma.auditEntry.count({ where: { action: 'community.connect' } }),
    ).toBe(1);
    await group.says(`/connect ${code}`);
    await group.seesNotice(/đã thuộc một cộng đồng|chat riêng|Mã sai/);
  },
  { only: { platform: 'telegram', because: 'the place that joins is there' } },
);

scenario(
  'Personal data is shown, exported and deleted',
  async ({ linh, onOtherPlatform, platform, app }) => {
    const { prisma } = app.database;
    const here = { platform, name: 'Linh Trần' };
    await linh.says('/privacy show');
    await linh.sees(/Dữ liệu của bạn/);
    await linh.says('/privacy export');
    await linh.sees(/toàn bộ dữ liệu/);
    const { bytes } = await linh.receivesFile('callboard.json');
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ accounts: [here] });
    await linh.says('/privacy delete');
    await linh.sees(/Không thể hoàn tác/);
    await linh.presses('Giữ nguyên');
    await linh.sees(/Không có gì thay đổi/);
    expect(await prisma.account.count({ where: here })).toBe(1);
    await linh.says('/privacy delete');
    await linh.sees(/Không thể hoàn tác/);
    await linh.presses('Xóa tất cả');
    await linh.sees(/Đã xóa:[\s\S]*Linh Trần[\s\S]*Còn giữ lại, không kèm tên bạn/);
    expect(await prisma.account.count({ where: here })).toBe(0);
    // The other account was never linked: it belongs to another person.
    await onOtherPlatform('linh').says('/privacy show');
    await onOtherPlatform('linh').sees(/Dữ liệu của bạn/);
  },
  {
    differences: {
      'an account names its platform': (text) => text.replace(/Discord|Telegram/g, 'PLATFORM'),
      'somebody who never wrote there has no private chat there yet': (text) =>
        text
          .replace(/theo dõi \d mục/, 'theo dõi vài mục')
          .replace(/[•-] \d mục theo dõi trong chat riêng\n/, ''),
      'Linh is called otherwise there': (text) => text.replace(/@linh\.?tran/g, '@linh'),
    },
  },
);
