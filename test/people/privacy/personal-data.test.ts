import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createKitStore } from '../../../src/app/kit-store.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { exportPersonalData, toJson } from '../../../src/people/privacy/data-export.ts';
import { erasePerson } from '../../../src/people/privacy/erase-person.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

/**
 * What each table holds of a person: `exported` and, when they ask for it, gone or stripped; `deleted` without
 * being exported, since it tells of others or is a mere copy; `nobody`: nothing of any person but what is public.
 */
const tables: Record<string, 'exported' | 'deleted' | 'hashed' | 'nobody'> = {
  Account: 'exported',
  Alert: 'exported',
  AlertVersion: 'exported',
  Approval: 'hashed',
  Approver: 'exported',
  RateLimitWindow: 'exported',
  AuditEntry: 'exported',
  ScheduledRun: 'nobody',
  Briefing: 'nobody',
  Chat: 'exported',
  Code: 'exported',
  Community: 'nobody',
  Connection: 'nobody',
  Cooldown: 'exported',
  Course: 'nobody',
  Delivery: 'exported',
  Edition: 'nobody',
  Event: 'nobody',
  Board: 'nobody',
  EventChange: 'nobody',
  HandledUpdate: 'nobody',
  Rsvp: 'exported',
  Item: 'nobody',
  ActionSet: 'exported',
  DisconnectedSpace: 'nobody',
  LinkHistory: 'hashed',
  Membership: 'exported',
  Person: 'exported',
  Prompt: 'exported',
  Publication: 'exported',
  RoleGrant: 'exported',
  Session: 'nobody',
  Signup: 'exported',
  ConsumedToken: 'nobody',
  Subscription: 'exported',
  RateLimitPause: 'exported',
};

const schema = readFileSync(
  path.join(import.meta.dirname, '../../../prisma/schema.prisma'),
  'utf8',
);
/** The parts of an export that the test looks into. */
const storedSchema = z.object({
  told: z.array(z.object({ message: z.unknown() })),
  attempts: z.array(z.object({ what: z.string() })),
  cooldowns: z.array(z.object({ what: z.string() })),
});

