import { scenario } from '../../support/scenario/scenario.ts';

scenario(
  'Thảo begins to write an event and cancels it',
  async ({ thao }) => {
    await thao.says('/event_new Gặp nhau');
    await thao.sees(/Ngày|Thời gian/);
    await thao.says('/huy');
    await thao.sees(/Đã (hủy|hu\u1ef7|dừng)/);
    await thao.says('/cancel');
    await thao.sees('Không có câu hỏi nào đang chờ');
  },
  {
    only: { platform: 'telegram', because: 'Discord asks for arguments before a command is sent' },
  },
);

scenario('Linh cancels when nothing was asked', async ({ linh }) => {
  await linh.says('/cancel');
  await linh.sees('Không có câu hỏi nào đang chờ');
});
