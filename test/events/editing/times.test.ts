import { describe, expect, test } from 'vitest';
import { rescheduleTimes, resolveEventTimes } from '../../../src/events/editing/times.ts';
import { eventEnd } from '../../../src/events/event-end-argument.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { readDateTime, readPeriod } from '../../../src/language/periods/index.ts';

const zone = 'Asia/Ho_Chi_Minh';
const zones = { asker: zone, event: zone };
const now = Temporal.ZonedDateTime.from(`2026-11-24T09:00[${zone}]`);
const context = { t: (key: string) => key, locale: 'vi' as const, zone, now: now.toInstant() };

function moment(text: string) {
  const read = readDateTime(text, { now });
  if (!read.ok) throw new Error(text);
  return read.value;
}
async function until(text: string) {
  const read = await eventEnd().type.parse(text, context, {});
  if (!read.ok) throw new Error(text);
  return read.value;
}
const say = ({ startsAt, endsAt, allDay }: ReturnType<typeof resolveEventTimes>) =>
  [startsAt, endsAt]
    .map((date) => {
      const local = date.toTemporalInstant().toZonedDateTimeISO(zone);
      return allDay ? local.toPlainDate().toString() : local.toPlainDateTime().toString();
    })
    .join(' ');
const why = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error.error.key;
    throw error;
  }
  return undefined;
};

describe('the times of a new event', () => {
  test.each([
    ['28/11', undefined, '2026-11-28 2026-11-29'],
    ['28/11', '30/11', '2026-11-28 2026-12-01'],
    ['28/11 19:30', undefined, '2026-11-28T19:30:00 2026-11-28T19:30:00'],
    ['28/11 19:30', '21:00', '2026-11-28T19:30:00 2026-11-28T21:00:00'],
    ['28/11 22:00', '1:00', '2026-11-28T22:00:00 2026-11-29T01:00:00'],
    ['28/11 22:00', '29/11 1:00', '2026-11-28T22:00:00 2026-11-29T01:00:00'],
  ])('from %s until %s are %s', async (when, last, expected) => {
    expect(say(resolveEventTimes(moment(when), last ? await until(last) : undefined, zones))).toBe(
      expected,
    );
  });

  test.each([
    ['28/11', '21:00', 'events.refused.mixed'],
    ['28/11 19:30', '30/11', 'events.refused.mixed'],
    ['28/11', '27/11', 'events.refused.backwards'],
    ['28/11 19:30', '27/11 21:00', 'events.refused.backwards'],
  ])('from %s until %s are rejected: %s', async (when, last, key) => {
    const ending = await until(last);
    expect(why(() => resolveEventTimes(moment(when), ending, zones))).toBe(key);
  });

  test('use the zone of the community for whole days and that of the author for hours', () => {
    const far = { asker: 'America/New_York', event: zone };
    expect(resolveEventTimes(moment('28/11'), undefined, far).startsAt.toISOString()).toBe(
      '2026-11-27T17:00:00.000Z',
    );
    expect(resolveEventTimes(moment('28/11 10:00'), undefined, far).startsAt.toISOString()).toBe(
      '2026-11-28T15:00:00.000Z',
    );
  });
});

describe('the times of an event after a change', () => {
  const evening = resolveEventTimes(
    moment('28/11 19:30'),
    { time: Temporal.PlainTime.from('21:00') },
    zones,
  );
  const days = resolveEventTimes(
    moment('28/11'),
    { date: Temporal.PlainDate.from('2026-11-30') },
    zones,
  );

  test.each([
    ['an evening', evening, '29/11', undefined, '2026-11-29T19:30:00 2026-11-29T21:00:00'],
    ['an evening', evening, '29/11 20:00', undefined, '2026-11-29T20:00:00 2026-11-29T21:30:00'],
    ['an evening', evening, undefined, '22:00', '2026-11-28T19:30:00 2026-11-28T22:00:00'],
    ['an evening', evening, '29/11', '30/11', '2026-11-29 2026-12-01'],
    ['days', days, '5/12', undefined, '2026-12-05 2026-12-08'],
    ['days', days, undefined, '1/12', '2026-11-28 2026-12-02'],
    ['days', days, '5/12 9:00', undefined, '2026-12-05T09:00:00 2026-12-05T09:00:00'],
    ['days', days, undefined, undefined, '2026-11-28 2026-12-01'],
  ])('%s, changed to %2$s until %3$s', async (_name, event, when, last, expected) => {
    const times = rescheduleTimes(
      event,
      when ? moment(when) : undefined,
      last ? await until(last) : undefined,
      zones,
    );
    expect(say(times)).toBe(expected);
  });
});

describe('a period is accepted only for an event that was announced for a period', () => {
  const period = (text: string) => {
    const read = readPeriod(text, { today: now.toPlainDate() });
    if (!read.ok) throw new Error(text);
    const { from, until: end } = read.value;
    return { date: from, lastDate: end.subtract({ days: 1 }) };
  };
  const periods = ['tuần sau', 'next week', '21-25/12', 'cuối tuần này', 'in December'];

  test.each(periods)('%s', async (text) => {
    const when = period(text);
    const timed = resolveEventTimes(moment('28/11 19:30'), await until('21:00'), zones);
    const open = resolveEventTimes(moment('28/11 19:30'), undefined, zones);
    const oneDay = resolveEventTimes(moment('28/11'), undefined, zones);
    const days = resolveEventTimes(moment('28/11'), await until('30/11'), zones);
    const asks = (event: typeof timed) => {
      try {
        rescheduleTimes(event, when, undefined, zones);
      } catch (error) {
        return error instanceof UserError ? [error.error.key, ...error.argumentNames] : error;
      }
      return undefined;
    };
    expect(asks(timed)).toEqual(['events.refused.period.timed', 'when']);
    expect(asks(open)).toEqual(['events.refused.period.timed', 'when']);
    expect(asks(oneDay)).toEqual(['events.refused.period.oneDay', 'when']);
    expect(asks(days)).toBeUndefined();
    expect(rescheduleTimes(days, when, undefined, zones).allDay).toBe(true);
    // Two ends are never one of them.
    const end = await until('31/12');
    expect(why(() => resolveEventTimes(when, end, zones))).toBe('events.refused.twoEnds');
    expect(why(() => rescheduleTimes(days, when, end, zones))).toBe('events.refused.twoEnds');
  });
});
