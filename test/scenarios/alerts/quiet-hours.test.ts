import { expect, vi } from 'vitest';
import { alertComposer } from '../../../src/alerts/corrections/correction-notice.ts';
import { expireAlerts } from '../../../src/alerts/expire-alerts.ts';
import { startOnTelegram, writeAlert } from '../../alerts/alert-steps.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text.replace(
      /(?<=Hết hiệu lực: |Valid until: |(?:Đã hết hiệu lực|No longer in effect) · |xác nhận: |Sớm nhất: |chậm nhất: ).*/g,
      '…',
    ),
  'how fast it went is another each time': (text: string) =>
    text.replace(/Tốc độ:?\s+[\d.,]+ tin\/giây|Thời gian còn lại:?\s+khoảng \d+ giây/g, ''),
};

const words = { title: 'Mưa nhỏ', text: 'Mang áo mưa.', source: 'https://nchmf.example.org/mua' };

scenario(
  'Quiet hours hold everything but severe alerts until the morning',
  async (scene) => {
    const { linh, quang, app, platform } = scene;
    await startOnTelegram(scene);
    await linh.says('/settings', { quiet: '25h-7h' });
    await linh.sees(/25h/, 'Telegram asks again for what it cannot read');
    await linh.says('/settings', { quiet: '8:00-20:00' });
    await linh.sees(/Giờ không làm phiền:? *08:00–20:00/, 'Telegram alone has tables to choose');
    await writeAlert(quang, { severity: 'thấp', ...words });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/6\/7[\s\S]*Gửi sau/);
    const read = () => linh.messages().map(readableText).join('\n');
    expect(read()).not.toContain('Mưa nhỏ');
    await writeAlert(quang, { severity: 'nghiêm trọng', ...words, title: 'Bão lớn' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await linh.sees(/Bão lớn/);
    await linh.says('/settings', { quiet: 'tắt' });
    await vi.waitFor(() => expect(read()).toContain('Mưa nhỏ'), 8_000);
    expect(
      await app.database.prisma.chat.count({ where: { platform, quietFrom: { not: null } } }),
    ).toBe(0);
  },
  { differences },
);

scenario(
  'Administrators set the quiet hours of a group',
  async ({ hanh, linh, group, app }) => {
    await hanh.says('/settings', { chat: group, quiet: '22h-7h' });
    await hanh.sees(/Quiet hours:? *22:00–07:00/, 'Telegram alone has tables to choose');
    const { prisma } = app.database;
    const act = await prisma.auditEntry.findFirstOrThrow({ where: { action: 'chat.settings' } });
    expect(act.details).toMatchObject({ quiet: '22:00-07:00' });
    await linh.says('/settings', { chat: group, quiet: 'off' }).catch(() => undefined);
    expect(await prisma.chat.count({ where: { quietFrom: 22 * 60, quietUntil: 7 * 60 } })).toBe(1);
  },
  {
    differences: {
      'the places have other names': (text) =>
        text.replace(/#?trò-chuyện|Nhà sáng tạo Việt/g, 'PLACE'),
    },
  },
);

scenario(
  'A briefing waits for the end of quiet hours, and expired content is left out with the reason',
  async (scene) => {
    const { linh, quang, thao, platform, app } = scene;
    await startOnTelegram(scene);
    await linh.says('/subscribe', { topic: 'briefings' });
    await linh.sees(/đã theo dõi: Bản tin/);
    await linh.says('/settings', { quiet: '8:00-20:00' });
    await linh.sees(/08:00–20:00/);
    await thao.says('/briefing send', { briefing: 'Bản tin sáng' });
    const asked = await thao.sees(/Gửi “Bản tin sáng” ngay\?/);
    await thao.presses(asked.buttons.flat()[0]?.label ?? '');
    await thao.sees(/4\/5[\s\S]*Gửi sau/);
    await writeAlert(quang, { severity: 'trung bình', ...words, expires: '3 tiếng' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/6\/7[\s\S]*Gửi sau/);
    const read = () => linh.messages().map(readableText).join('\n');
    expect(read()).not.toMatch(/Bản tin sáng|Mưa nhỏ/);
    app.clock.advance(12 * 3_600_000);
    await vi.waitFor(() => expect(read()).toContain('Bản tin sáng'), 8_000);
    // Every minute what is over is marked so in a publication of its own, which has the same title.
    const rain = await app.database.prisma.publication.findFirstOrThrow({
      where: { kind: 'alert', operation: 'send' },
      orderBy: { createdAt: 'desc' },
    });
    const { title: chat } = await app.database.prisma.chat.findFirstOrThrow({
      where: { platform, kind: 'private', account: { name: 'Linh Trần' } },
    });
    await quang.says('/delivery why', { publication: `id:${rain.id}`, chat });
    await quang.sees(/Đã bỏ qua[\s\S]*hết hiệu lực trước khi kịp gửi/);
    expect(read()).not.toContain('Mưa nhỏ');
  },
  { incomparableReason: 'status is asked until it is so' },
);

scenario(
  'People whom neither an alert nor its correction reached are not told about it after it is over',
  async (scene) => {
    const { linh, quang, app } = scene;
    const { prisma } = app.database;
    const { publications } = app.delivery();
    await startOnTelegram(scene);
    await linh.says('/settings', { quiet: '8:00-20:00' });
    await linh.sees(/08:00–20:00/, 'Telegram alone has tables to choose');
    await writeAlert(quang, { severity: 'trung bình', ...words, expires: '3 tiếng' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/6\/7[\s\S]*Gửi sau/);
    const correct = async (text: string) => {
      await quang.says('/alert correct', {
        ...{ alert: 'Mưa nhỏ', grade: 'typo', reason: 'Gõ nhầm', text },
      });
      await quang.sees(/Bản xem trước/);
    };
    const waiting = () =>
      prisma.delivery.count({ where: { state: { in: ['queued', 'sending'] } } });
    const everythingEnded = () => vi.waitFor(async () => expect(await waiting()).toBe(0), 8_000);
    await correct('Mang ô.');
    await quang.presses('Đính chính ở 7 nơi');
    await quang.sees(/Đã sửa:? *6\/7[\s\S]*Gửi sau/);
    app.clock.advance(12 * 3_600_000);
    await expireAlerts({
      ...{ db: prisma, publications, composer: alertComposer },
      now: app.clock.now,
    });
    await everythingEnded();
    await correct('Mang áo mưa và ô.');
    await quang.presses('Đính chính ở 6 nơi');
    await quang.sees(/6\/6/);
    await everythingEnded();
    expect(linh.messages().map(readableText).join('\n')).not.toContain('Mưa nhỏ');
  },
  { differences },
);
