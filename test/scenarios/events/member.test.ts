import { expect } from 'vitest';
import { readWithIcalJs } from '../../support/calendar-readers/ical-js.ts';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const course = 'Podcast từ ý tưởng đến phát sóng';
const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';

const differences = {
  'what is mine names the platform, and how Linh is called there': (text: string) =>
    text.replace(/Discord|Telegram/g, 'PLATFORM').replace(/@linh\.?tran/g, '@linh'),
};

scenario(
  'Linh finds a course, takes a seat and returns it',
  async ({ linh }) => {
    await linh.says('/training');
    const listed = readableText(await linh.sees(course));
    const number = /(\d+)\. /.exec(listed.slice(listed.indexOf(course)))?.[1];
    await linh.presses(`Đăng ký ${number}`);
    await linh.sees(/Đăng ký thành công \(chỗ 5\/5\)/);
    await linh.presses(`Đăng ký ${number}`);
    await linh.sees(/Bạn đã đăng ký rồi \(chỗ 5\/5\)/);
    await linh.says('/mine');
    await linh.sees(course);
    await linh.says('/withdraw', { signup: course });
    await linh.sees(/Đã hủy đăng ký: Podcast/);
    await linh.says('/mine');
    const mine = readableText(await linh.sees(/Của bạn/));
    expect(mine).not.toContain(course);
  },
  { differences },
);

scenario(
  'Someone who signs up for a course with several sessions is asked which one',
  async ({ linh }) => {
    await linh.says('/signup', { course });
    await linh.sees(/chọn buổi nào/);
    await linh.presses('Đăng ký 2');
    await linh.sees(/Đăng ký thành công \(chỗ 1\/5\)/);
    await linh.presses('Thêm vào lịch');
    await linh.sees(/Mở tệp này/);
    await linh.receivesFile('podcast-tu-y-tuong-den-phat-song.ics');
  },
);

scenario(
  'Linh opens an event, says that she goes, and finds it again',
  async ({ linh }) => {
    await linh.says('/event show', { event: festival });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    await linh.presses('Thêm vào lịch');
    await linh.sees(/Mở tệp này/);
    const { bytes } = await linh.receivesFile('lien-hoan-phim-thanh-pho-ho-chi-minh.ics');
    expect(readWithIcalJs(new TextDecoder().decode(bytes))).toMatchObject([{ title: festival }]);
    await linh.says('/mine');
    await linh.sees(festival);
  },
  { differences },
);
