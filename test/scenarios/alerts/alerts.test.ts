import { expect } from 'vitest';
import { alertOrigin } from '../../../src/alerts/origin.ts';
import {
  alertFollowers,
  announcementsOnDiscord,
  linhOnTelegram,
  minhOnTelegram,
  newestMessage,
  privateChatKey,
  startOnTelegram,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { scenario } from '../../support/scenario/scenario.ts';

const storm = {
  severity: 'nghiêm trọng',
  title: 'Bão lớn chiều nay',
  text: 'Gió giật cấp 9.\nVui lòng dừng quay ngoài trời.',
  source: 'https://nchmf.example.org/bao',
};

/** Discord shows times in each reader's zone; on Telegram they are in the chat's zone. */
const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(/(?<=Hết hiệu lực: |Valid until: ).*/g, '…')
      .replace(/(?<=(?:Đã đính chính|Đã thu hồi|Corrected|Retracted) · ).*(?= · )/g, '…'),
};

scenario(
  'An alert is sent after a preview, corrected and retracted in every chat',
  async (scene) => {
    const { quang, app } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, storm);
    const preview = await quang.sees(/Bão lớn chiều nay/);
    expect(preview.buttons.flat().map(({ label }) => label)).toEqual(['Gửi đến 7 nơi', 'Bỏ nháp']);
    // Both languages at a look, and what English readers will get in Vietnamese.
    await quang.sees(/Severe alert: Bão lớn chiều nay[\s\S]*cả hai ngôn ngữ: tiêu đề, nội dung/);
    await quang.sees(/Mạng lưới Nhà sáng tạo sẽ gửi đến 7 nơi \(Discord 3, Telegram 4\)/);
    expect(newestMessage(scene, announcementsOnDiscord, /Bão lớn/)).toBeUndefined();

    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Đang gửi cảnh báo đến 7 nơi/);
    for (const place of alertFollowers) {
      const read = await waitForMessage(scene, place, /Bão lớn chiều nay/);
      expect(read).toContain('nchmf.example.org');
      expect(read).toContain('Mạng lưới Nhà sáng tạo');
    }
    expect(await waitForMessage(scene, minhOnTelegram, /Bão lớn/)).toMatch(/Severe alert: Bão lớn/);
    expect(await waitForMessage(scene, linhOnTelegram, /Bão lớn/)).toMatch(
      /Cảnh báo nghiêm trọng: Bão lớn/,
    );

    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'fact',
      reason: 'Đài đổi cấp gió',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/Gió giật cấp 7[\s\S]*Đã đính chính[\s\S]*Đài đổi cấp gió/);
    await quang.presses('Đính chính ở 7 nơi');
    await quang.sees(/Đang sửa ở 7 nơi/);
    for (const place of alertFollowers) {
      const read = await waitForMessage(scene, place, /cấp 7/);
      expect(read).toMatch(/Đã đính chính|Corrected/);
      expect(read).not.toContain('cấp 9');
    }

    await quang.says('/alert retract', { alert: 'Bão lớn', reason: 'Bão đổi hướng' });
    await quang.sees(/thay cho cảnh báo/);
    await quang.presses('Thu hồi ở 7 nơi');
    await quang.sees(/Đang thay ở 7 nơi/);
    for (const place of alertFollowers) {
      const read = await waitForMessage(scene, place, /Bão đổi hướng/);
      expect(read).toContain('Bão lớn chiều nay');
      expect(read).not.toContain('cấp 7');
    }
    await quang.says('/alerts');
    const list = await quang.sees(/cảnh báo đang có hiệu lực/);
    expect(JSON.stringify(list)).not.toContain('Bão lớn');
    const acts = await app.database.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'alert.' } },
      orderBy: { createdAt: 'asc' },
    });
    expect(acts.map(({ action }) => action)).toEqual([
      'alert.send',
      'alert.correct',
      'alert.retract',
    ]);
  },
  { differences },
);

