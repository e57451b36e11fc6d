import { expect } from 'vitest';
import { reportLimits } from '../../../src/reports/rules.ts';
import {
  alertFollowers,
  startOnTelegram,
  stormAlert,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import type { AppFixture } from '../../support/fixtures/app-fixture.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const spam = 'Kiếm 5 triệu mỗi ngày tại nhà, nhắn mình nhé';
const incomparableReason = 'Telegram has no menu of a message: the command is a reply to it';

/** Moderators and those who report are told in private. */
async function allStart(...people: readonly ScenarioUser[]): Promise<void> {
  for (const who of people) await who.starts();
}

/** Reports the newest message like this, in its menu or by a reply. On Discord Minh’s client is in English. */
async function reports(who: ScenarioUser, words: RegExp | string, reason?: string): Promise<void> {
  const label = who.key === 'minh' ? 'Report to moderators' : 'Báo cáo cho kiểm duyệt viên';
  await who.usesOn(words, label, '/report', reason === undefined ? {} : { reason });
}

scenario(
  'A message is reported twice, and dealt with once',
  async (scene) => {
    const { linh, minh, quang, hanh, group, app } = scene;
    await allStart(linh, minh, quang, hanh);
    await hanh.in(group).says(spam);
    await reports(linh.in(group), /Kiếm 5 triệu/, 'Lừa đảo *đậm* @everyone');
    await linh.in(group).seesPrivately(/Đã báo cho kiểm duyệt viên[\s\S]*Chỉ họ thấy tên bạn/);
    await quang.sees(
      /1 người báo cáo[\s\S]*Kiếm 5 triệu[\s\S]*Linh[\s\S]*Lừa đảo \*đậm\* @everyone/,
    );
    const first = quang.messages().findLast((seen) => /báo cáo một tin/.test(readableText(seen)));

    app.clock.advance(60_000);
    await reports(minh.in(group), /Kiếm 5 triệu/);
    await minh.in(group).seesPrivately(/moderators of .* have your report|Đã báo cho kiểm duyệt/);
    await quang.sees(/2 người báo cáo[\s\S]*Linh[\s\S]*Minh/);
    const notices = quang.messages().filter((seen) => /báo cáo một tin/.test(readableText(seen)));
    expect(notices.map(({ id }) => id)).toEqual([first?.id]);
    expect(
      notices[0]?.buttons
        .flat()
        .some(({ url }) => /channels\/\d+\/\d+\/\d+|t\.me\/c\//.test(url ?? '')),
    ).toBe(true);

    app.clock.advance(60_000);
    await reports(linh.in(group), /Kiếm 5 triệu/);
    await linh.in(group).seesPrivately(/Bạn đã báo cáo tin nhắn này rồi/);

    await quang.presses('Đã xử lý');
    await quang.sees(/Đã đánh dấu xử lý xong/);
    await expect
      .poll(() =>
        quang
          .messages()
          .map(readableText)
          .filter((text) => /đã xử lý/.test(text)),
      )
      .toEqual([expect.stringContaining('Kiếm 5 triệu')]);
    expect(quang.messages().map(readableText).join()).not.toMatch(/người báo cáo một tin/);

    app.clock.advance(60_000);
    await reports(minh.in(group), /Kiếm 5 triệu/);
    await minh
      .in(group)
      .seesPrivately(/have already dealt with this message|đã xử lý tin nhắn này/);
    // Nobody else in the group read who reported what.
    const read = hanh
      .in(group)
      .messages()
      .filter(({ from }) => from.bot)
      .map(readableText);
    expect(read.join('\n')).not.toMatch(/Lừa đảo|báo cáo một tin/);
  },
  { incomparableReason, timeout: 90_000 },
);

/** As many reports by somebody as one person can make in a day. */
async function fillAllowance({ database, world }: AppFixture, key: string): Promise<void> {
  const { prisma } = database;
  const { communityId } = await prisma.connection.findFirstOrThrow();
  const chat = await prisma.chat.findFirstOrThrow();
  const actor = world.actors.find((one) => one.key === key);
  const ids = [actor?.discord.id, String(actor?.telegram.id)].filter((id) => id !== undefined);
  const accounts = await prisma.account.findMany({ where: { platformId: { in: ids } } });
  for (const { id: accountId } of accounts) {
    for (let number = 0; number < reportLimits.perDay; number += 1) {
      await prisma.report.create({
        data: {
          ...{ communityId, chatId: chat.id, messageId: `${accountId} ${number}`, excerpt: '' },
          entries: { create: { accountId, createdAt: new Date('2026-11-24T01:00:00Z') } },
        },
      });
    }
  }
}

scenario(
  'A report points at no message, at one’s own, or comes too often',
  async (scene) => {
    const { linh, quang, hanh, group, app } = scene;
    await allStart(linh, quang, hanh);
    const here = linh.in(group);
    await here.says('/report');
    await here.seesPrivately(/tin nhắn nào\? Trên Discord/);
    await here.says('Của chính mình');
    await reports(here, /Của chính mình/);
    await here.seesPrivately(/Đây là tin nhắn của bạn/);
    app.clock.advance(60_000);
    await hanh.in(group).says('Tin đáng ngờ');
    await fillAllowance(app, 'linh');
    await reports(here, 'Tin đáng ngờ');
    await here.seesPrivately(/Bạn đã gửi 10 báo cáo/);
  },
  { incomparableReason, timeout: 90_000 },
);

scenario(
  'Two reports within seconds are one too many',
  async (scene) => {
    const { linh, quang, hanh, group } = scene;
    await allStart(linh, quang, hanh);
    for (const text of ['Tin một', 'Tin hai']) await hanh.in(group).says(text);
    await reports(linh.in(group), 'Tin một');
    await linh.in(group).seesPrivately(/Đã báo cho kiểm duyệt/);
    await reports(linh.in(group), 'Tin hai');
    await linh.in(group).seesNotice(/giây/);
  },
  { incomparableReason, timeout: 90_000 },
);

scenario(
  'A reported alert is corrected from the notice',
  async (scene) => {
    const { linh, quang, announcements, app } = scene;
    await startOnTelegram(scene);
    await allStart(quang);
    await writeAlert(quang, stormAlert);
    await quang.sees(/Bão lớn chiều nay/);
    await quang.presses('Gửi đến 7 nơi');
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn chiều nay/);
    const here = linh.in(announcements);
    await reports(here, /Bão lớn chiều nay/, 'Bão đã tan');
    await here.seesPrivately(/Đã báo cho kiểm duyệt/);
    await quang.sees(/1 người báo cáo[\s\S]*Gió giật cấp 9[\s\S]*Bão đã tan/);
    await quang.presses('Đính chính cảnh báo');
    await quang.sees(/Sửa gì|Loại|loại/);
    await quang.corrects({ grade: 'Sai thông tin', reason: 'Bão đã tan' });
    const { prisma } = app.database;
    const alert = await prisma.alert.findFirstOrThrow({
      where: { versions: { some: { title: stormAlert.title } } },
    });
    expect(await prisma.report.findFirstOrThrow()).toMatchObject({ alertId: alert.id });
  },
  { incomparableReason, timeout: 90_000 },
);