const models = [...schema.matchAll(/^model (\w+) \{/gm)].map(([, name = '']) => name);

test('declares for each table what personal data it holds', () => {
  expect(Object.keys(tables).toSorted()).toEqual(models.toSorted());
});

const at = new Date(tuesdayMorning.epochMilliseconds);
const later = new Date(at.getTime() + 86_400_000);

/** A person with two accounts who did everything that leaves a row; `word` stands wherever they wrote something. */
async function somebodyBusy(database: OpenDatabase, word: string) {
  const { call: admin } = await createCommandContext(database);
  const { call } = await createCommandContext(database, admin.community);
  const { call: bystander } = await createCommandContext(database, admin.community);
  const { db, person } = call;
  const communityId = admin.community?.id ?? '';
  const name = `Người bận rộn ${word}`;
  const platformId = String(700_000_000 + Math.floor(Math.random() * 1e8));
  const second = await db.account.create({
    data: { platform: 'telegram', platformId, name, personId: person.id },
  });
  const mine = [call.account.id, second.id];
  // The group in which they speak goes by an id of its own.
  const groupId = crypto.randomUUID();
  await db.chat.update({ where: { id: call.chat.id }, data: { platformId: groupId } });
  const chat = await db.chat.create({
    data: { platform: 'telegram', platformId, kind: 'private', title: name, accountId: second.id },
  });
  await db.membership.create({ data: { personId: person.id, communityId } });
  await db.subscription.create({ data: { chatId: chat.id, communityId, topic: 'events' } });
  await db.roleGrant.create({ data: { communityId, role: 'editor', personId: person.id } });
  await db.approver.create({
    data: {
      communityId,
      personId: person.id,
      accountFingerprints: ['a hash'],
      accountIds: mine,
      addedBy: 'another hash',
      addedById: admin.account.id,
    },
  });
  // Whom they have put on the list stays there.
  await db.approver.create({
    data: {
      communityId,
      personId: bystander.person.id,
      accountFingerprints: ['a third hash'],
      accountIds: [bystander.account.id],
      addedBy: 'their hash',
      addedById: call.account.id,
    },
  });
  const times = { startsAt: later, endsAt: later, zone: 'Asia/Ho_Chi_Minh' };
  const course = { communityId, title: 'Podcast', searchText: '' };
  const session = await db.session.create({
    data: { ...times, seats: 3, course: { create: course } },
  });
  await db.signup.create({
    data: {
      sessionId: session.id,
      personId: person.id,
      state: 'placed',
      note: word,
      originAccountId: second.id,
    },
  });
  const event = await db.event.create({
    data: {
      ...times,
      communityId,
      title: 'Phim',
      sourceUrl: 'https://example.org',
      searchText: '',
    },
  });
  await db.rsvp.create({
    data: { eventId: event.id, personId: person.id, going: true, originAccountId: call.account.id },
  });
  const alert = await db.alert.create({
    data: {
      communityId,
      authorId: call.account.id,
      state: 'active',
      severity: 'minor',
      expiresAt: later,
      versions: {
        create: {
          number: 1,
          grade: 'first',
          title: word,
          text: word,
          sourceUrl: 'https://a.example',
        },
      },
    },
  });
  const said = { blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: word }] }] };
  const notice = (audience: object, rest: object = {}) =>
    db.publication.create({
      data: {
        communityId,
        kind: 'notice',
        priority: 1,
        audience,
        messages: { en: said, vi: said },
        locale: 'vi',
        ...rest,
      },
    });
  const own = await notice({ to: 'chats', chatIds: [chat.id] });
  await db.delivery.create({
    data: { publicationId: own.id, chatId: chat.id, platform: 'telegram', priority: 1 },
  });
  // Not fanned out yet, and for others too.
  await notice({ to: 'people', personIds: [person.id] });
  const shared = await notice(
    { to: 'people', personIds: [person.id, bystander.person.id] },
    { origin: `event/${event.id}`, messages: {} },
  );
  await notice({ to: 'chats', chatIds: [chat.id, crypto.randomUUID()] }, { messages: {} });
  for (const accountId of mine) {
    await db.code.create({
      data: { hash: crypto.randomUUID(), kind: 'link', accountId, expiresAt: later },
    });
    await db.prompt.create({
      data: {
        accountId,
        platform: 'discord',
        place: chat.id,
        state: { raw: { note: word } },
        expiresAt: later,
      },
    });
    await db.auditEntry.create({ data: { communityId, accountId, action: 'item.add' } });
    for (const key of [`make:link:${accountId}`, `redeem:${accountId}`]) {
      await db.rateLimitWindow.create({ data: { key, startsAt: at } });
    }
  }
  await db.prompt.create({
    data: {
      accountId: admin.account.id,
      platform: 'telegram',
      place: 'somewhere',
      state: { raw: { who: { kind: 'person', platformId, name } } },
      expiresAt: later,
    },
  });
  // A code of somebody else’s that this person typed, and what its maker was asked.
  const code = await db.code.create({
    data: {
      hash: crypto.randomUUID(),
      kind: 'link',
      accountId: bystander.account.id,
      expiresAt: later,
      redeemedAt: at,
      redeemedBy: { accountId: second.id },
    },
  });
  await notice(
    { to: 'chats', chatIds: [bystander.chat.id] },
    { messages: { vi: { ...said, buttons: [[{ action: { args: { code: code.id } } }]] } } },
  );
  await db.auditEntry.create({
    data: {
      communityId,
      accountId: admin.account.id,
      action: 'role.grant',
      details: { role: 'editor', to: name, person: person.id },
    },
  });
  await db.auditEntry.create({
    data: {
      communityId,
      accountId: admin.account.id,
      action: 'delivery.settle',
      details: { chat: name },
    },
  });
  const kit = createKitStore(db, () => tuesdayMorning.epochMilliseconds);
  await kit.saveActions([
    { command: 'withdraw', args: { note: word }, answer: 'reply', account: call.account.id },
  ]);
  await kit.saveActions([
    { command: 'role grant', args: { who: `id:${platformId}` }, answer: 'reply' },
  ]);
  await kit.startCooldown(`privacy export person ${person.id}`, 60_000);
  await kit.startCooldown(`try chat ${chat.id}`, 60_000);
  await db.rateLimitPause.create({
    data: { platform: 'telegram', key: platformId, since: at, until: later },
  });
  const ids = [person.id, ...mine, chat.id, call.account.platformId, platformId];
  return { call, admin, bystander, ids, name, shared, alert };
}

