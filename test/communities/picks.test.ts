import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitingRequest } from '../../src/alerts/approval/waiting.ts';
import { correctableAlert, ownDraft, sentAlert } from '../../src/alerts/pick.ts';
import { briefing, edition } from '../../src/briefings/pick.ts';
import type { Call } from '../../src/communities/call.ts';
import { communityChat, publication } from '../../src/communities/desk/pick.ts';
import { managedChat, myCommunity } from '../../src/communities/pick.ts';
import { freeChat } from '../../src/communities/pick-new.ts';
import { powerless } from '../../src/communities/powers.ts';
import {
  anySessionOf,
  mySignup,
  openCourse,
  ownCourse,
  sessionOf,
} from '../../src/courses/pick.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { event, eventTopic, ownEvent } from '../../src/events/pick.ts';
import type { Argument } from '../../src/kit/argument.ts';
import { longestLabel, seenKey } from '../../src/kit/labels.ts';
import { fold } from '../../src/language/fold.ts';
import { heading, message } from '../../src/message/build.ts';
import { callIn } from '../events/call.ts';
import { openEmbedded } from '../support/databases.ts';

const long = 'Đêm nhạc thính phòng '.repeat(6);
/** Equal, equal in all that a label shows, one the beginning of another, from right to left, and of two spellings. */
const titles = [
  'Podcast',
  'Podcast',
  'Podcast nâng cao',
  'Podcast nâng cao 2',
  `${long}A`,
  `${long}B`,
  'ليلى 12',
  'Hủy hẹn',
];
const startsAt = new Date('2026-12-01T12:30:00Z');
const endsAt = new Date('2026-12-01T14:00:00Z');
const zone = 'Asia/Ho_Chi_Minh';
const source = 'https://example.org/';

let database: OpenDatabase;
let call: Call;
let given: Record<string, unknown>;

/** Of everything that can be chosen, one for each title, all at the same time and place. */
async function fill(): Promise<void> {
  const { db } = database.prisma ? { db: database.prisma } : never();
  const communityId = call.community?.id ?? '';
  const authorId = call.account.id;
  const connection = await db.connection.create({
    data: { communityId, platform: 'discord', platformId: 'server', title: 'Máy chủ' },
  });
  await db.membership.create({ data: { personId: call.person.id, communityId } });
  for (const [at, title] of titles.entries()) {
    const searchText = fold(title);
    await db.event.create({
      data: {
        communityId,
        title,
        topic: title,
        sourceUrl: source,
        startsAt,
        endsAt,
        zone,
        searchText,
      },
    });
    const course = await db.course.create({ data: { communityId, title, searchText } });
    const session = { startsAt, endsAt, zone, seats: 5 };
    const { id: sessionId } = await db.session.create({
      data: { ...session, courseId: course.id },
    });
    if (at === 0) {
      given = { course };
      for (const place of ['', 'Rạp A', 'Rạp A', long])
        await db.session.create({ data: { ...session, courseId: course.id, place } });
    }
    await db.signup.create({ data: { sessionId, personId: call.person.id, state: 'placed' } });
    const version = { number: 1, grade: 'clarify' as const, title, text: 'x', sourceUrl: source };
    const alert = { communityId, severity: 'minor' as const, expiresAt: endsAt, authorId };
    await db.alert.create({ data: { ...alert, state: 'active', versions: { create: version } } });
    await db.alert.create({
      data: {
        ...alert,
        state: 'draft',
        versions: { create: version },
        approvals: {
          create: {
            version: 1,
            hash: 'x',
            askedBy: 'somebody',
            createdAt: new Date(call.now.epochMilliseconds),
          },
        },
        createdAt: new Date(call.now.epochMilliseconds),
      },
    });
    await db.briefing.create({
      data: {
        communityId,
        title,
        zone,
        sections: ['events'],
        editions: { create: { beatAt: startsAt, state: 'sent' } },
      },
    });
    await db.publication.create({
      data: {
        communityId,
        kind: 'alert',
        lane: 1,
        audience: { to: 'topic', topic: 'alerts' },
        messages: { vi: message([heading(title)]) },
        locale: 'vi',
        createdAt: startsAt,
      },
    });
    const chat = {
      platform: 'telegram' as const,
      kind: 'group' as const,
      title,
      platformId: `chat ${at}`,
    };
    for (const threadId of at === 0 ? ['', '7', '8'] : [''])
      await db.chat.create({ data: { ...chat, threadId, connectionId: connection.id } });
    await db.chat.create({ data: { ...chat, platform: 'discord', platformId: `free ${at}` } });
    await db.community.create({
      data: { name: title, locale: 'vi', zone, members: { create: { personId: call.person.id } } },
    });
  }
}

