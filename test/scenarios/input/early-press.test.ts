import { scenario } from '../../support/scenario/scenario.ts';

scenario('Hạnh waits for a button and presses it, without reading the answer', async ({ hanh }) => {
  await hanh.says('/help');
  await hanh.presses('Member');
  await hanh.sees('Official news');
  await hanh.presses('Moderator');
  await hanh.presses('Member');
  await hanh.sees('Official news');
});
