import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noPlatformPermissions } from '../../src/context/roles/platform-permissions.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Connection, Prisma } from '../../src/database/generated/client.ts';
import { serverEventRefusals } from '../../src/delivery/server-events.ts';
import { sendMirrorProblems } from '../../src/event-mirrors/problem-notice.ts';
import { refreshMirrors } from '../../src/event-mirrors/refresh-job.ts';
import { setMirror } from '../../src/event-mirrors/service.ts';
import { createQuarantine } from '../../src/schedule/quarantine.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import {
  type NoticeFixture,
  openNoticeFixture,
  textLines,
} from '../support/fixtures/notice-fixture.ts';
import { createScriptedServer } from './scripted-server.ts';

const hour = 3_600_000;

describe.each(databaseKinds)('server events on %s', (_name, open) => {
  let database: OpenDatabase;
  let fixture: NoticeFixture;
  let server: ReturnType<typeof createScriptedServer>;
  let space: Connection;
  let hasRight: boolean | undefined;
  let refused: string[];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    fixture = await openNoticeFixture(database);
    server = createScriptedServer();
    hasRight = true;
    refused = [];
    space = await fixture.db.connection.create({
      data: {
        communityId: fixture.community.id,
        ...{ platform: 'discord', platformId: '13', title: 'Mạng lưới' },
      },
    });
    await turn(true);
  });

  const refresh = (from = server) =>
    refreshMirrors({
      db: fixture.db,
      now: () => fixture.clock.now,
      publicUrl: 'https://callboard.example',
      serverEvents: (platform) => (platform === 'discord' ? from.serverEvents : undefined),
      platformPermissions: {
        telegram: noPlatformPermissions,
        discord: {
          ...noPlatformPermissions,
          describeServerEvents: async () =>
            hasRight === undefined
              ? undefined
              : { key: 'discord.events', isNeeded: false, isOn: hasRight },
        },
      },
      onRefused: ({ act, reason }) => void refused.push(`${act} ${reason}`),
      aside: createQuarantine({ report: () => undefined, now: () => 0 }),
    });
  const minutes = (count: number) => fixture.advanceHours(count / 60);
  async function turn(isOn: boolean) {
    const account = await fixture.createAccount(`admin ${Math.random()}`);
    const status = { space, isOn: !isOn, isEnding: false, problem: undefined, right: undefined };
    await setMirror({ db: fixture.db, account, community: fixture.community }, status, isOn);
  }
  const addEvent = (
    title: string,
    {
      inHours = 48,
      ...over
    }: Partial<Prisma.EventUncheckedCreateInput> & { inHours?: number } = {},
  ) =>
    fixture.db.event.create({
      data: {
        ...{ communityId: fixture.community.id, title, zone: 'UTC', searchText: title },
        startsAt: new Date(fixture.clock.now.epochMilliseconds + inHours * hour),
        endsAt: new Date(fixture.clock.now.epochMilliseconds + (inHours + 2) * hour),
        ...over,
      },
    });
  const change = (title: string, data: Prisma.EventUncheckedUpdateInput) =>
    fixture.db.event.updateMany({ where: { title }, data });
  const mirror = () => fixture.db.eventMirror.findFirst();

  test('makes each coming event once, and asks nothing while nothing changes', async () => {
    await addEvent('Chiếu phim', { place: 'Rạp Ngọc Khánh', linkUrl: 'https://example.com/phim' });
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'create Chiếu phim']);
    expect([...server.events.values()]).toEqual([
      expect.objectContaining({
        place: 'Rạp Ngọc Khánh',
        description: expect.stringMatching(
          /^\nhttps:\/\/example\.com\/phim\nCallboard · [0-9a-z]{10}$/,
        ),
      }),
    ]);
    minutes(10);
    await refresh();
    expect(server.takeAsked()).toEqual([]);
  });

  test('links to the page of the event where the calendar is public', async () => {
    await fixture.db.community.updateMany({ data: { hasPublicCalendar: true } });
    const { id } = await addEvent('Chiếu phim');
    await refresh();
    expect([...server.events.values()][0]?.description).toContain(
      `https://callboard.example/calendar/${fixture.community.id}/${id}`,
    );
  });

  test('speaks the language that most of the server’s chats have chosen', async () => {
    await addEvent('Chiếu phim', { translations: { en: { title: 'Film night' } } });
    for (const [index, locale] of (['en', 'en', 'vi'] as const).entries())
      await fixture.db.chat.create({
        data: {
          ...{ platform: 'discord', platformId: `c${index}`, kind: 'group', title: '#', locale },
          connectionId: space.id,
        },
      });
    await refresh();
    expect(server.names()).toEqual(['Film night']);
    expect([...server.events.values()][0]?.place).toBe('See description');
  });

  test('follows a move, waits for further edits, and cancels', async () => {
    await addEvent('Chiếu phim');
    await refresh();
    const later = new Date(fixture.clock.now.epochMilliseconds + 72 * hour);
    await change('Chiếu phim', { startsAt: later, endsAt: new Date(later.getTime() + hour) });
    server.takeAsked();
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'change Chiếu phim']);
    expect([...server.events.values()][0]?.startsAt).toBe(later.getTime());
    const { id: eventId } = await fixture.db.event.findFirstOrThrow();
    await change('Chiếu phim', { place: 'Hà Nội' });
    const pending = { eventId, before: {}, locale: 'vi' as const, dueAt: fixture.date() };
    await fixture.db.eventChange.create({ data: pending });
    await refresh();
    expect(server.takeAsked()).toEqual([]);
    await fixture.db.eventChange.deleteMany();
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'change Chiếu phim']);
    await change('Chiếu phim', { state: 'cancelled' });
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'cancel Chiếu phim']);
    expect(await fixture.db.mirroredEvent.count()).toBe(0);
  });

  test('shows the next date of a series when the one before is over', async () => {
    const { id: seriesId } = await fixture.db.eventSeries.create({
      data: {
        ...{ communityId: fixture.community.id, rule: 'FREQ=DAILY', zone: 'UTC', template: {} },
        ...{ startsAt: fixture.date(), endsAt: fixture.date() },
      },
    });
    for (const inHours of [1, 25, 49]) await addEvent(`lần ${inHours}`, { inHours, seriesId });
    await refresh();
    expect(server.names()).toEqual(['lần 1']);
    fixture.advanceHours(2);
    await refresh();
    expect(server.names()).toEqual(['lần 1']);
    fixture.advanceHours(1.1);
    // The server ends it by itself.
    server.events.clear();
    server.takeAsked();
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'create lần 25']);
  });

  test('shows the nearest of many events over several runs, and leaves room for what others made', async () => {
    server = createScriptedServer({ maxOpen: 30 });
    for (const index of Array(5).keys()) server.addForeign(`của người khác ${index}`);
    for (const index of Array(40).keys()) await addEvent(`${index}`, { inHours: 24 + index });
    for (let round = 0; round < 5; round += 1) {
      await refresh();
      minutes(1);
    }
    expect(server.events.size).toBe(30);
    expect(
      server
        .names()
        .slice(5)
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual([...Array(25).keys()]);
    server.takeAsked();
    await addEvent('ngay mai', { inHours: 20 });
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'remove 24', 'create ngay mai']);
    await refresh();
    expect(server.takeAsked()).toEqual([]);
  });

  test('a server that is fuller than it says is tried again later', async () => {
    await addEvent('một');
    await addEvent('hai', { inHours: 60 });
    const full = { kind: 'rejected', reason: serverEventRefusals.full } as const;
    server.fail('create', full);
    await refresh();
    await refresh();
    expect(server.takeAsked()).toEqual(['list', 'create một']);
    minutes(31);
    await refresh();
    expect(server.names()).toEqual(['một', 'hai']);
  });

  describe('never twice', () => {
    test('when two processes run at once', async () => {
      await addEvent('Chiếu phim');
      await Promise.all([refresh(), refresh(), refresh()]);
      expect(server.names()).toEqual(['Chiếu phim']);
      expect(server.takeAsked().filter((one) => one !== 'list')).toEqual(['create Chiếu phim']);
    });

    test('when a process is killed between the request and its answer', async () => {
      await addEvent('Chiếu phim');
      server.fail('create', 'kill');
      // A process that is killed does not give the mirror back either.
      const { claimedUntil } = {
        claimedUntil: new Date(fixture.clock.now.epochMilliseconds + 5 * 60_000),
      };
      await refresh().catch(() => undefined);
      await fixture.db.eventMirror.updateMany({ data: { claimedUntil, pausedUntil: null } });
      expect(await fixture.db.mirroredEvent.findFirst()).toMatchObject({ serverEventId: null });
      server.takeAsked();
      minutes(4);
      await refresh();
      expect(server.takeAsked()).toEqual([]);
      minutes(2);
      await refresh();
      expect(server.takeAsked()).toEqual(['list']);
      expect(server.names()).toEqual(['Chiếu phim']);
      expect(await fixture.db.mirroredEvent.findFirst()).toMatchObject({ serverEventId: 'e1' });
    });

    test('when an answer is lost', async () => {
      await addEvent('Chiếu phim');
      server.fail('create', 'lose');
      await refresh();
      await refresh();
      expect(server.takeAsked()).toEqual(['list', 'create Chiếu phim']);
      minutes(3);
      await refresh();
      expect(server.takeAsked()).toEqual(['list']);
      expect(server.names()).toEqual(['Chiếu phim']);
    });

    test('when a request whose answer was lost is carried out late: one goes again', async () => {
      await addEvent('Chiếu phim');
      const lost = { kind: 'ambiguous', reason: 'no answer' } as const;
      server.fail('create', lost);
      await refresh();
      minutes(3);
      await refresh();
      const [made] = server.events.values();
      if (made) server.events.set('late', { ...made, id: 'late' });
      minutes(11);
      await refresh();
      expect([...server.events.keys()]).toEqual(['e1']);
    });

    test('when the database is restored from a backup from before', async () => {
      await addEvent('Chiếu phim');
      await refresh();
      await fixture.db.mirroredEvent.deleteMany();
      minutes(1);
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
    });

    test('when a process was held up until another took over', async () => {
      await addEvent('Chiếu phim');
      const go = server.hold();
      const heldUp = refresh();
      await expect.poll(async () => (await mirror())?.claimedUntil).not.toBeNull();
      minutes(6);
      const other = { ...server, serverEvents: { ...server.serverEvents } };
      const second = refresh(other);
      await expect
        .poll(async () => (await mirror())?.claimedUntil?.getTime())
        .toBeGreaterThan(fixture.clock.now.epochMilliseconds);
      go();
      await Promise.all([heldUp, second]);
      expect(server.names()).toEqual(['Chiếu phim']);
    });
  });

  describe('when something stands in the way', () => {
    test('waits as long as the platform says', async () => {
      await addEvent('Chiếu phim');
      server.fail('create', { kind: 'rateLimited', seconds: 600, scope: 'chat' });
      await refresh();
      minutes(9);
      await refresh();
      expect(server.takeAsked()).toEqual(['list', 'create Chiếu phim']);
      minutes(2);
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
    });

    test('asks nothing without the right, tells admins once, and goes on by itself', async () => {
      await fixture.grantRole(await fixture.createAccount('admin'), 'admin');
      await addEvent('Chiếu phim');
      hasRight = false;
      for (const passed of [0, 6, 6]) {
        minutes(passed);
        await refresh();
        await sendMirrorProblems(fixture.noticeContext());
      }
      expect(server.takeAsked()).toEqual([]);
      expect(await fixture.recipients()).toEqual(['admin']);
      const [notice] = fixture.published;
      expect(notice && textLines(notice.messages.en).join(' ')).toMatch(/Create Events.*\/setup/);
      hasRight = true;
      minutes(6);
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
      expect(await mirror()).toMatchObject({ problem: null });
    });

    test('a refusal for missing rights is not tried again for half an hour', async () => {
      await addEvent('Chiếu phim');
      const refusal = { kind: 'chatClosed', reason: 'noRights' } as const;
      server.fail('create', refusal, refusal);
      for (let passed = 0; passed < 29; passed += 1) {
        await refresh();
        minutes(1);
      }
      expect(server.takeAsked()).toEqual(['list', 'create Chiếu phim']);
      expect(await mirror()).toMatchObject({ problem: 'noRights', isProblemTold: false });
    });

    test('what is refused for good is not sent again until it changes', async () => {
      await addEvent('Chiếu phim');
      server.fail('create', { kind: 'rejected', reason: 'Invalid Form Body' });
      for (let passed = 0; passed < 5; passed += 1) {
        await refresh();
        minutes(10);
      }
      expect(server.takeAsked()).toEqual(['list', 'create Chiếu phim']);
      expect(refused).toEqual(['create Invalid Form Body']);
      await change('Chiếu phim', { place: 'Hà Nội' });
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
    });

    test('what somebody deletes in the server is not made again', async () => {
      await addEvent('Chiếu phim');
      await refresh();
      server.events.clear();
      server.fail('change', { kind: 'rejected', reason: serverEventRefusals.gone });
      await change('Chiếu phim', { place: 'Hà Nội' });
      for (let passed = 0; passed < 3; passed += 1) {
        await refresh();
        minutes(7 * 60);
      }
      expect(server.names()).toEqual([]);
      await turn(false);
      await refresh();
      await turn(true);
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
    });

    test('an event that cannot be shown does not stop the others', async () => {
      const { id } = await addEvent('hỏng');
      await fixture.db
        .$executeRaw`UPDATE "Event" SET "endsAt" = 'infinity', zone = 'nowhere' WHERE id = ${id}::uuid`;
      await addEvent('Chiếu phim');
      await refresh();
      expect(server.names()).toEqual(['Chiếu phim']);
    });
  });

  describe('taking down', () => {
    beforeEach(async () => {
      server.addForeign('của người khác');
      await addEvent('một');
      await addEvent('hai', { inHours: 60 });
      await refresh();
      server.takeAsked();
    });

    test('when it is turned off', async () => {
      await turn(false);
      await refresh();
      expect(server.names()).toEqual(['của người khác']);
      expect(await mirror()).toBeNull();
      expect(await fixture.db.mirroredEvent.count()).toBe(0);
    });

    test('when the server is disconnected', async () => {
      await fixture.db.connection.delete({ where: { id: space.id } });
      await refresh();
      expect(server.names()).toEqual(['của người khác']);
      expect(await mirror()).toBeNull();
    });

    test('when the whole community is deleted', async () => {
      await fixture.db.community.deleteMany();
      await refresh();
      expect(server.names()).toEqual(['của người khác']);
      expect(await mirror()).toBeNull();
    });

    test('a failed removal is made up for', async () => {
      await turn(false);
      server.fail('remove', { kind: 'transient', reason: '503' });
      await refresh();
      expect(server.names()).toHaveLength(3);
      minutes(2);
      await refresh();
      expect(server.names()).toEqual(['của người khác']);
    });

    test('without the right it waits until the events are over, without a request', async () => {
      await turn(false);
      hasRight = false;
      await refresh();
      expect(await mirror()).not.toBeNull();
      fixture.advanceHours(70);
      await refresh();
      expect(await mirror()).toBeNull();
      expect(server.takeAsked()).toEqual([]);
    });

    test('nothing is left to do where the bot no longer is', async () => {
      await turn(false);
      hasRight = undefined;
      await refresh();
      expect(await mirror()).toBeNull();
    });

    test('turned on again before that, everything stays or comes back', async () => {
      await turn(false);
      await turn(true);
      await refresh();
      expect(server.names().toSorted()).toEqual(['của người khác', 'hai', 'một']);
    });
  });
});
