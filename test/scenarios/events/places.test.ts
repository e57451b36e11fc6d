import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const title = 'Gặp gỡ người làm phim';
/** Why `/mine` is not the same. */
const ownAccounts = 'it lists the accounts of the person';

scenario(
  'Whoever finds an event full waits, and gets the place that somebody gives back',
  async ({ thao, linh, minh }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế', capacity: '1' });
    await thao.sees(/Số chỗ[\s\S]*1/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await minh.says('/start');
    await minh.sees(/./);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia[\s\S]*1/);
    await minh.says('/event show', { event: title });
    await minh.sees(title);
    await minh.presses('Going');
    await minh.seesPrivately(/is full\. You’re number 1 on the waiting list/);
    await minh.says('/mine');
    await minh.sees(/Gặp gỡ người làm phim[\s\S]*waiting list/, ownAccounts);
    // The number stays the same: the place is taken at once.
    await linh.presses('Không tham gia');
    await minh.sees(
      /You’ve got a place: “Gặp gỡ người làm phim”[\s\S]*Huế/,
      'Discord shows the time by the reader’s own clock',
    );
    await minh.says('/mine');
    await minh.sees(/Gặp gỡ người làm phim[^·]*·[^·]*$/m, ownAccounts);
  },
);

scenario('An organiser makes room, and whoever waits is told', async ({ thao, linh, minh }) => {
  await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế', capacity: '1' });
  await thao.sees(/Số chỗ[\s\S]*1/);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  await linh.says('/event show', { event: title });
  await linh.sees(title);
  await linh.presses('Tham gia');
  await linh.sees(/Số người tham gia[\s\S]*1/);
  await minh.says('/start');
  await minh.sees(/./);
  await minh.says('/event show', { event: title });
  await minh.sees(title);
  await minh.presses('Going');
  await minh.seesPrivately(/waiting list/);
  await thao.says('/event edit', { event: title, capacity: '2' });
  await thao.sees(/Số chỗ/);
  await thao.presses('Lưu thay đổi');
  await thao.sees(/Đã lưu/);
  await minh.sees(/You’ve got a place/, 'Discord shows the time by the reader’s own clock');
});

scenario(
  'Whoever may come says so, is counted and finds it under their own',
  async ({ thao, linh }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Thời gian/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    await linh.presses('Chưa chắc');
    await linh.sees(/Số người tham gia[\s\S]*0 · 1 chưa chắc/);
    await linh.says('/mine');
    await linh.sees(/Gặp gỡ người làm phim[\s\S]*chưa chắc/, ownAccounts);
  },
);

scenario(
  'Somebody brings a guest, and a second one finds no place',
  async ({ thao, linh, app }) => {
    await thao.says('/event new', {
      ...{ title, when: '19h30 10/12', place: 'Huế' },
      ...{ capacity: '2', guests: '3' },
    });
    await thao.sees(/Khách mỗi người[\s\S]*3/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    await linh.presses('Tham gia');
    await linh.sees(/Bạn tham gia “Gặp gỡ người làm phim”/);
    await linh.presses('+ 2 khách');
    await linh.seesNotice(/Chỉ còn chỗ cho 1 khách/);
    await linh.presses('+ 1 khách');
    await linh.sees(/bạn dẫn theo 1 khách/);
    await linh.says('/event show', { event: title });
    await linh.sees(/Số người tham gia[\s\S]*1 \+ 1 khách/);
    await linh.says('/mine');
    await linh.sees(/Gặp gỡ người làm phim[\s\S]*\+ 1 khách/, ownAccounts);
    expect(await app.database.prisma.rsvp.count({ where: { guests: 1 } })).toBe(1);
  },
);

scenario('Whoever brings nobody says so in English', async ({ thao, linh }) => {
  await linh.says('/settings', { language: 'en' });
  await linh.sees(/English/, 'Telegram alone has tables to choose');
  await thao.says('/event new', { title, when: '19h30 10/12', guests: '1' });
  await thao.sees(/Khách mỗi người/);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  await linh.says('/event show', { event: title });
  await linh.sees(/Guests per person/);
  await linh.presses('Going');
  await linh.sees(/You’re going to/);
  await linh.presses('+ 1 guest');
  await linh.sees(/you’re bringing 1 guest/);
  await linh.presses('Just me');
  await linh.sees(/you’re coming without guests/);
});
