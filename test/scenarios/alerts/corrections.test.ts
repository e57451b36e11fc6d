import { expect, vi } from 'vitest';
import { alertComposer } from '../../../src/alerts/corrections/correction-notice.ts';
import { expireAlerts } from '../../../src/alerts/expire-alerts.ts';
import { alertOrigin } from '../../../src/alerts/origin.ts';
import {
  alertFollowers,
  groupOnTelegram,
  newestMessage,
  startOnTelegram,
  stormAlert,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(/(?<=Hết hiệu lực: |Valid until: ).*/g, '…')
      .replace(/(?<=(?:Đã đính chính|Đã thu hồi) · ).*(?= · )/g, '…'),
  'how fast it went is another each time': (text: string) =>
    text.replace(/Tốc độ:?\s+[\d.,]+ tin\/giây|Thời gian còn lại:?\s+khoảng \d+ giây/g, ''),
};

/** Quang's alert is in every chat that follows alerts. */
async function stormIsOut(scene: ScenarioContext): Promise<void> {
  const { quang } = scene;
  await startOnTelegram(scene);
  await writeAlert(quang, stormAlert);
  await quang.sees(/Bản xem trước/);
  await quang.presses('Gửi đến 7 nơi');
  await quang.sees(/7\/7/);
}

scenario(
  'A correction is posted under each copy, and deleted content is gone',
  async (scene) => {
    const { quang } = scene;
    await stormIsOut(scene);
    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'typo',
      reason: 'Gõ nhầm',
      text: 'Gió giật cấp 8.',
    });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Đính chính ở 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /cấp 8/);
    expect(newestMessage(scene, groupOnTelegram, /Cảnh báo ở trên/)).toBeUndefined();
    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'fact',
      reason: 'Đài đổi cấp gió',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Đính chính ở 7 nơi');
    for (const place of alertFollowers) {
      await waitForMessage(
        scene,
        place,
        /(ở trên đã được đính chính|above was corrected)[\s\S]*Đài đổi cấp gió/,
      );
      await waitForMessage(scene, place, /cấp 7/);
    }
    await vi.waitFor(async () => {
      await quang.says('/alert status', { alert: 'Bão lớn' });
      await quang.sees(/7\/7 đã sửa[\s\S]*7\/7 đã được báo/);
    }, 6_000);
    await quang.says('/alert retract', {
      alert: 'Bão lớn',
      reason: 'Nhầm vùng',
      delete: true,
    });
    await quang.sees(/Tin ở 7 nơi sẽ bị xóa/);
    await quang.presses('Thu hồi ở 7 nơi');
    await quang.sees(/Đang xóa ở 7 nơi/);
    for (const place of alertFollowers) {
      await vi.waitFor(() => expect(newestMessage(scene, place, /cấp 7/)).toBeUndefined(), 8_000);
    }
  },
  {
    differences,
    incomparableReason: 'yes is written true on Discord, and status is asked until it is so',
  },
);

scenario(
  'An expired alert is marked as over in every chat',
  async (scene) => {
    const { quang, app } = scene;
    await stormIsOut(scene);
    app.clock.advance(25 * 3_600_000);
    await app.restart();
    const { prisma } = app.database;
    const publications = app.delivery().publications;
    const options = { db: prisma, publications, composer: alertComposer, now: app.clock.now };
    expect(await expireAlerts(options)).toBeGreaterThan(0);
    expect(await expireAlerts(options)).toBe(0);
    for (const place of alertFollowers) {
      await waitForMessage(scene, place, /Bão lớn[\s\S]*(Đã hết hiệu lực|No longer in effect)/);
    }
    await quang.says('/alert status', { alert: 'Bão lớn' });
    await quang.sees(/Đã đánh dấu hết hiệu lực/);
  },
  { differences },
);

scenario(
  'A correction in the minute of expiry changes every copy',
  async (scene) => {
    const { quang, app } = scene;
    await stormIsOut(scene);
    app.clock.advance(24 * 3_600_000 + 1_000);
    await quang.says('/alert correct', {
      ...{ alert: 'Bão lớn', grade: 'typo', reason: 'Gõ nhầm', text: 'Gió giật cấp 8.' },
    });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Đính chính ở 7 nơi');
    await quang.sees(/Đã sửa:? *7\/7/);
    for (const place of alertFollowers) await waitForMessage(scene, place, /cấp 8/);
  },
  { differences },
);

scenario(
  'A drill reaches only subscribers of drills and cannot be mistaken for an alert',
  async (scene) => {
    const { quang, linh, platform, app } = scene;
    await startOnTelegram(scene);
    await linh.says('/subscribe', { topic: 'drills' });
    await linh.sees(/đã theo dõi: Diễn tập/);
    await writeAlert(quang, { ...stormAlert, title: 'Diễn tập bão' });
    await quang.seesNotice(/chọn “diễn tập” là có/);
    await writeAlert(quang, {
      ...stormAlert,
      drill: true,
    });
    await quang.sees(/DIỄN TẬP \/ DRILL – [\s\S]*Bản xem trước tin DIỄN TẬP/);
    await quang.presses('Gửi đến 1 nơi');
    await quang.sees(/Đang gửi tin DIỄN TẬP đến 1 nơi/);
    const read = await waitForMessage(
      scene,
      { platform, key: 'linh', place: 'dm' },
      /DIỄN TẬP \/ DRILL: Bão lớn/,
    );
    expect(read).toMatch(/^🧪 .*DIỄN TẬP/);
    expect(read).not.toMatch(/🚨|Cảnh báo nghiêm trọng/);
    await vi.waitFor(async () => {
      const alert = await app.database.prisma.alert.findFirstOrThrow({ where: { isDrill: true } });
      const drill = await app.database.prisma.publication.findFirstOrThrow({
        where: { origin: alertOrigin(alert.id) },
        include: { deliveries: true },
      });
      expect(drill.deliveries.map(({ state }) => state)).toEqual(['sent']);
    }, 6_000);
    await quang.says('/alerts');
    const list = await quang.sees(/cảnh báo/);
    expect(JSON.stringify(list)).not.toContain('Bão lớn');
  },
  {
    differences,
    incomparableReason: 'yes is written true on Discord, where a refused form can be opened again',
  },
);
