import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

scenario('Linh asks what the bot can do and gets the help for members only', async ({ linh }) => {
  await linh.says('/help');
  const help = readableText(await linh.sees('Tin chính thức'));
  expect(help).toContain('Của bạn');
  expect(help).not.toContain('kiểm duyệt viên');
});

scenario('Thảo sees her own tasks before those of everyone', async ({ thao }) => {
  await thao.says('/help');
  const help = readableText(await thao.sees('Dành cho ban tổ chức'));
  expect(help.indexOf('Dành cho ban tổ chức')).toBeLessThan(help.indexOf('Tin chính thức'));
});

scenario('Hạnh, who may do everything, sees one section at a time', async ({ hanh }) => {
  await hanh.says('/help');
  const help = readableText(await hanh.sees('For admins'));
  expect(help).not.toContain('Official news');
  await hanh.presses('Member');
  await hanh.sees('Official news');
  await hanh.presses('Moderator');
  await hanh.sees('correct what was sent');
});

scenario('Linh asks for each topic that the help offers, in any spelling', async ({ linh }) => {
  for (const asked of ['dangky', 'đăng ký', 'dang_ky', '/dangky', 'signup', 'Đăng Ký']) {
    await linh.says(`/help ${asked}`);
    expect(readableText(await linh.sees('Đăng ký khóa học')), asked).not.toContain(
      'Không tìm thấy',
    );
  }
});

scenario('A command of two words is explained by each of its spellings', async ({ thao }) => {
  for (const asked of ['taosukien', 'event_new', 'event new', 'sự kiện tạo']) {
    await thao.says(`/help ${asked}`);
    expect(readableText(await thao.sees('Tạo sự kiện')), asked).not.toContain('Không tìm thấy');
  }
});
