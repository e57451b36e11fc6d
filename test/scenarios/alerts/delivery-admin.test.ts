import { expect, vi } from 'vitest';
import { findAlertAuthor } from '../../../src/alerts/origin.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { createRoleResolver } from '../../../src/context/roles/role-resolver.ts';
import { sendUnknownNotices } from '../../../src/operations/unknown/unknown-notice.ts';
import {
  newestMessage,
  privateChatKey,
  startOnTelegram,
  stormAlert,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(/(?<=Hết hiệu lực: |xác nhận: |Sớm nhất: |chậm nhất: ).*/g, '…'),
  'how fast it went is another each time': (text: string) =>
    text.replace(/Tốc độ:?\s+[\d.,]+ tin\/giây|Thời gian còn lại:?\s+khoảng \d+ giây/g, ''),
};

/** The sample's moderators are that by grant: the platforms need not be asked. */
const nowhere = { discord: noPlatformPermissions, telegram: noPlatformPermissions };

async function sendStorm(scene: ScenarioContext): Promise<void> {
  const { quang } = scene;
  await startOnTelegram(scene);
  await writeAlert(quang, stormAlert);
  await quang.sees(/Gửi xong trong khoảng \d+ giây/);
}

scenario(
  'The sender of an alert follows its delivery and asks why a chat got it or not',
  async (scene) => {
    const { quang, thao, app } = scene;
    await sendStorm(scene);
    await quang.presses('Gửi đến 7 nơi');
    const watched = await quang.sees(/Trạng thái:? *đã xong[\s\S]*7\/7/);
    expect(readableText(watched)).toMatch(/Đang gửi cảnh báo đến 7 nơi/);
    expect(readableText(watched)).not.toMatch(/▱/);
    await quang.says('/delivery status');
    await quang.sees(/Không có tin nào đang gửi/);
    await quang.says('/delivery status', { publication: 'Bão lớn' });
    await quang.sees(/Bão lớn[\s\S]*7\/7/);
    await quang.says('/delivery why', { publication: 'Bão lớn', chat: 'Bản tin Nhà sáng tạo' });
    await quang.sees(/đã xác nhận/);
    await quang.says('/delivery why', { publication: 'Bão lớn', chat: 'họp-nhóm' }).catch(() => {});
    // An editor sees to briefings, not to alerts.
    await thao.says('/delivery status', { publication: 'Bão lớn' });
    await thao.sees(/Không tìm thấy tin “Bão lớn”/, 'Telegram asks again, Discord says so');
    await app.restart();
  },
  { differences },
);

scenario(
  'A delivery with a lost response is settled by a person',
  async (scene) => {
    const { quang, app } = scene;
    const { prisma } = app.database;
    await sendStorm(scene);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Trạng thái:? *đã xong[\s\S]*7\/7/);
    // As delivery leaves it when the response is lost, which its own tests simulate on the wire.
    const { count } = await prisma.delivery.updateMany({
      where: {
        publication: { origin: { startsWith: 'alert/' }, kind: 'alert' },
        chat: { platform: 'telegram', title: 'Nhà sáng tạo Việt' },
        sentAt: { gt: new Date(app.clock.now() - 60_000) },
      },
      data: { state: 'unknown', error: 'ECONNRESET', messageIds: [], sentAt: null },
    });
    expect(count).toBe(1);
    // Quang gets one private notice, and resolves it from there.
    const now = () => Temporal.Instant.fromEpochMilliseconds(app.clock.now());
    const tell = () =>
      sendUnknownNotices(
        {
          ...{ db: prisma, platformPermissions: nowhere, now: now() },
          roleResolver: createRoleResolver(prisma, nowhere, []),
          publications: app.delivery().publications,
        },
        (origin) => findAlertAuthor(prisma, origin),
      );
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    await quang.in('dm').sees(/Chưa rõ 1 nơi đã nhận “.*Bão lớn.*” hay chưa/);
    await quang.in('dm').presses('Xem và xử lý');
    await quang.in('dm').sees(/1 nơi chưa xác nhận/);
    await quang.says('/delivery unknown');
    const listed = await quang.sees(/1 nơi chưa xác nhận/);
    expect(listed.buttons.flat().map(({ label }) => label)).toEqual(['1: đã nhận', '1: gửi lại']);
    await quang.presses('1: đã nhận');
    await quang.sees(/Đã ghi nhận 1 nơi đã nhận/);
    await quang.presses('1: gửi lại').catch(() => undefined);
    expect(await prisma.delivery.count({ where: { state: 'unknown' } })).toBe(0);
    const [act] = await prisma.auditEntry.findMany({ where: { action: 'delivery.settle' } });
    expect(act?.details).toMatchObject({ finding: 'there', copies: 1 });
  },
  { differences },
);

