import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, Prisma, RsvpState } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { setCommunitySwitches } from '../../../src/events/organisers/community-switches.ts';
import { answerWorth, countWorth } from '../../../src/events/thanks/feedback.ts';
import { publishDueThanks } from '../../../src/events/thanks/publish-due.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const hour = 3_600_000;
const hoursOn = (hours: number) => new Date(tuesdayMorning.epochMilliseconds + hours * hour);

describe.each(databaseKinds)('thanks after an event, on %s', (_name, open) => {
  let database: OpenDatabase;
  let context: CommandContext;
  let published: NewPublication[];

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.event.deleteMany();
    ({ call: context, published } = await createCommandContext(database));
  });

  /** From 10:00 to 12:00 on that Tuesday, so that thanks are due at 13:00. */
  const createEvent = (data: Partial<Prisma.EventUncheckedCreateInput> = {}): Promise<Event> =>
    context.db.event.create({
      data: {
        ...{ communityId: context.community?.id ?? '', title: 'Đêm thơ', searchText: '' },
        ...{ startsAt: hoursOn(1), endsAt: hoursOn(3), zone: 'Asia/Ho_Chi_Minh', ...data },
      },
    });

  async function attended(event: Event, state: RsvpState = 'going'): Promise<CommandContext> {
    const { call } = await createCommandContext(database, context.community);
    await context.db.rsvp.create({
      data: { eventId: event.id, personId: call.person.id, state },
    });
    return call;
  }

  /** The job runs so many hours after 9:00. @returns how many people it thanks */
  const strike = (hours: number): Promise<number> =>
    publishDueThanks({
      db: context.db,
      publications: context.publications,
      now: () => hoursOn(hours).getTime(),
    });

  test('reach those who went, once, and nobody else', async () => {
    const event = await createEvent();
    const { person } = await attended(event);
    for (const state of ['maybe', 'declined', 'waiting'] as const) await attended(event, state);
    expect(await strike(3.99)).toBe(0);
    expect(await strike(4)).toBe(1);
    expect(await strike(4.1)).toBe(0);
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({
      audience: { to: 'people', personIds: [person.id] },
      origin: `event/${event.id}`,
      expiresAt: hoursOn(3 + 14 * 24),
    });
  });

  test('are sent once by several processes', async () => {
    await attended(await createEvent());
    const counts = await Promise.all([strike(4), strike(4), strike(4)]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(published).toHaveLength(1);
  });

  test('follow an event that moved, and do not come twice', async () => {
    const event = await createEvent();
    await attended(event);
    const move = (startsAt: Date, endsAt: Date) =>
      context.db.event.update({ where: { id: event.id }, data: { startsAt, endsAt } });
    await move(hoursOn(25), hoursOn(27));
    expect(await strike(4)).toBe(0);
    expect(await strike(28)).toBe(1);
    await move(hoursOn(49), hoursOn(51));
    expect(await strike(52)).toBe(0);
  });

  test('do not come for what was cancelled, postponed or taken over, where nobody goes, or where they are off', async () => {
    await attended(await createEvent({ state: 'cancelled' }));
    await attended(await createEvent({ state: 'postponed' }));
    await attended(await createEvent({ sourceName: 'Lịch của bảo tàng' }));
    await attended(await createEvent(), 'declined');
    expect(await strike(4)).toBe(0);
    await attended(await createEvent());
    const { community } = context;
    if (!community) throw new Error('no community');
    await setCommunitySwitches(context, community, { thanksAttendees: false });
    expect(await strike(4)).toBe(0);
    const off = { ...community, thanksAttendees: false };
    await setCommunitySwitches(context, off, { thanksAttendees: true });
    await setCommunitySwitches(context, off, { thanksAttendees: true });
    expect(await strike(4)).toBe(1);
    const acts = await context.db.auditEntry.findMany({
      where: { action: 'event.thanks', communityId: community.id },
      orderBy: { id: 'asc' },
    });
    expect(acts.map(({ details }) => details)).toEqual([{ on: false }, { on: true }]);
  });

  test('lead to the recording where there is one', async () => {
    await attended(await createEvent());
    await attended(
      await createEvent({ title: 'Đêm nhạc', recordUrl: 'https://video.example.org/nhac' }),
    );
    await strike(4);
    const texts = published.map(({ messages }) => JSON.stringify(messages.vi.blocks));
    expect(texts.filter((text) => text.includes('video.example.org'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('đáng thời gian'))).toHaveLength(2);
  });

  test('ask what each person thinks, once for each and changeable for two weeks', async () => {
    const event = await createEvent();
    const [one, other] = [await attended(event), await attended(event)];
    expect(await countWorth(context.db, event.id)).toBeUndefined();
    const answer = (by: CommandContext, worth: 'yes' | 'partly' | 'no', hours: number) =>
      answerWorth({ ...by, now: hoursOn(hours).toTemporalInstant() }, event, worth);
    await answer(one, 'no', 5);
    await answer(one, 'yes', 6);
    await answer(other, 'partly', 3 + 14 * 24);
    expect(await countWorth(context.db, event.id)).toEqual({ yes: 1, partly: 1, no: 0 });
    await expect(answer(one, 'no', 4 + 14 * 24)).rejects.toThrow('events.thanks.closed');
    await expect(answer(await attended(event, 'maybe'), 'no', 5)).rejects.toThrow(
      'events.thanks.notThere',
    );
    expect(await countWorth(context.db, event.id)).toEqual({ yes: 1, partly: 1, no: 0 });
  });
});
