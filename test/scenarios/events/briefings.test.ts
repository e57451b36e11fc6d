import { expect, vi } from 'vitest';
import { newestMessage, startOnTelegram, waitForMessage } from '../../alerts/alert-steps.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const hour = 3_600_000;
const asksAgain = 'Telegram asks again, Discord lists what was wrong';
/**
 * Where the sample's briefings go, Minh's private chat on Telegram left out: nobody has met there yet. What is folded on
 * Telegram is in the message, as the clients fold it.
 */
const places = [
  { platform: 'discord', key: 'minh', place: 'thông-báo', holdsFolded: false },
  { platform: 'discord', key: 'minh', place: 'dm', holdsFolded: false },
  { platform: 'telegram', key: 'minh', place: 'Bản tin Nhà sáng tạo', holdsFolded: true },
] as const;
const minhOnTelegram = { platform: 'telegram', key: 'minh', place: 'dm' } as const;

/** Discord shows times in each reader's zone; on Telegram they are in the chat's zone. */
const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(/(?<=Hết hiệu lực: |Valid until: ).*/g, '…')
      .replace(/(?<=(?:Đã đính chính|Corrected) · ).*(?= · )/g, '…')
      .replace(/^.*\d{1,2}:\d{2}.*(?:2026|–).*$/gm, '…'),
};

async function writeItem(
  who: ScenarioUser,
  { text, ...rest }: { briefing: string; title: string; text: string; source: string },
): Promise<void> {
  await who.says('/briefing item', rest);
  await who.fills({ text });
}

/** Presses “More” beside the first folded part of a message; what is answered is for them alone. */
async function readsMore(
  scene: ScenarioContext,
  place: (typeof places)[number],
  shown: RegExp,
  folded: RegExp,
): Promise<void> {
  const driver = scene.app.drivers[place.platform];
  const message = await vi.waitFor(() => {
    const found = newestMessage(scene, place, shown);
    if (!found) throw new Error(`there is no ${shown}`);
    return found;
  });
  const more = message.buttons.flat().find(({ label }) => /^(Xem thêm|More)$/.test(label));
  const at = driver
    .places(place.key)
    .find(({ kind, name }) =>
      place.place === 'dm' ? kind === 'private' : name.replace('#', '') === place.place,
    );
  if (!more || !at) throw new Error('there is no button “More”');
  await driver.pressButton(place.key, at.key, more.id);
  await vi.waitFor(() => expect(newestMessage(scene, place, folded)?.private).toBe(true), 5_000);
}

const editions = ({ app }: ScenarioContext) =>
  app.database.prisma.edition.findMany({
    orderBy: { scheduledFor: 'asc' },
    include: { briefing: { select: { title: true } } },
  });

scenario(
  'A briefing is written, scheduled in words and sent on schedule',
  async (scene) => {
    const { thao, app } = scene;
    await startOnTelegram(scene);
    await thao.says('/briefing new', {
      title: 'Tin cuối tuần',
      sections: 'news',
      other_title: 'Weekend news',
    });
    await thao.sees(/Đã tạo “Tin cuối tuần”, gồm: Tin tức/);
    await writeItem(thao, {
      briefing: 'Tin cuối tuần',
      title: 'Quay phim ở chợ hoa',
      text: 'Cần xin phép trước ba ngày.',
      source: 'https://district1.example.org/cho-hoa',
    });
    await thao.sees(/vào số tới của “Tin cuối tuần”/);
    await thao.says('/briefing preview', { briefing: 'Tin cuối tuần' });
    await thao.sees(/Quay phim ở chợ hoa[\s\S]*district1\.example\.org[\s\S]*Weekend news/);
    await thao.sees(/cả hai ngôn ngữ: “Quay phim ở chợ hoa”/);

    await thao.says('/briefing schedule', {
      briefing: 'Tin cuối tuần',
      when: 'thứ ba hằng tuần 10h',
    });
    const promised = await thao.sees(/sẽ gửi vào/);
    expect(readableText(promised)).toMatch(/10:00 thứ Ba 24\/11[\s\S]*10:00 thứ Ba 1\/12/);

    app.clock.advance(hour);
    await app.restart();
    for (const place of places) await waitForMessage(scene, place, /Quay phim ở chợ hoa/);
    expect(await waitForMessage(scene, minhOnTelegram, /Quay phim ở chợ hoa/)).toMatch(
      /Weekend news/,
    );
    expect((await editions(scene)).map(({ state, isLate }) => ({ state, isLate }))).toEqual([
      { state: 'sent', isLate: false },
    ]);
    await thao.says('/briefings');
    await thao.sees(/Tin cuối tuần[\s\S]*Quay phim ở chợ hoa/);

    await thao.says('/briefing pause', { briefing: 'Tin cuối tuần' });
    await thao.sees(/Đã tạm dừng “Tin cuối tuần”/);
    await thao.says('/briefing pause', { briefing: 'Tin cuối tuần' });
    await thao.sees(/chạy lại “Tin cuối tuần”. Số tới: 10:00 thứ Ba 1\/12/);
  },
  { differences },
);

scenario('An unreadable schedule is rejected with examples', async ({ thao }) => {
  await thao.says('/briefing schedule', { briefing: 'Bản tin sáng', when: '*/5 * * * *' });
  await thao.sees(/dày hơn mỗi giờ một lần/, asksAgain);
  await thao.says('/briefing schedule', { briefing: 'Bản tin sáng', when: 'thỉnh thoảng' });
  await thao.sees(/hằng ngày 8:00, ngày thường 8:00/, asksAgain);
});

