import { scenario } from '../support/scenario.ts';

scenario('A creator says hello and changes the language', async ({ linh }) => {
  await linh.says('/start');
  await linh.sees(/Xin chào, tôi là bảng tin/);
  await linh.presses('English');
  await linh.sees(/Hello, I am the callboard/);
  await linh.presses('What can I do?');
  await linh.sees(/What you can do here/);
});
