import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { publishDueChanges } from '../../../src/events/announcements/pending-changes-job.ts';
import { eventStateLabel } from '../../../src/events/messages.ts';
import { eventOrigin } from '../../../src/events/origin.ts';
import { requireDate } from '../../../src/events/rsvp/answer.ts';
import { eventMessage } from '../../../src/events/rsvp-messages/messages.ts';
import type { Message } from '../../../src/message/message.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import {
  createCommandContext,
  recordAnswers,
  tuesdayMorning,
} from '../../support/fixtures/command-context.ts';
import {
  announceEvent,
  answerRsvp,
  askToEditEvent,
  cancelEvent,
  createEvent,
  editEvent,
  nobody,
  publishPendingNow,
} from '../../support/fixtures/events.ts';
import { errorKeyOf } from '../../support/scenario/link-codes.ts';

let database: OpenDatabase;
let context: CommandContext;
let published: NewPublication[];

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ call: context, published } = await createCommandContext(database));
});

const minute = 60_000;
const at = (minutes: number): CommandContext => ({
  ...context,
  now: tuesdayMorning.add({ minutes }),
});
const textOf = (message: Message | undefined): string =>
  JSON.stringify(message?.blocks).replaceAll('"},{"kind":"text","text":"', '');
const source = 'https://example.org/lich';

async function announced(title = 'Đêm thơ', when = '2026-11-28'): Promise<Event> {
  const date = Temporal.PlainDate.from(when);
  await createEvent(context, { title, when: { date }, source, place: 'Hà Nội' });
  const event = await context.db.event.findFirstOrThrow({
    where: { communityId: context.community?.id ?? '', title },
  });
  await announceEvent(context, event);
  await answerRsvp(recordAnswers(context).speaker, event, true);
  published.length = 0;
  return event;
}
/** The clock strikes so many minutes after the beginning. */
const strike = (minutes: number) =>
  publishDueChanges({
    db: context.db,
    publications: context.publications,
    now: () => tuesdayMorning.epochMilliseconds + minutes * minute,
  });
const again = (event: Event) => context.db.event.findUniqueOrThrow({ where: { id: event.id } });
const news = () => published.filter(({ operation = 'send' }) => operation === 'send');

test('combines several edits within ten minutes into one announcement from first to last', async () => {
  const event = await announced();
  const first = await editEvent(context, event, { place: 'Huế' });
  await editEvent(at(4), event, { place: 'Đà Nẵng', other_title: 'Poetry night' });
  await editEvent(at(9), event, { title: 'Đêm thơ Nguyên tiêu' });
  expect(textOf(first)).toContain('Bot chỉ báo một lần');
  // Copies in the chats are edited at once; no notification is sent yet.
  expect(news()).toEqual([]);
  expect(published.map(({ operation }) => operation)).toEqual(['edit', 'edit', 'edit']);
  expect(await strike(9)).toBe(0);
  expect(await strike(10)).toBe(1);
  expect(await strike(11)).toBe(0);
  expect(news().map(({ audience }) => audience.to)).toEqual(['copies', 'people']);
  const output = textOf(news()[0]?.messages.vi);
  expect(output).toContain('Hà Nội');
  expect(output).toContain('Đà Nẵng');
  expect(output).not.toContain('Huế');
  expect(output).toContain('Đêm thơ Nguyên tiêu');
});

test('does not announce edits that cancel out and starts the ten minutes anew', async () => {
  const event = await announced();
  await editEvent(context, event, { place: 'Huế' });
  await editEvent(at(2), event, { place: 'Hà Nội' });
  expect(await strike(10)).toBe(0);
  await editEvent(at(20), event, { place: 'Huế' });
  expect(await strike(29)).toBe(0);
  expect(await strike(30)).toBe(1);
  expect(news()).toHaveLength(2);
});

test('announces pending changes at once with the cancellation', async () => {
  const event = await announced();
  await editEvent(context, event, { place: 'Huế' });
  await cancelEvent(at(1), event, undefined);
  expect(news()).toHaveLength(2);
  expect(textOf(news()[0]?.messages.vi)).toContain('Huế');
  expect(await strike(10)).toBe(0);
});

