import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type CommandContext,
  nowAsDate,
  requireCommunity,
} from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { readOwnEvents } from '../../../src/events/organisers/own-list.ts';
import { suggestionServices } from '../../../src/events/suggestions/notices.ts';
import {
  declineSuggestion,
  suggestEvent,
  withdrawSuggestion,
} from '../../../src/events/suggestions/suggest.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext } from '../../support/fixtures/command-context.ts';

let database: OpenDatabase;
let context: CommandContext;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ call: context } = await createCommandContext(database));
});

const services = () => suggestionServices(context);
const suggest = (title: string) =>
  suggestEvent(services(), requireCommunity(context), {
    title,
    when: { date: Temporal.PlainDate.from('2026-12-06') },
  });
const suggestedNow = () =>
  readOwnEvents(
    context.db,
    requireCommunity(context).id,
    { state: 'suggested', page: 1 },
    nowAsDate(context),
  );

test('suggestions whose time has passed do not count, and are not listed', async () => {
  for (const title of ['một', 'hai', 'ba']) await suggest(title);
  await expect(suggest('bốn')).rejects.toMatchObject({
    error: { key: 'events.suggestions.tooMany' },
  });
  const past = new Date(nowAsDate(context).getTime() - 1);
  const communityId = requireCommunity(context).id;
  await context.db.eventDraft.updateMany({
    where: { communityId },
    data: { startsAt: past, endsAt: past },
  });
  await suggest('bốn');
  const { counts, rows } = await suggestedNow();
  expect(counts.suggested).toBe(1);
  expect(rows).toHaveLength(1);
});

test('a member who takes back what was decided is sent to the answer', async () => {
  const { id } = await suggest('một');
  await declineSuggestion(services(), { id }, 'trùng lịch');
  await expect(withdrawSuggestion(services(), id)).rejects.toMatchObject({
    error: { key: 'events.suggestions.decided' },
  });
});

test('declining is in the audit trail, without what the member wrote', async () => {
  const { id } = await suggest('Đêm thơ');
  await declineSuggestion(services(), { id }, 'trùng lịch');
  const communityId = requireCommunity(context).id;
  const [entry, ...others] = await context.db.auditEntry.findMany({ where: { communityId } });
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ action: 'event.decline', accountId: context.account.id });
  expect(JSON.stringify(entry?.details)).not.toContain('Đêm thơ');
});

test('a suggestion that cannot be read can be taken back', async () => {
  const { id, communityId } = await suggest('một');
  const notice = await context.db.publication.create({
    data: {
      ...{ communityId, kind: 'notice', priority: 1, locale: 'vi', messages: {} },
      audience: { to: 'chats', chatIds: [context.chat.id] },
    },
  });
  await context.db.eventDraft.update({
    where: { id },
    data: { content: {}, noticeId: notice.id },
  });
  await withdrawSuggestion(services(), id);
  expect(await context.db.publication.count({ where: { originalId: notice.id } })).toBe(1);
});