scenario(
  'An alert is not sent when its preview has expired or was discarded',
  async (scene) => {
    const { quang, app } = scene;
    await writeAlert(quang, storm);
    await quang.sees(/Bản xem trước/);
    const { prisma } = app.database;
    const draft = await prisma.alert.findFirstOrThrow({ where: { state: 'draft' } });
    app.clock.advance(61 * 60_000);
    await quang.presses('Gửi đến 7 nơi');
    await quang.seesNotice(/Bản nháp đã hết hạn/);
    expect(await prisma.publication.count({ where: { origin: alertOrigin(draft.id) } })).toBe(0);
    await writeAlert(quang, { ...storm, title: 'Mất điện' });
    await quang.sees(/Mất điện/);
    await quang.presses('Bỏ nháp');
    await quang.sees(/Chưa gửi gì/);
    expect(await prisma.alert.count({ where: { versions: { some: { title: 'Mất điện' } } } })).toBe(
      0,
    );
  },
  { differences },
);

scenario(
  'Two simultaneous presses send one alert',
  async (scene) => {
    const { quang, app, platform } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, storm);
    await quang.sees(/Bản xem trước/);
    const driver = app.drivers[platform];
    const own = driver.places('quang').find(({ kind }) => kind === 'private')?.key ?? '';
    await Promise.all([
      driver.pressButton('quang', own, 'Gửi đến 7 nơi'),
      driver.pressButton('quang', own, 'Gửi đến 7 nơi'),
    ]);
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn/);
    await quang.seesNotice(/đã xong rồi/);
    const { prisma } = app.database;
    expect(await prisma.publication.count({ where: { kind: 'alert', fanOut: 'done' } })).toBe(
      // The sample has published two before.
      3,
    );
    expect(await prisma.auditEntry.count({ where: { action: 'alert.send' } })).toBe(1);
  },
  { differences },
);

scenario('A member may not send alerts', async ({ linh, app }) => {
  const { text: _later, ...options } = storm;
  await linh.says('/alert send', options);
  await linh.seesNotice(/vai trò “kiểm duyệt viên”/);
  expect(await app.database.prisma.alert.count({ where: { state: 'draft' } })).toBe(0);
});

const deceptive = 'https://bank.example@evil.example/';

scenario(
  'An invalid source is rejected before a form opens, so that nobody fills it in for nothing',
  async ({ quang, app }) => {
    const { text: _later, ...options } = storm;
    await quang.says('/alert send', { ...options, source: deceptive });
    await quang.sees(/evil\.example/);
    expect(quang.form()).toBeUndefined();
    expect(await app.database.prisma.alert.count({ where: { state: 'draft' } })).toBe(0);
  },
  { only: { platform: 'discord', because: 'Telegram has no forms' } },
);

scenario(
  'An invalid source is rejected after the text is given',
  async ({ quang, app }) => {
    await writeAlert(quang, { ...storm, source: deceptive });
    await quang.sees(/evil\.example/);
    expect(await app.database.prisma.alert.count({ where: { state: 'draft' } })).toBe(0);
  },
  { only: { platform: 'telegram', because: 'a form asks for the text on Discord' } },
);

scenario(
  'When a chat removed the bot it is closed, and the others still get the alert',
  async (scene) => {
    const { quang, app } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, storm);
    await quang.sees(/Bản xem trước/);
    await app.drivers.telegram.changeBotAccess('minh', privateChatKey(scene, 'minh'), 'block');
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/Đang gửi cảnh báo đến \d nơi/);
    for (const place of alertFollowers) {
      if (place !== minhOnTelegram) await waitForMessage(scene, place, /Bão lớn/);
    }
    await expect
      .poll(() => app.database.prisma.chat.count({ where: { closedAt: { not: null } } }), {
        timeout: 10_000,
      })
      .toBe(1);
    await quang.says('/alert status');
    await quang.sees(/6 đã gửi/);
  },
  { differences },
);
