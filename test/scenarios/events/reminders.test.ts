import { scenario } from '../../support/scenario/scenario.ts';

const title = 'Gặp gỡ người làm phim';
const hour = 3_600_000;

scenario(
  'Whoever is going is reminded in private, chooses other times and is reminded by these',
  async ({ thao, linh, app }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Thời gian/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await linh.says('/start');
    await linh.sees(/./);
    await linh.says('/event show', { event: title });
    await linh.sees(title);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia[\s\S]*1/);
    await linh.says('/reminders');
    await linh.sees(/mọi sự kiện và buổi học của bạn: trước một ngày và một tiếng/);
    await linh.presses('Trước một tiếng');
    await linh.sees(/mọi sự kiện và buổi học của bạn: trước một tiếng/);
    await linh.says('/reminders', { times: 'một ngày, ba tiếng' });
    await linh.sees(/trước một ngày và ba tiếng/);
    // From Tuesday, 24 November, 9:00 to 9 December, 20:00.
    app.clock.advance((15 * 24 + 11) * hour);
    await app.restart();
    await linh.sees(
      /Nhắc bạn: Gặp gỡ người làm phim[\s\S]*Huế/,
      'Discord shows the time by the reader’s own clock',
    );
    await linh.presses('Không nhắc sự kiện này');
    await linh.sees(/Giờ nhắc cho “Gặp gỡ người làm phim”: không nhắc/);
    await linh.says('/reminders', { times: 'không nhắc, một tiếng' });
    await linh.sees(
      /Chọn giờ nhắc, hoặc chỉ chọn “không nhắc”/,
      'Discord offers a form, Telegram the values',
    );
  },
);

scenario('Organisers choose when people are usually reminded', async ({ thao, linh }) => {
  await thao.says('/event reminders', { times: 'một tuần' });
  await thao.sees(/ai chưa tự chọn: trước một tuần/);
  await linh.says('/event reminders', { times: 'một tiếng' });
  await linh.sees(/Ban tổ chức|tổ chức/);
});

scenario(
  'Whoever says in a group that they are going learns that the bot cannot write to them yet',
  async ({ thao, linh, announcements }) => {
    await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
    await thao.sees(/Thời gian/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await thao.presses('Thông báo');
    const chat = linh.in(announcements);
    await chat.sees(title);
    await chat.presses('Tham gia');
    await chat.seesPrivately(/Bạn sẽ tham gia. Bot (chưa nhắn riêng được|nhắc bạn trước một ngày)/);
  },
  { incomparableReason: 'on Discord a bot may write first' },
);