test('announces without delay when the event begins within the hour or someone asks for it', async () => {
  const soon = await announced('Sắp bắt đầu', '2026-11-24');
  await context.db.event.update({
    where: { id: soon.id },
    data: {
      allDay: false,
      startsAt: new Date(tuesdayMorning.epochMilliseconds + 30 * minute),
      endsAt: new Date(tuesdayMorning.epochMilliseconds + 90 * minute),
    },
  });
  await editEvent(context, soon, { place: 'Huế' });
  expect(news()).toHaveLength(2);
  const later = await announced();
  await editEvent(context, later, { place: 'Huế' });
  await publishPendingNow(at(1), later);
  expect(news()).toHaveLength(2);
  expect(await errorKeyOf(publishPendingNow(at(2), later))).toBe('events.refused.toldAlready');
  expect(await strike(10)).toBe(0);
});

test('announces the current state when an event is announced while a change is pending', async () => {
  const date = Temporal.PlainDate.from('2026-11-28');
  await createEvent(context, { title: 'Chưa báo', when: { date }, source });
  const event = await context.db.event.findFirstOrThrow({ where: { title: 'Chưa báo' } });
  await answerRsvp(recordAnswers(context).speaker, event, true);
  await editEvent(context, event, { place: 'Huế' });
  await announceEvent(at(1), event);
  expect(published.map(({ audience }) => audience.to)).toEqual(['people', 'topic']);
  expect(await strike(10)).toBe(0);
});

test('announces other changes when one cannot be announced', async () => {
  const bad = await announced('Hỏng');
  const good = await announced('Tốt');
  await editEvent(context, bad, { place: 'Huế' });
  await editEvent(context, good, { place: 'Huế' });
  const publish: CommandContext['publications']['publish'] = (tx, publication) => {
    if (publication.origin === eventOrigin(bad.id)) throw new Error('poisoned');
    return context.publications.publish(tx, publication);
  };
  const parts = { db: context.db, now: () => tuesdayMorning.epochMilliseconds + 10 * minute };
  const told = await publishDueChanges({
    ...parts,
    publications: { ...context.publications, publish },
  });
  expect(told).toBe(1);
  expect(news()).toHaveLength(2);
  // It is sent as soon as possible.
  expect(await strike(11)).toBe(1);
});

test('tells people once from what they knew to what is true, for any sequence of edits', async () => {
  const place = fc.constantFrom('Hà Nội', 'Huế', 'Đà Lạt');
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 5 }), async (places) => {
      ({ call: context, published } = await createCommandContext(database));
      const event = await announced();
      for (const [minutes, one] of places.entries()) {
        const current = await again(event);
        if (current.place !== one) await editEvent(at(minutes), event, { place: one });
      }
      await strike(15);
      await strike(30);
      const last = places.at(-1) ?? '';
      const sentPublications = news().filter(({ audience }) => audience.to === 'copies');
      expect(sentPublications.length).toBe(last === 'Hà Nội' ? 0 : 1);
      if (last !== 'Hà Nội') expect(textOf(sentPublications[0]?.messages.en)).toContain(last);
    }),
    { numRuns: 12 },
  );
});

test('previews an edit with old and new values in both languages without applying it', async () => {
  const event = await announced();
  const asked = await askToEditEvent(context, event, {
    place: 'Huế',
    when: { date: Temporal.PlainDate.from('2026-12-05') },
  });
  const text = textOf(asked);
  expect(text).toContain('Hà Nội');
  expect(text).toContain('Huế');
  expect(text).toContain('thứ Bảy 28/11');
  expect(text).toContain('thứ Bảy 5/12');
  expect(text).toContain('Saturday 5 December');
  expect(text).toMatch(/cả hai ngôn ngữ: tiêu đề/i);
  expect((await again(event)).place).toBe('Hà Nội');
  const args = asked.buttons[0]?.[0]?.action?.args;
  expect(args).toMatchObject({ place: 'Huế', revision: 0 });
  expect(await errorKeyOf(askToEditEvent(context, event, { place: 'Hà Nội' }))).toBe(
    'events.refused.nothingNew',
  );
  expect(await errorKeyOf(askToEditEvent(context, event, {}))).toBe('events.refused.nothingNamed');
});

test('marks ended events and offers neither calendar nor answers for cancelled ones', async () => {
  const event = await announced();
  expect(eventStateLabel(event, context)).toBe('');
  const late = { ...context, now: Temporal.Instant.from('2026-11-30T00:00:00Z') };
  expect(textOf(eventMessage(event, nobody, late))).toContain('[ĐÃ KẾT THÚC]');
  await cancelEvent(context, event);
  const cancelled = await again(event);
  expect(eventMessage(cancelled, nobody, context).buttons).toEqual([]);
  expect(news().flatMap(({ messages }) => [messages.en.buttons, messages.vi.buttons])).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(await errorKeyOf(Promise.resolve().then(() => requireDate(cancelled)))).toBe(
    'events.refused.cancelled',
  );
});