/** Every table's rows as text, in which one of these words stands; of each row what it holds. */
async function holding(database: OpenDatabase, words: readonly string[]): Promise<string[]> {
  const db = database.prisma;
  const found = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const rowsSchema = z.array(z.object({ row: z.string() }));
  const holds: string[] = [];
  for (const { name } of found) {
    const rows = rowsSchema.parse(
      await db.$queryRawUnsafe(`SELECT t::text AS row FROM "${name.replaceAll('"', '')}" t`),
    );
    for (const { row } of rows) {
      if (words.some((word) => row.includes(word))) holds.push(name);
    }
  }
  return [...new Set(holds)].toSorted();
}

describe.each(databaseKinds)('all traces of a person, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('are gone from every table after deletion, whatever the person did', async () => {
    const word = `w${crypto.randomUUID()}`;
    const { call, ids, name, bystander, shared, alert } = await somebodyBusy(database, word);
    const before = await holding(database, [...ids, name, word]);
    const holders = Object.keys(tables).filter(
      (table) => tables[table] === 'exported' || tables[table] === 'deleted',
    );
    expect(before).toEqual(holders.toSorted());

    await erasePerson(call, call.person.id);
    expect(await holding(database, [...ids, name])).toEqual([]);
    // What an alert said was said to all; who said it is gone.
    expect(await holding(database, [word])).toEqual(['AlertVersion']);
    const { prisma } = database;
    expect(await prisma.alert.findUniqueOrThrow({ where: { id: alert.id } })).toMatchObject({
      authorId: null,
    });
    expect(await prisma.publication.findUniqueOrThrow({ where: { id: shared.id } })).toMatchObject({
      audience: { to: 'people', personIds: [bystander.person.id] },
    });
    expect(await prisma.account.count({ where: { id: bystander.account.id } })).toBe(1);
  });

  test('are all in the export, without data of others', async () => {
    const word = `w${crypto.randomUUID()}`;
    const { call, admin, bystander } = await somebodyBusy(database, word);
    const kept = await exportPersonalData(call, call.person.id);
    const filled = (part: keyof typeof kept) => {
      const value = kept[part];
      return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
    };
    const parts = [
      'accounts',
      'memberships',
      'grants',
      'approver',
      'rsvps',
      'signups',
      'alerts',
      'told',
      'buttons',
      'typedCodes',
      'attempts',
      'cooldowns',
      'waits',
      'actsAboutMe',
    ] as const;
    expect(parts.filter((part) => !filled(part))).toEqual([]);
    const { told, attempts, cooldowns } = storedSchema.parse(kept);
    const [first] = told;
    expect(toJson(first?.message)).toContain(word);
    expect(attempts.map(({ what }) => what).toSorted()).toEqual([
      'make:link',
      'make:link',
      'redeem',
      'redeem',
    ]);
    expect(cooldowns.map(({ what }) => what).toSorted()).toEqual([
      'privacy export person',
      'try chat',
    ]);
    const file = toJson(kept);
    const others = [admin, bystander].flatMap(({ account, person }: CommandContext) => [
      account.id,
      account.platformId,
      person.id,
    ]);
    expect(others.filter((id) => file.includes(id))).toEqual([]);
  });
});
