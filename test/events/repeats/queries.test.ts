import { expect, test } from 'vitest';
import { requireCommunity } from '../../../src/context/command-context.ts';
import { findRepeats, findSeries, nextDates } from '../../../src/events/repeats/queries.ts';
import { createSeries } from '../../../src/events/series/create.ts';
import { formatRule } from '../../../src/language/recurrence/rule-text.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

test('a series is found with its rule, its template and what is left out', async () => {
  const database = await openEmbeddedDatabase();
  const { call } = await createCommandContext(database);
  const { event } = await createSeries(
    call,
    requireCommunity(call),
    {
      title: 'Đêm thơ',
      place: 'Huế',
      when: { date: Temporal.PlainDate.from('2026-12-01'), time: Temporal.PlainTime.from('19:30') },
    },
    {
      rule: {
        ...{ isLunar: false, frequency: 'weekly', interval: 1, weekdays: [2] },
        until: Temporal.PlainDate.from('2027-06-30'),
      },
    },
  );
  const originalStartsAt = new Date('2026-12-08T12:30:00Z');
  const seriesId = event.seriesId ?? '';
  await call.db.eventSeriesException.create({
    data: { seriesId, originalStartsAt, reason: 'bão' },
  });
  const view = (await findSeries(call.db, [seriesId])).get(seriesId);
  if (!view) throw new Error('There is no series');
  expect(view.template).toMatchObject({ title: 'Đêm thơ', place: 'Huế' });
  expect(view.exceptions).toEqual([{ originalStartsAt, reason: 'bão' }]);
  expect(formatRule(view.recurring.rule, view.series.zone)).toBe(
    'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T165959Z',
  );
  const next = await nextDates(view, Temporal.Instant.from('2026-12-01T12:30:00Z'), 2);
  expect(next.map(String)).toEqual(['2026-12-15T12:30:00Z', '2026-12-22T12:30:00Z']);

  await call.db.eventSeries.update({ where: { id: seriesId }, data: { rule: 'FREQ=SOMETIMES' } });
  expect(await findRepeats(call.db, event, call.now)).toBeUndefined();
  await database.close();
});
