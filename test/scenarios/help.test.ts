import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

scenario('Linh asks what the bot can do, and gets a member’s help alone', async ({ linh }) => {
  await linh.says('/help');
  const help = readable(await linh.sees('Tin chính thức'));
  expect(help).toContain('Của bạn');
  expect(help).not.toContain('Kiểm duyệt');
});

scenario('Thảo finds her own tasks before everybody’s', async ({ thao }) => {
  await thao.says('/help');
  const help = readable(await thao.sees('Ban tổ chức'));
  expect(help.indexOf('Ban tổ chức')).toBeLessThan(help.indexOf('Tin chính thức'));
});

scenario('Hạnh, who may do everything, sees one block at a time', async ({ hanh }) => {
  await hanh.says('/help');
  const help = readable(await hanh.sees('Admin'));
  expect(help).not.toContain('Official news');
  await hanh.presses('Member');
  await hanh.sees('Official news');
  await hanh.presses('Moderator');
  await hanh.sees('correct what was sent');
});
