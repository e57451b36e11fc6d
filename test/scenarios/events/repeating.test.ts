import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import type { ScenarioUser } from '../../support/scenario/scenario-user.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const title = 'Chiếu phim thứ ba';

/** Which date is meant is typed as an id. */
const options = {
  differences: {
    'ids of events are not the same twice': (text: string) =>
      text.replace(/id:[\da-f-]{36}/g, 'id:…'),
  },
};

scenario(
  'Thảo creates an event that repeats after she saw its next five dates',
  async ({ thao, app }) => {
    const { prisma } = app.database;
    await thao.says('/event new', {
      title,
      when: '19h30 1/12',
      repeats: 'thứ ba hằng tuần, đến hết tháng 1/2027',
      place: 'Rạp Thống Nhất',
    });
    await thao.sees(/thứ Ba hằng tuần, đến hết Chủ nhật 31\/1\/2027/);
    const asked = await thao.sees(/19:30 thứ Ba 1\/12[\s\S]*19:30 thứ Ba 29\/12[\s\S]*và cứ thế/);
    expect(asked).toBeDefined();
    expect(await prisma.event.count({ where: { title } })).toBe(0);
    await thao.presses('Đăng');
    await thao.sees(/Đã tạo sự kiện lặp lại/);
    const events = await prisma.event.findMany({ where: { title }, orderBy: { startsAt: 'asc' } });
    expect(events.map(({ startsAt }) => startsAt.toISOString().slice(0, 16))).toEqual([
      '2026-12-01T12:30',
      '2026-12-08T12:30',
      '2026-12-15T12:30',
      '2026-12-22T12:30',
      '2026-12-29T12:30',
      '2027-01-05T12:30',
      '2027-01-12T12:30',
      '2027-01-19T12:30',
    ]);
    await thao.says('/events', { query: 'chiếu phim' });
    await thao.sees(/Chiếu phim thứ ba[\s\S]*lặp lại/);
    await thao.presses('2. Chiếu phim thứ ba');
    await thao.sees(/Lặp lại[\s\S]*thứ Ba hằng tuần[\s\S]*Các lần tới[\s\S]*15\/12/);
  },
);

const repeat = async (thao: ScenarioUser, repeats = 'thứ ba hằng tuần') => {
  await thao.says('/event new', { title, when: '19h30 1/12', repeats, place: 'Rạp Thống Nhất' });
  await thao.sees(/Sự kiện này sẽ lặp lại/);
  await thao.presses('Đăng');
  await thao.sees(/Đã tạo sự kiện lặp lại/);
};

const datesOf = async (app: ScenarioContext['app']) => {
  const events = await app.database.prisma.event.findMany({
    where: { title },
    orderBy: { originalStartsAt: 'asc' },
  });
  return events.map(({ startsAt, place, state }) => ({
    at: startsAt.toISOString().slice(5, 16),
    place,
    state,
  }));
};

/** The event of this day. */
const idOf = async (app: ScenarioContext['app'], day: string): Promise<string> => {
  const found = await app.database.prisma.event.findFirstOrThrow({
    where: { title, startsAt: { gte: new Date(`${day}T00:00:00Z`) } },
    orderBy: { startsAt: 'asc' },
  });
  return `id:${found.id}`;
};

