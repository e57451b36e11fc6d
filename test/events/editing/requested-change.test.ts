import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { planChange } from '../../../src/events/editing/plan.ts';
import type { RequestedChange } from '../../../src/events/editing/requested-change.ts';
import { changeEvent } from '../../../src/events/editing/service.ts';
import { createEditNotices } from '../../../src/events/rsvp-messages/edit-notices.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

let database: OpenDatabase;
let context: CommandContext;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  ({ call: context } = await createCommandContext(database));
});
afterAll(() => database.close());

const createEvent = (state: 'scheduled' | 'postponed' | 'cancelled') => {
  const startsAt = new Date(tuesdayMorning.epochMilliseconds + 86_400_000);
  return database.prisma.event.create({
    data: {
      ...{ title: 'Phim', startsAt, endsAt: startsAt, zone: context.zone, state },
      ...{ sourceUrl: 'https://example.org', searchText: 'phim' },
      communityId: context.community?.id ?? '',
    },
  });
};

/** The columns that matter here, or the key of the refusal. */
const outcome = (work: Promise<{ title: string; state: string; place: string }>) =>
  work.then(
    ({ title, state, place }) => ({ title, state, place }),
    (error: unknown) => (error instanceof UserError ? error.error.key : Promise.reject(error)),
  );

const yesterday = { date: Temporal.PlainDate.from('2026-11-23') };
const saturday = { date: Temporal.PlainDate.from('2026-11-28') };
const requests: RequestedChange[] = [
  { action: 'edit', input: { place: 'Huế' } },
  { action: 'edit', input: { title: 'Phim' } },
  { action: 'edit', input: {} },
  { action: 'edit', input: { when: yesterday } },
  { action: 'edit', input: { until: saturday } },
  { action: 'cancel', reason: 'mưa' },
  { action: 'postpone' },
  { action: 'postpone', when: saturday },
  { action: 'postpone', when: yesterday },
];

test.each(
  requests.flatMap((request) =>
    (['scheduled', 'postponed', 'cancelled'] as const).map((state) => ({ request, state })),
  ),
)('a change is done as its preview shows it: $request of a $state event', async (given) => {
  const event = await createEvent(given.state);
  const planned = await outcome(
    planChange(context, event, given.request).then(({ after }) => after),
  );
  const notices = createEditNotices(context);
  const done = await outcome(
    changeEvent({ ...context, notices }, event, given.request).then((result) => result.event),
  );
  expect(done).toEqual(planned);
});
