import { scenario } from '../../support/scenario/scenario.ts';

const title = 'Gặp gỡ người làm phim';

scenario(
  'A pending change of an event is announced at once on request, and only once',
  async ({ thao, announcements }) => {
    await thao.says('/event new', { title, when: '19h30 10/12' });
    await thao.sees(/Thời gian/);
    await thao.presses('Đăng');
    await thao.sees(/Đã đăng sự kiện/);
    await thao.presses('Thông báo');
    await thao.sees(/Đã thông báo/);
    const here = thao.in(announcements);
    await here.sees(title);
    await thao.says('/event edit', { event: title, place: 'Huế' });
    await thao.sees(/Lưu các thay đổi này/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    await thao.presses('Báo ngay');
    await here.sees(/Cập nhật/);
  },
);