scenario(
  'One date of a repeating event is changed and the others stay',
  async ({ thao, app }) => {
    await repeat(thao);
    await thao.says('/event edit', { event: await idOf(app, '2026-12-08'), place: 'Nhà hát' });
    await thao.sees(/lặp lại: thứ Ba hằng tuần. Muốn thay đổi lần nào/);
    await thao.presses('Chỉ lần này');
    await thao.sees(/Lưu các thay đổi này[\s\S]*Nhà hát/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    expect((await datesOf(app)).slice(0, 3).map(({ place }) => place)).toEqual([
      'Rạp Thống Nhất',
      'Nhà hát',
      'Rạp Thống Nhất',
    ]);
  },
  options,
);

scenario(
  'A date and those that follow it get another time, and whoever goes hears of their dates',
  async ({ thao, linh, app }) => {
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await repeat(thao);
    await linh.says('/event show', { event: await idOf(app, '2026-12-15') });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    await thao.says('/event edit', {
      event: await idOf(app, '2026-12-08'),
      repeats: 'thứ năm hằng tuần 20:00',
    });
    await thao.sees(/Muốn thay đổi lần nào/);
    await thao.presses('Lần này và các lần sau');
    await thao.sees(/thứ Năm hằng tuần[\s\S]*20:00 thứ Năm 10\/12[\s\S]*nhắn riêng 1 người/);
    await thao.presses('Lưu tất cả');
    await thao.sees(/Đã lưu cho 7 lần/);
    expect((await datesOf(app)).map(({ at }) => at).slice(0, 4)).toEqual([
      '12-01T12:30',
      '12-10T13:00',
      '12-17T13:00',
      '12-24T13:00',
    ]);
    const told = readableText(await linh.sees(/Cập nhật: Chiếu phim thứ ba/));
    expect(told).toMatch(/19:30 thứ Ba 15\/12.*20:00 thứ Năm 17\/12/s);
    expect(told).not.toMatch(/10\/12|24\/12/);
  },
  options,
);

const cancelling = [
  {
    name: 'Vietnamese',
    language: undefined,
    whichDates: /Muốn thay đổi lần nào/,
    onlyThis: 'Chỉ lần này',
    cancelOne: 'Hủy sự kiện',
    cancelled: /\[ĐÃ HỦY\]/,
    following: 'Lần này và các lần sau',
    asked: /Hủy 5 lần/,
    cancelAll: 'Hủy tất cả',
    done: /Đã hủy 5 lần/,
  },
  {
    name: 'English',
    language: 'English',
    whichDates: /What should change/,
    onlyThis: 'Only this date',
    cancelOne: 'Cancel event',
    cancelled: /\[CANCELLED\]/,
    following: 'This and the following',
    asked: /Cancel 5 dates/,
    cancelAll: 'Cancel all of them',
    done: /Cancelled: 5 dates/,
  },
] as const;

for (const words of cancelling)
  scenario(
    `One date is cancelled with a reason, and all later ones after it, in ${words.name}`,
    async ({ thao, app }) => {
      await repeat(thao);
      if (words.language) await thao.says('/settings', { language: words.language });
      await thao.says('/event cancel', { event: await idOf(app, '2026-12-08'), reason: 'bão' });
      await thao.sees(words.whichDates);
      await thao.presses(words.onlyThis);
      await thao.sees(/bão/);
      await thao.presses(words.cancelOne);
      await thao.sees(words.cancelled);
      const exceptions = await app.database.prisma.eventSeriesException.findMany();
      expect(exceptions.map(({ reason }) => reason)).toEqual(['bão']);
      await thao.says('/event cancel', { event: await idOf(app, '2026-12-22') });
      await thao.sees(words.whichDates);
      await thao.presses(words.following);
      await thao.sees(words.asked);
      await thao.presses(words.cancelAll);
      await thao.sees(words.done);
      expect((await datesOf(app)).map(({ at, state }) => `${at} ${state}`)).toEqual([
        '12-01T12:30 scheduled',
        '12-08T12:30 cancelled',
        '12-15T12:30 scheduled',
      ]);
    },
    words.language ? { incomparableReason: 'only the settings of Telegram have tables' } : options,
  );

scenario(
  'A repeating event has a break and goes on',
  async ({ thao, linh, app }) => {
    await linh.says('/start');
    await linh.sees(/Đây là Callboard/);
    await repeat(thao);
    await linh.says('/event show', { event: await idOf(app, '2026-12-15') });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    await thao.says('/event pause', { event: await idOf(app, '2026-12-01'), reason: 'sửa rạp' });
    await thao.sees(/Tạm hủy 1 lần mà mọi người đã biết[\s\S]*sửa rạp/);
    await thao.presses('Tạm dừng');
    await thao.sees(/đang tạm dừng: thứ Ba hằng tuần/);
    await linh.sees(/Đã hủy: Chiếu phim thứ ba[\s\S]*sửa rạp/);
    expect((await datesOf(app)).map(({ at, state }) => `${at} ${state}`)).toEqual([
      '12-01T12:30 cancelled',
      '12-15T12:30 cancelled',
    ]);
    await thao.says('/event resume', { event: title });
    await thao.sees(/lại tiếp tục[\s\S]*19:30 thứ Ba 1\/12/);
    expect((await datesOf(app)).map(({ state }) => state)).toEqual(Array(8).fill('scheduled'));
    await linh.sees(/Diễn ra trở lại: Chiếu phim thứ ba[\s\S]*15\/12/);
  },
  options,
);

scenario(
  'Thảo makes an event that repeats, in English',
  async ({ thao }) => {
    await thao.says('/settings', { language: 'English' });
    await thao.sees(/English/);
    await thao.says('/event new', {
      title: 'Film night',
      when: '4/12 20:00',
      repeats: 'every second Friday',
    });
    await thao.sees(/can mean several things/);
    await thao.presses('Every 2 weeks on Friday');
    await thao.sees(/will repeat: every 2 weeks on Friday[\s\S]*Friday 18 December, 20:00/);
    await thao.presses('Publish');
    await thao.sees(/Repeating event created/);
  },
  { incomparableReason: 'what is unclear is asked in a form on Discord' },
);
