import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  correctableAlert,
  ownDraft,
  sentAlert,
} from '../../src/alerts/arguments/alert-argument.ts';
import { pendingRequest } from '../../src/alerts/review/arguments.ts';
import { briefing, edition } from '../../src/briefings/arguments.ts';
import { managedChat, myCommunity } from '../../src/communities/arguments.ts';
import { unconnectedChat } from '../../src/communities/connections/arguments.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import { noPlatformPermissions } from '../../src/context/roles/platform-permissions.ts';
import { openCourse, ownCourse } from '../../src/courses/arguments.ts';
import { anySession, openSession } from '../../src/courses/session-argument.ts';
import { mySignup } from '../../src/courses/signups/arguments.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { event, eventTopic, ownEvent } from '../../src/events/arguments.ts';
import type { Argument } from '../../src/kit/define/argument.ts';
import { maxLabelLength } from '../../src/kit/limits.ts';
import { normalizeLabel } from '../../src/kit/pickers/search/distinct-labels.ts';
import { fold } from '../../src/language/text/fold.ts';
import { heading, message } from '../../src/message/build.ts';
import { communityChatArgument, publicationArgument } from '../../src/operations/arguments.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext } from '../support/fixtures/command-context.ts';

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
let context: CommandContext;
let given: Record<string, unknown>;

/** Of everything that can be chosen, one for each title, all at the same time and place. */
async function fill(): Promise<void> {
  const { db } = database.prisma ? { db: database.prisma } : never();
  const communityId = context.community?.id ?? '';
  const authorId = context.account.id;
  const connection = await db.connection.create({
    data: { communityId, platform: 'discord', platformId: 'server', title: 'Máy chủ' },
  });
  await db.membership.create({ data: { personId: context.person.id, communityId } });
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
    await db.signup.create({
      data: { sessionId, personId: context.person.id, state: 'confirmed' },
    });
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
            requestedBy: 'somebody',
            createdAt: new Date(context.now.epochMilliseconds),
          },
        },
        createdAt: new Date(context.now.epochMilliseconds),
      },
    });
    await db.briefing.create({
      data: {
        communityId,
        title,
        zone,
        sections: ['events'],
        editions: { create: { scheduledFor: startsAt, state: 'sent' } },
      },
    });
    await db.publication.create({
      data: {
        communityId,
        kind: 'alert',
        priority: 1,
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
      data: {
        name: title,
        locale: 'vi',
        zone,
        members: { create: { personId: context.person.id } },
      },
    });
  }
}

function never(): never {
  throw new Error('There is no database');
}

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  const made = await createCommandContext(database);
  const places = titles.map((title, at) => ({
    platformId: `place ${at}`,
    title,
    kind: 'group' as const,
  }));
  context = {
    ...made.call,
    roles: async () => new Set(['admin' as const]),
    platformPermissions: {
      ...made.call.platformPermissions,
      discord: {
        ...noPlatformPermissions,
        canManage: async () => true,
        listChats: async () => places,
      },
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
  'open session': openSession('course'),
  session: anySession('course'),
  signup: mySignup(),
  'alert to correct': correctableAlert(),
  'sent alert': sentAlert(),
  draft: ownDraft(),
  request: pendingRequest(),
  briefing: briefing(),
  edition: edition(),
  publication: publicationArgument(),
  chat: communityChatArgument(),
  'managed chat': managedChat(),
  'free chat': unconnectedChat(),
  community: myCommunity(),
};
const all = Object.entries(kinds) as unknown as [
  string,
  Argument<NonNullable<unknown>, CommandContext>,
][];
const hasTitles = (name: string) => !name.includes('session');
/** A topic is one, however many events have it. */
const hasEqual = (name: string) => hasTitles(name) && !name.includes('topic');

describe.each(all)('%s', (name, { type }) => {
  const read = (typed: string) => type.parse(typed, { ...context }, given);
  const chosen = async (typed: string) => {
    const found = await read(typed);
    return found.ok ? type.encode(found.value, context) : found.error.key;
  };

  test('labels each choice distinctly and accepts the typed label', async () => {
    const offered = (await type.suggest?.('', { ...context }, given, 200)) ?? [];
    expect(offered.length).toBeGreaterThanOrEqual(hasTitles(name) ? new Set(titles).size : 5);
    expect(new Set(offered.map(({ label }) => normalizeLabel(label))).size).toBe(offered.length);
    for (const { label, value } of offered) {
      expect(label.length).toBeLessThanOrEqual(maxLabelLength);
      const typings = [
        label,
        label.normalize('NFD'),
        label.replace(/[\u2066-\u2069]/g, ''),
        label.replace('ủy', 'u\u1ef7'),
      ];
      for (const typed of typings) expect(await chosen(typed), typed).toBe(value);
    }
  });

  test.runIf(hasTitles(name))('prefers an exact title over titles that begin with it', async () => {
    expect(await chosen('podcast NÂNG cao')).toMatch(/^id:/);
    expect(await chosen('Hu\u1ef7 hẹn')).toMatch(/^id:/);
  });

  test.runIf(hasEqual(name))('asks which one is meant when titles are equal', async () => {
    const found = await read('Podcast');
    const offered = found.ok ? [] : (found.error.suggestions ?? []);
    expect(offered.length, JSON.stringify(offered)).toBe(name === 'chat' ? 4 : 2);
  });
});
