import { expect, vi } from 'vitest';
import {
  alertFollowers,
  announcementsOnDiscord,
  followersOn,
  minhOnTelegram,
  newestMessage,
  privateChatKey,
  startOnTelegram,
  stormAlert,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

/** The alert's status, once nothing of it is under way any more. */
async function status({ quang, app }: ScenarioContext): Promise<string> {
  const { prisma } = app.database;
  const states = { in: ['queued' as const, 'sending' as const] };
  await vi.waitFor(
    async () => {
      expect(await prisma.publication.count({ where: { fanOut: 'pending' } })).toBe(0);
      expect(await prisma.delivery.count({ where: { state: states } })).toBe(0);
    },
    { timeout: 10_000, interval: 50 },
  );
  await quang.says('/alert status', { alert: 'Bão lớn' });
  return readableText(await quang.sees(/Phiên bản 1/));
}

scenario(
  'The summary says how many copies were edited and announced, which could not be, and why',
  async (scene) => {
    const { quang, hanh, app, platform } = scene;
    const { prisma } = app.database;
    await startOnTelegram(scene);
    await writeAlert(quang, { ...stormAlert, expires: '5 ngày' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/7\/7/);

    // Somebody deletes the copy in a channel, somebody blocks the bot, and a chat begins to follow.
    const copy = await prisma.delivery.findFirstOrThrow({
      where: { publication: { kind: 'alert' }, chat: { title: '#thông-báo' }, state: 'sent' },
      orderBy: { sentAt: 'desc' },
      include: { chat: true },
    });
    app.discord.moderator.deleteMessage(copy.chat.platformId, copy.messageIds[0] ?? '');
    await app.drivers.telegram.changeBotAccess('minh', privateChatKey(scene, 'minh'), 'block');
    await hanh.says('/subscribe', { topic: 'alerts' });
    await hanh.sees(/now follow/);

    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'fact',
      reason: 'Đài đổi cấp gió',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/cấp 7/);
    const button = quang
      .messages()
      .flatMap(({ buttons }) => buttons.flat())
      .findLast(({ label }) => /^Đính chính ở \d nơi$/.test(label));
    await quang.presses(button?.label ?? '');
    for (const place of alertFollowers) {
      if (place !== minhOnTelegram && place !== announcementsOnDiscord)
        await waitForMessage(scene, place, /cấp 7/);
    }
    // Who never got the first version reads the corrected one.
    const got = await waitForMessage(scene, { platform, key: 'hanh', place: 'dm' }, /cấp 7/);
    expect(got).toMatch(/Đã đính chính|Corrected/);
    const corrected = await status(scene);
    expect(corrected).toMatch(
      /6\/8 đã sửa, 1 gửi lỗi, 1 bỏ qua, 1 × tin đã bị xóa ở nơi nhận, 1 × người nhận đã chặn bot/,
    );
    expect(corrected).toMatch(
      /6\/8 đã được báo, 2 bỏ qua, 1 × (người nhận đã chặn bot|chỉ nhận bản mới)/,
    );
  },
  { incomparableReason: 'another chat follows on each platform' },
);

scenario(
  'A copy that Telegram no longer deletes is replaced and counted with the reason',
  async (scene) => {
    const { quang, app } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, { ...stormAlert, expires: '5 ngày' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/7\/7/);
    app.clock.advance(49 * 3_600_000);
    await quang.says('/alert retract', {
      alert: 'Bão lớn',
      reason: 'Nhầm vùng',
      delete: true,
    });
    await quang.sees(/Tin ở 7 nơi sẽ bị xóa/);
    await quang.presses('Thu hồi ở 7 nơi');
    await quang.sees(/Đang xóa ở 7 nơi/);
    for (const place of followersOn.telegram) await waitForMessage(scene, place, /Nhầm vùng/);
    for (const place of followersOn.discord)
      await vi.waitFor(() => expect(newestMessage(scene, place, /cấp 9/)).toBeUndefined(), 6_000);
    const said = await status(scene);
    expect(said).toContain('4/4 đã sửa');
    expect(said).toMatch(/3\/7 đã xóa, 4 gửi lỗi, 4 × quá 48 giờ; Telegram không cho xóa nữa/);
  },
  { incomparableReason: 'yes is written true on Discord' },
);

scenario(
  'An edit delayed by the Discord limit is shown with that reason and done afterwards',
  async (scene) => {
    const { quang, app } = scene;
    await startOnTelegram(scene);
    await writeAlert(quang, { ...stormAlert, expires: '5 ngày' });
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/7\/7/);
    app.clock.advance(2 * 3_600_000);
    app.discord.limitOldEdits(1_800);
    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'typo',
      reason: 'Lỗi chính tả',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/cấp 7/);
    await quang.presses('Đính chính ở 7 nơi');
    for (const place of followersOn.telegram) await waitForMessage(scene, place, /cấp 7/);
    await vi.waitFor(
      async () => {
        const put = await app.database.prisma.delivery.count({ where: { error: 'editLimit' } });
        expect(put).toBe(3);
      },
      { timeout: 10_000, interval: 50 },
    );
    await quang.says('/alert status', { alert: 'Bão lớn' });
    expect(readableText(await quang.sees(/Phiên bản 1/))).toMatch(
      /4\/7 đã sửa, 3 đang chờ, 3 × Discord giới hạn số lần sửa tin cũ hơn một giờ; bot sẽ thử lại sau/,
    );
    await quang.says('/delivery why', { publication: 'Sửa', chat: '#thông-báo' });
    await quang.sees(/Sớm nhất:[\s\S]*Discord giới hạn số lần sửa/);
    // The limit is for edits: what is new still comes.
    await writeAlert(quang, { ...stormAlert, title: 'Lũ quét' });
    await quang.sees(/Lũ quét[\s\S]*Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /Lũ quét/);

    app.discord.limitOldEdits(undefined);
    app.clock.advance(1_900_000);
    for (const place of alertFollowers) await waitForMessage(scene, place, /cấp 7/);
    expect(await status(scene)).toContain('7/7 đã sửa');
  },
  {
    incomparableReason:
      'moments and the words of a choice are written by each platform in its own way',
  },
);
