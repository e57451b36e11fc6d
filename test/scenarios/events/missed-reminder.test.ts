import { expect, vi } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';

const title = 'Gặp gỡ người làm phim';
const hour = 3_600_000;
const ownClock = 'Discord shows the time by the reader’s own clock';

/** Minh is reminded, and delivery does not learn whether that arrived, as after a lost response. */
async function loseReminder({ thao, minh, app }: ScenarioContext): Promise<void> {
  await thao.says('/event new', { title, when: '19h30 10/12', place: 'Huế' });
  await thao.sees(/Thời gian/);
  await thao.presses('Đăng');
  await thao.sees(/Đã đăng sự kiện/);
  await minh.says('/start');
  await minh.sees(/./);
  await minh.says('/event show', { event: title });
  await minh.sees(title);
  await minh.presses('Going');
  await minh.sees(/going[\s\S]*1/i);
  // From Tuesday, 24 November, 9:00 to 9 December, 20:00.
  app.clock.advance((15 * 24 + 11) * hour);
  await app.restart();
  await minh.sees(/Reminder: Gặp gỡ người làm phim/, ownClock);
  await vi.waitFor(async () => {
    const { count } = await app.database.prisma.delivery.updateMany({
      where: { publication: { kind: 'reminder' }, state: 'sent' },
      data: { state: 'unknown', error: 'ECONNRESET', messageIds: [], sentAt: null },
    });
    expect(count).toBe(1);
  }, 6_000);
  await app.restart();
}

scenario(
  'A reminder that may be lost is shown to its reader, with their next answer and only once',
  async (scene) => {
    const { minh, linh, app } = scene;
    await loseReminder(scene);
    const { prisma } = app.database;
    await linh.says('/events');
    await linh.sees(/./, ownClock);
    expect(await prisma.delivery.count({ where: { state: 'unknown' } })).toBe(1);
    await minh.in('dm').says('/help');
    await minh.in('dm').sees(/You may have missed this:[\s\S]*Gặp gỡ người làm phim/, ownClock);
    await minh.in('dm').presses('Don’t remind me of this');
    await minh.in('dm').sees(/Reminders of “Gặp gỡ người làm phim”/);
    expect(await prisma.delivery.count({ where: { state: 'unknown' } })).toBe(0);
  },
);

scenario('A lost reminder is not shown when its event has begun', async (scene) => {
  const { minh, app } = scene;
  await loseReminder(scene);
  app.clock.advance(48 * hour);
  await minh.in('dm').says('/reminders');
  await minh.in('dm').sees(/Reminders of your events and sessions/);
  expect(await app.database.prisma.delivery.count({ where: { state: 'unknown' } })).toBe(1);
});

scenario('A lost reminder is not shown that was corrected meanwhile', async (scene) => {
  const { minh, app } = scene;
  await loseReminder(scene);
  const { prisma } = app.database;
  const lost = await prisma.publication.findFirstOrThrow({ where: { kind: 'reminder' } });
  await prisma.publication.create({
    data: {
      ...{ kind: 'reminder', operation: 'edit', originalId: lost.id, priority: 1, fanOut: 'done' },
      ...{ locale: 'vi', audience: { to: 'copies', publicationId: lost.id }, messages: {} },
    },
  });
  await minh.in('dm').says('/reminders');
  await minh.in('dm').sees(/Reminders of your events and sessions/);
  expect(await prisma.delivery.count({ where: { state: 'unknown' } })).toBe(1);
});
