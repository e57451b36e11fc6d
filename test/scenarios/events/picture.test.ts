import { expect } from 'vitest';
import { scenario } from '../../support/scenario/scenario.ts';

const asksAgain = 'Discord opens a form for what is wrong, Telegram asks';
const festival = 'Liên hoan Phim Thành phố Hồ Chí Minh';

scenario('Linh asks for the picture of the month, and of a week in December', async ({ linh }) => {
  await linh.says('/event picture');
  await linh.sees(/Tháng 11\/2026/);
  await linh.receivesFile('calendar.png');
  await linh.says('/event picture', { when: 'tháng 12', look: 'tối' });
  await linh.sees(/Tháng 12\/2026/);
  await linh.receivesFile('calendar.png');
  await linh.says('/event picture', { when: '20-22/12' });
  const week = await linh.sees(/CN 20\/12 – T7 26\/12/);
  expect(JSON.stringify(week)).toContain(festival);
});

scenario('Minh gets the picture in English in the group', async ({ minh, linh, group, app }) => {
  await minh.says('/event picture', { when: 'December' });
  await minh.sees(/December 2026/);
  await minh.receivesFile('calendar.png');
  await linh.in(group).says('/event picture', { when: 'tuần sau' });
  await linh.in(group).sees(/30\/11/);
  expect(app.specViolations).toEqual([]);
});

scenario('A month without events is drawn, and says so', async ({ linh }) => {
  await linh.says('/event picture', { when: 'tháng 10/2028' });
  await linh.sees(/Lúc đó chưa có sự kiện nào/);
  await linh.receivesFile('calendar.png');
});

scenario('Minh asks for too much, then for a month that is out of reach', async ({ minh }) => {
  await minh.says('/event picture', { when: '2027' });
  await minh.sees(/A picture shows a week or a month/, asksAgain);
  await minh.says('/event picture', { when: 'December 2031' });
  await minh.sees(/I can draw months from September 2026 to November 2028/, asksAgain);
});
