import { decisionServices } from '../../src/calendar-imports/import-notices.ts';
import { type Decision, decide } from '../../src/calendar-imports/items/decide.ts';
import { type PollServices, pollCalendar } from '../../src/calendar-imports/jobs/poll.ts';
import { pollCalendarsJob } from '../../src/calendar-imports/jobs/poll-job.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { ImportedCalendar, Prisma } from '../../src/database/generated/client.ts';
import { changeEvent } from '../../src/events/editing/service.ts';
import type { EventInput } from '../../src/events/field-arguments.ts';
import { createEditNotices } from '../../src/events/rsvp-messages/edit-notices.ts';
import type { AddressReader } from '../../src/fetch/address-reader.ts';
import type { FetchResult, Validators } from '../../src/fetch/result.ts';
import { emptyDatabase } from '../support/database/empty-database.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';
import { calendarText } from './reader/calendar-text.ts';

const url = 'https://example.org/lich.ics';
const hour = 3_600_000;

/** A calendar of a community, whose source says what a test wants. */
export async function openImportFixture(database: OpenDatabase) {
  await emptyDatabase(database.prisma);
  const { call, published } = await createCommandContext(database);
  const { db } = call;
  const community = call.community;
  if (!community) throw new Error('no community');
  const clock = { now: tuesdayMorning };
  const source: { lines: string[]; result?: FetchResult } = { lines: [] };
  const asked: { url: string; known: Validators | undefined }[] = [];
  const told: string[] = [];
  const failures: unknown[] = [];
  const readAddress: AddressReader = async ({ href }, { known }) => {
    asked.push({ url: href, known });
    return (
      source.result ?? {
        outcome: 'fetched',
        url: href,
        etag: '"1"',
        body: new TextEncoder().encode(calendarText(...source.lines)),
        contentType: 'text/calendar',
      }
    );
  };
  const context = (): CommandContext => ({ ...call, now: clock.now, readAddress });
  const services = (): PollServices => ({
    ...decisionServices(context()),
    ...{ readAddress, random: () => 0.5 },
    findOrganisers: async () => [call.account],
    noticesTo: () => ({
      async found(_tx, _calendar, items) {
        told.push(...items.map(({ state, uid }) => `${state} ${uid}`));
      },
      async broken(_tx, { problem }) {
        told.push(`broken ${problem}`);
      },
    }),
    onError: (_item, error) => void failures.push(error),
  });
  return {
    db,
    ...{ community, clock, source, asked, told, failures, published, context, services },
    create: (columns: Partial<Prisma.ImportedCalendarUncheckedCreateInput> = {}) =>
      db.importedCalendar.create({
        data: {
          ...{ communityId: community.id, url, name: 'Lịch', zone: 'Asia/Ho_Chi_Minh' },
          ...{ mode: 'ask', pollAt: new Date(clock.now.epochMilliseconds), ...columns },
        },
      }),
    /** Reads a calendar as the job does. @returns what organisers were told */
    async poll({ id }: Pick<ImportedCalendar, 'id'>): Promise<string[]> {
      const include = { community: true } as const;
      const calendar = await db.importedCalendar.findUniqueOrThrow({ where: { id }, include });
      await pollCalendar(services(), calendar);
      return told.splice(0);
    },
    /** An organiser changes the event of this title. */
    async edit(title: string, input: EventInput): Promise<void> {
      const found = await db.event.findFirstOrThrow({ where: { title } });
      const notices = createEditNotices(context());
      await changeEvent({ ...context(), notices }, found, { action: 'edit', input });
    },
    /** Decides on the first item with this UID. */
    async decideOn(uid: string, decision: Decision, version?: string): Promise<void> {
      const where = { uid, state: { not: 'skipped' as const } };
      const item = await db.importedItem.findFirstOrThrow({ where });
      await decide(decisionServices(context()), { itemId: item.id, decision, version });
    },
    runJob: () => pollCalendarsJob(services).run(),
    advanceHours(hours: number) {
      clock.now = clock.now.add({ milliseconds: hours * hour });
    },
    items: async () => {
      const items = await db.importedItem.findMany({
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      });
      return items.map(({ uid, state }) => `${state} ${uid}`);
    },
    events: async () => {
      const events = await db.event.findMany({ orderBy: { startsAt: 'asc' } });
      return events.map(
        ({ title, startsAt, state }) => `${state} ${title} ${startsAt.toISOString().slice(5, 16)}`,
      );
    },
  };
}

export type ImportFixture = Awaited<ReturnType<typeof openImportFixture>>;