function never(): never {
  throw new Error('There is no database');
}

beforeAll(async () => {
  database = await openEmbedded();
  const made = await callIn(database);
  const places = titles.map((title, at) => ({
    platformId: `place ${at}`,
    title,
    kind: 'group' as const,
  }));
  call = {
    ...made.call,
    roles: async () => new Set(['admin' as const]),
    powers: {
      ...made.call.powers,
      discord: { ...powerless, manages: async () => true, places: async () => places },
    },
  };
  await fill();
});
afterAll(() => database.close());

/** Every kind by which something of the program is chosen. */
const kinds = {
  event: event(),
  'own event': ownEvent(),
  'topic of events': eventTopic(),
  'open course': openCourse(),
  'own course': ownCourse(),
  'open session': sessionOf('course'),
  session: anySessionOf('course'),
  signup: mySignup(),
  'alert to correct': correctableAlert(),
  'sent alert': sentAlert(),
  draft: ownDraft(),
  request: waitingRequest(),
  briefing: briefing(),
  edition: edition(),
  publication: publication(),
  chat: communityChat(),
  'managed chat': managedChat(),
  'free chat': freeChat(),
  community: myCommunity(),
};
const all = Object.entries(kinds) as unknown as [string, Argument<NonNullable<unknown>, Call>][];
const hasTitles = (name: string) => !name.includes('session');
/** A topic is one, however many events have it. */
const hasEqual = (name: string) => hasTitles(name) && !name.includes('topic');

describe.each(all)('%s', (name, { kind }) => {
  const read = (typed: string) => kind.read(typed, { ...call }, given);
  const chosen = async (typed: string) => {
    const found = await read(typed);
    return found.ok ? kind.encode(found.value, call) : found.problem.key;
  };

  test('has a label of its own for each, and takes it when it is typed', async () => {
    const offered = (await kind.suggest?.('', { ...call }, given, 200)) ?? [];
    expect(offered.length).toBeGreaterThanOrEqual(hasTitles(name) ? new Set(titles).size : 5);
    expect(new Set(offered.map(({ label }) => seenKey(label))).size).toBe(offered.length);
    for (const { label, value } of offered) {
      expect(label.length).toBeLessThanOrEqual(longestLabel);
      const typings = [
        label,
        label.normalize('NFD'),
        label.replace(/[\u2066-\u2069]/g, ''),
        label.replace('ủy', 'u\u1ef7'),
      ];
      for (const typed of typings) expect(await chosen(typed), typed).toBe(value);
    }
  });

  test.runIf(hasTitles(name))('takes a whole title before those that it begins', async () => {
    expect(await chosen('podcast NÂNG cao')).toMatch(/^id:/);
    expect(await chosen('Hu\u1ef7 hẹn')).toMatch(/^id:/);
  });

  test.runIf(hasEqual(name))('asks which of those with the same title', async () => {
    const found = await read('Podcast');
    const offered = found.ok ? [] : (found.problem.suggestions ?? []);
    expect(offered.length, JSON.stringify(offered)).toBe(name === 'chat' ? 4 : 2);
  });
});