scenario(
  'A schedule corrupted in the database is shown with its remedy until there is a new one',
  async ({ thao, app }) => {
    const bad = 'lịch gửi “61 25 31 2 8” bị sai';
    await app.database.prisma.briefing.updateMany({
      where: { title: 'Bản tin sáng' },
      // A short preview is one message on both platforms.
      data: { cron: '61 25 31 2 8', sections: ['items'] },
    });
    await thao.says('/briefings');
    await thao.sees(/“Bản tin sáng” chưa gửi được: lịch gửi bị sai/);
    await thao.says('/briefing preview', { briefing: 'Bản tin sáng' });
    await thao.sees(new RegExp(bad));
    await thao.says('/briefing pause', { briefing: 'Bản tin sáng' });
    await thao.sees(/Đã tạm dừng “Bản tin sáng”/);
    await thao.says('/briefing pause', { briefing: 'Bản tin sáng' });
    await thao.sees(new RegExp(bad));
    await thao.says('/briefing schedule', { briefing: 'Bản tin sáng', when: 'hằng ngày 8:00' });
    await thao.sees(/sẽ gửi vào/);
    await thao.says('/briefing pause', { briefing: 'Bản tin sáng' });
    await thao.sees(/chạy lại “Bản tin sáng”/);
  },
  { differences },
);

scenario(
  'An occurrence missed by an hour is sent late once, older ones are recorded, empty editions are skipped',
  async (scene) => {
    const { thao, app } = scene;
    const { prisma } = app.database;
    await thao.says('/briefing new', { title: 'Bản tin trống', sections: 'news' });
    await thao.sees(/Đã tạo “Bản tin trống”/);
    await thao.says('/briefing schedule', { briefing: 'Bản tin trống', when: '30 8 * * *' });
    await thao.sees(/sẽ gửi vào/);
    // Three days later, at nine: 08:00 of today is an hour late.
    app.clock.advance(3 * 24 * hour);
    await app.restart();
    for (const place of places) await waitForMessage(scene, place, /Bản tin sáng|Morning briefing/);
    expect(await waitForMessage(scene, places[0], /Bản tin sáng/)).toMatch(/Gửi muộn/);
    const made = await editions(scene);
    expect(
      made.map(({ briefing, state, isLate, scheduledFor }) => [
        briefing.title,
        scheduledFor.toISOString(),
        isLate ? `${state} late` : state,
      ]),
    ).toEqual([
      ['Bản tin sáng', '2026-11-25T01:00:00.000Z', 'missed'],
      ['Bản tin trống', '2026-11-25T01:30:00.000Z', 'missed'],
      ['Bản tin sáng', '2026-11-26T01:00:00.000Z', 'missed'],
      ['Bản tin trống', '2026-11-26T01:30:00.000Z', 'missed'],
      ['Bản tin sáng', '2026-11-27T01:00:00.000Z', 'sent late'],
      ['Bản tin trống', '2026-11-27T01:30:00.000Z', 'empty late'],
    ]);
    await app.restart();
    expect(await prisma.publication.count({ where: { kind: 'briefing' } })).toBe(1);
    expect(newestMessage(scene, places[0], /Bản tin trống/)).toBeUndefined();
  },
  { differences },
);

scenario(
  'An edition sent by hand is sent once for repeated presses, and a long one in parts',
  async (scene) => {
    const { thao, linh, app } = scene;
    const { prisma } = app.database;
    await linh.says('/briefing send', { briefing: 'Bản tin sáng' });
    await linh.seesNotice(/vai trò “biên tập viên”/);
    const briefing = await prisma.briefing.findFirstOrThrow({ where: { title: 'Bản tin sáng' } });
    await prisma.item.createMany({
      data: Array.from({ length: 14 }, (_, index) => ({
        briefingId: briefing.id,
        title: `Tin dài ${index + 1}`,
        text: `Đoạn ${index + 1}: ${'quay phim ngoài trời '.repeat(60)}hết đoạn ${index + 1}.`,
        sourceUrl: 'https://news.example.org/tin',
      })),
    });
    await thao.says('/briefing send', { briefing: 'Bản tin sáng' });
    const asked = await thao.sees(/Gửi “Bản tin sáng” ngay\?/);
    const confirm = asked.buttons.flat()[0]?.label ?? '';
    await thao.presses(confirm);
    await thao.sees(/Đang gửi “.*” đến 4 nơi/);
    for (const place of places) {
      const [first, last] = place.holdsFolded
        ? [/Tin dài 1[\s\S]*hết đoạn 1/, /Tin dài 14[\s\S]*hết đoạn 14/]
        : [/Tin dài 1 ·/, /Tin dài 14/];
      await waitForMessage(scene, place, first);
      await waitForMessage(scene, place, last);
    }
    expect(newestMessage(scene, places[0], /hết đoạn/)).toBeUndefined();
    await app.restart();
    await readsMore(scene, places[0], /Tin dài 14/, /hết đoạn \d+/);
    const copies = await vi.waitFor(async () => {
      const sent = await prisma.delivery.findMany({ where: { state: 'sent' } });
      expect(sent.length).toBeGreaterThanOrEqual(places.length);
      return sent;
    }, 5_000);
    expect(Math.min(...copies.map(({ messageIds }) => messageIds.length))).toBeGreaterThan(1);
    expect(await prisma.edition.count({ where: { state: 'sent' } })).toBe(1);
    expect(await prisma.auditEntry.count({ where: { action: 'briefing.send' } })).toBe(1);
  },
  { differences },
);