scenario(
  'All unknown deliveries of a chat or publication are settled with one press',
  async (scene) => {
    const { quang, app } = scene;
    const { prisma } = app.database;
    await sendStorm(scene);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Trạng thái:? *đã xong[\s\S]*7\/7/);
    await writeAlert(quang, { ...stormAlert, title: 'Lũ quét' });
    await quang.sees(/Lũ quét[\s\S]*Gửi xong trong khoảng/);
    await quang.presses('Gửi đến 7 nơi');
    const since = { gt: new Date(app.clock.now() - 120_000) };
    await vi.waitFor(async () => {
      expect(await prisma.delivery.count({ where: { state: 'sent', sentAt: since } })).toBe(14);
    }, 6_000);
    const { count } = await prisma.delivery.updateMany({
      where: {
        publication: { origin: { startsWith: 'alert/' }, kind: 'alert', createdAt: since },
        chat: { platform: 'telegram', kind: { not: 'private' } },
      },
      data: { state: 'unknown', error: 'ECONNRESET', messageIds: [], sentAt: null },
    });
    expect(count).toBe(4);
    const left = () => prisma.delivery.count({ where: { state: 'unknown' } });
    await quang.says('/delivery unknown', { chat: 'Nhà sáng tạo Việt' });
    await quang.sees(/2 nơi chưa xác nhận/);
    await quang.presses('Cả 2 nơi đã nhận');
    await quang.sees(/Đã ghi nhận 2 nơi đã nhận/);
    expect(await left()).toBe(2);
    await quang.says('/delivery unknown', { publication: 'Lũ quét' });
    await quang.sees(/1 nơi chưa xác nhận/);
    await quang.presses('1: đã nhận');
    await quang.sees(/Đã ghi nhận 1 nơi đã nhận/);
    await quang.says('/delivery unknown');
    await quang.sees(/1 nơi chưa xác nhận[\s\S]*Bão lớn/);
    expect(await left()).toBe(1);
  },
  { differences },
);

scenario(
  'A publication is paused, resumed and cancelled',
  async (scene) => {
    const { quang, linh, app } = scene;
    const { prisma } = app.database;
    await linh.says('/delivery status');
    await linh.seesNotice(/vai trò “kiểm duyệt viên”|vai trò “biên tập viên”/);
    await sendStorm(scene);
    // One chat sleeps until tomorrow, so that something is left.
    const own = privateChatKey(scene, 'minh');
    expect(own).not.toBe('');
    await prisma.chat.updateMany({
      where: { platform: 'telegram', kind: 'group' },
      data: { quietFrom: 0, quietUntil: 1439 },
    });
    await prisma.alert.updateMany({ where: { state: 'draft' }, data: { severity: 'minor' } });
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Đã gửi:? *6\/7[\s\S]*Gửi sau:? *1 nơi/);
    await quang.says('/delivery status');
    await quang.sees(/Đang gửi 1 tin/);
    await quang.says('/delivery pause', { publication: 'Bão lớn' });
    await quang.sees(/Đã tạm dừng/);
    await quang.presses('Gửi tiếp');
    await quang.sees(/Đang gửi tiếp/);
    await quang.presses('Hủy gửi');
    await quang.sees(/Hủy gửi “.*Bão lớn.*”\? 1 nơi còn chờ/);
    await quang.presses('Bỏ qua 1 nơi');
    await quang.sees(/Đã hủy/);
    await vi.waitFor(async () => {
      const skipped = await prisma.delivery.findMany({ where: { error: 'cancelled' } });
      expect(skipped).toHaveLength(1);
    }, 6_000);
    await quang.says('/delivery why', { publication: 'Bão lớn', chat: 'Nhà sáng tạo Việt' });
    await quang.sees(/Đã bỏ qua[\s\S]*đã hủy gửi/);
    const acts = await prisma.auditEntry.findMany({
      where: { action: { startsWith: 'delivery.' } },
      orderBy: { createdAt: 'asc' },
    });
    expect(acts.map(({ action }) => action)).toEqual([
      'delivery.pause',
      'delivery.resume',
      'delivery.cancel',
    ]);
  },
  { differences },
);

scenario(
  'Someone who blocked the bot is skipped and gets alerts again after unblocking',
  async (scene) => {
    const { quang, app } = scene;
    const { prisma } = app.database;
    const closed = () => prisma.chat.findMany({ where: { closedAt: { not: null } } });
    const minh = { platform: 'telegram', key: 'minh', place: 'dm' } as const;
    await sendStorm(scene);
    await app.drivers.telegram.changeBotAccess('minh', privateChatKey(scene, 'minh'), 'block');
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Trạng thái:? *đã xong[\s\S]*6\/\d/);
    await vi.waitFor(async () => expect(await closed()).toHaveLength(1), 6_000);
    expect(newestMessage(scene, minh, /Bão lớn/)).toBeUndefined();
    await app.drivers.telegram.changeBotAccess('minh', privateChatKey(scene, 'minh'), 'unblock');
    await vi.waitFor(async () => expect(await closed()).toEqual([]), 6_000);
    await writeAlert(quang, { ...stormAlert, title: 'Bão đã đổi hướng' });
    await quang.sees(/Bão đã đổi hướng[\s\S]*Gửi xong trong khoảng/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Trạng thái:? *đã xong[\s\S]*7\/7/);
    expect(newestMessage(scene, minh, /Bão đã đổi hướng/)).toBeDefined();
  },
  { differences },
);
