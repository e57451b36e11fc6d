import type { PrismaClient } from '../../src/database/generated/client.ts';
import { say } from '../../src/message/build.ts';

/** One row, as SQL finds it. */
export interface Row {
  table: string;
  where: string;
}

/** A community with something to do for every loop that runs by the clock. */
export interface World {
  name: string;
  communityId: string;
  briefing: string;
  ended: string;
  request: string;
  closed: string;
  reopened: string;
  crossposted: string;
  unknown: string;
  waiting: string;
  late: string;
  changed: string;
  /** Every row of it. */
  rows: Row[];
  /** Rows on which nothing depends but themselves. */
  siblings: Row[];
}

const hour = 3_600_000;
const day = 24 * hour;

/** Fills every table that a round reads. @param now in milliseconds, a full minute */
export async function fillWorld(db: PrismaClient, name: string, now: number): Promise<World> {
  const rows: Row[] = [];
  const siblings: Row[] = [];
  const at = (ms: number) => new Date(now + ms);
  let isSibling = false;
  const keep = (table: string, value: string, column = 'id') => {
    const row = { table, where: `"${column}" = '${value}'` };
    rows.push(row);
    if (isSibling) siblings.push(row);
    return value;
  };
  const begins = new Date(now);
  const communityId = keep(
    'Community',
    (
      await db.community.create({
        data: { name, locale: 'vi', zone: 'UTC', approval: true },
      })
    ).id,
  );
  const place = await db.connection.create({
    data: {
      ...{ communityId, platform: 'telegram', platformId: `-${name}`, title: name },
      founding: true,
    },
  });
  keep('Connection', place.id);

  async function admin(user: string): Promise<{ account: string; person: string; chat: string }> {
    const made = await db.person.create({
      data: {
        accounts: {
          create: {
            ...{ platform: 'telegram', platformId: user, name: user, locale: 'vi' },
            linkedAt: at(-day),
          },
        },
        grants: { create: { communityId, role: 'admin', grantedAt: at(-hour) } },
        memberships: { create: { communityId } },
      },
      include: { accounts: true, grants: true },
    });
    const [account] = made.accounts;
    const accountId = keep('Account', account?.id ?? '');
    keep('Person', made.id);
    keep('Membership', made.id, 'personId');
    keep('RoleGrant', made.grants[0]?.id ?? '');
    const chat = await db.chat.create({
      data: {
        ...{ platform: 'telegram', platformId: user, kind: 'private', title: user, accountId },
      },
    });
    keep('Chat', chat.id);
    const entry = await db.auditEntry.create({ data: { communityId, accountId, action: 'x' } });
    keep('AuditEntry', entry.id);
    return { account: accountId, person: made.id, chat: chat.id };
  }
  const { account, person, chat: own } = await admin(`admin-${name}`);

  async function chat(
    title: string,
    platform: 'discord' | 'telegram',
    data: { closedAt?: Date; closedReason?: string; closedToldAt?: Date } = {},
  ): Promise<string> {
    const made = await db.chat.create({
      data: {
        ...{ platform, kind: 'channel', title, platformId: `${title}-${name}` },
        connectionId: place.id,
        ...data,
        subscriptions: {
          create: (['alerts', 'briefings', 'events'] as const).map((topic) => ({
            communityId,
            topic,
          })),
        },
      },
      include: { subscriptions: true },
    });
    for (const { id } of made.subscriptions) keep('Subscription', id);
    return keep('Chat', made.id);
  }
  const group = await chat('group', 'telegram');
  const closed = await chat('closed', 'telegram', { closedAt: at(-hour), closedReason: 'gone' });
  const reopened = await chat('reopened', 'telegram', {
    ...{ closedAt: at(-hour), closedReason: 'noRights', closedToldAt: at(0) },
  });

  async function publication(
    text: string,
    more: {
      kind?: 'alert' | 'notice';
      fanOut?: 'pending' | 'done';
      notAfter?: Date;
      alertId?: string;
      audience?: object;
    } = {},
  ): Promise<string> {
    const made = await db.publication.create({
      data: {
        ...({ communityId, kind: 'alert', lane: 0, locale: 'vi', fanOut: 'done' } as const),
        audience: { to: 'topic', communityId, topic: 'alerts' },
        messages: JSON.parse(
          JSON.stringify({ vi: say(`${text} ${name}`), en: say(`${text} ${name}`) }),
        ),
        createdAt: at(-hour),
        ...more,
      },
    });
    return keep('Publication', made.id);
  }
  async function copy(
    publicationId: string,
    chatId: string,
    data: {
      platform?: 'discord';
      state: 'sent' | 'queued' | 'unknown';
      dueAt?: Date;
      triedAt?: Date;
      crosspostAt?: Date;
      messageIds?: string[];
    },
  ): Promise<string> {
    const made = await db.delivery.create({
      data: { publicationId, chatId, platform: 'telegram', lane: 0, ...data },
    });
    return keep('Delivery', made.id);
  }

  async function alert(
    title: string,
    state: 'active' | 'draft',
    expiresAt: Date,
    createdAt: Date,
  ): Promise<string> {
    const made = await db.alert.create({
      data: {
        ...{ communityId, state, severity: 'minor', expiresAt, createdAt, authorId: account },
        versions: {
          create: {
            ...{ number: 1, grade: 'first', title: `${title} ${name}`, text: 'T' },
            ...{ sourceUrl: 'https://example.org/', translations: {} },
          },
        },
      },
    });
    keep('AlertVersion', made.id, 'alertId');
    return keep('Alert', made.id);
  }
  async function endedAlert(): Promise<string> {
    const id = await alert('over', 'active', at(-60_000), at(-day));
    const first = await publication('over', { alertId: id });
    await copy(first, group, { state: 'sent', messageIds: ['7'] });
    return id;
  }
  const ended = await endedAlert();
  async function lateRequest(): Promise<string> {
    const alertId = await alert('asked', 'draft', at(day), at(-31 * hour));
    const asked = await publication('asking', {
      ...{ kind: 'notice', alertId, audience: { to: 'chats', chatIds: [own] } },
    });
    const made = await db.approval.create({
      data: {
        ...{ alertId, version: 1, hash: '', askedBy: `telegram:${name}`, askedById: account },
        ...{ notices: [asked], createdAt: at(-30 * hour) },
      },
    });
    return keep('Approval', made.id);
  }
  const request = await lateRequest();
  const unknown = await publication('unknown');
  await copy(unknown, group, { state: 'unknown', triedAt: at(-20 * 60_000) });
  const waiting = await publication('waiting', { fanOut: 'pending' });
  const late = await publication('late', { notAfter: at(-60_000) });
  await copy(late, group, { state: 'queued', dueAt: at(10 * day) });
  const channel = await chat('channel', 'discord');
  const passed = await publication('passed');
  const crossposted = await copy(passed, channel, {
    ...{ platform: 'discord', state: 'sent', messageIds: ['9'], crosspostAt: at(-1_000) },
  });

  async function event(title: string): Promise<string> {
    const made = await db.event.create({
      data: {
        ...{ communityId, title: `${title} ${name}`, zone: 'UTC', searchText: title },
        ...{ startsAt: at(day), endsAt: at(day + hour), sourceUrl: 'https://example.org/' },
        interests: { create: { personId: person, going: true } },
      },
    });
    keep('Interest', made.id, 'eventId');
    return keep('Event', made.id);
  }
  async function changedEvent(title: string): Promise<string> {
    const id = await event(title);
    await db.eventChange.create({
      data: {
        ...{ eventId: id, locale: 'vi', dueAt: at(-60_000) },
        before: {
          ...{ title: 'before', summary: '', place: '', topic: '' },
          ...{ sourceUrl: 'https://example.org/', linkUrl: null, translations: {}, allDay: false },
          ...{ state: 'scheduled', startsAt: at(day).toISOString() },
          endsAt: at(day + hour).toISOString(),
        },
      },
    });
    keep('EventChange', id, 'eventId');
    return id;
  }
  const changed = await changedEvent('changed');

  const { id: briefing } = await db.briefing.create({
    data: {
      ...{ communityId, title: `briefing ${name}`, zone: 'UTC', settledTo: at(-2 * hour) },
      cron: `${begins.getUTCMinutes()} ${begins.getUTCHours()} * * *`,
      sections: ['events', 'training', 'alerts', 'items'],
    },
  });
  keep('Briefing', briefing);
  const item = async () => {
    const made = await db.item.create({
      data: {
        ...{ briefingId: briefing, title: `item ${name}`, text: 'T' },
        sourceUrl: 'https://example.org/',
      },
    });
    keep('Item', made.id);
  };
  const session = async (courseId: string) => {
    const made = await db.session.create({
      data: {
        ...{ courseId, startsAt: at(day), endsAt: at(day + hour), zone: 'UTC', seats: 5 },
        signups: { create: { personId: person, state: 'placed' } },
      },
      include: { signups: true },
    });
    keep('Session', made.id);
    keep('Signup', made.signups[0]?.id ?? '');
  };
  const course = async () => {
    const made = await db.course.create({
      data: { communityId, title: `course ${name}`, searchText: '' },
    });
    keep('Course', made.id);
    await session(made.id);
    return made.id;
  };
  await item();
  const courseId = await course();
  await alert('holds', 'active', at(day), at(-hour));

  async function old(): Promise<void> {
    const past = at(-200 * day);
    const key = `${name} ${rows.length}`;
    const prompt = await db.prompt.create({
      data: {
        ...{ accountId: account, platform: 'telegram', place: key, state: {}, expiresAt: past },
      },
    });
    keep('Prompt', prompt.id);
    await db.keyboard.create({ data: { token: key, actions: [], createdAt: past } });
    keep('Keyboard', key, 'token');
    await db.spentButton.create({ data: { token: key, spentAt: past } });
    keep('SpentButton', key, 'token');
    await db.cooldown.create({ data: { key, until: past } });
    keep('Cooldown', key, 'key');
    const code = await db.code.create({
      data: { hash: key, kind: 'link', accountId: account, expiresAt: past },
    });
    keep('Code', code.id);
    await db.attempt.create({ data: { key, windowAt: past } });
    keep('Attempt', key, 'key');
    await db.beat.create({ data: { key, at: past, takenAt: past } });
    keep('Beat', key, 'key');
    const wait = await chat(`wait-${rows.length}`, 'discord');
    await db.wait.create({
      data: { platform: 'discord', key: wait, since: at(-60_000), until: at(hour) },
    });
    keep('Wait', wait, 'key');
  }
  await old();

  isSibling = true;
  await admin(`sibling-${name}`);
  await endedAlert();
  await lateRequest();
  await changedEvent('sibling');
  await item();
  await session(courseId);
  await course();
  await alert('sibling', 'active', at(day), at(-hour));
  await chat('beside', 'telegram', { closedAt: at(-hour), closedReason: 'noRights' });
  await copy(await publication('sibling'), group, { state: 'unknown', triedAt: at(-hour) });
  await publication('sibling', { fanOut: 'pending' });
  const sibling = await db.connection.create({
    data: {
      ...{ communityId, platform: 'discord', platformId: `sibling-${name}`, title: name },
      founding: true,
    },
  });
  keep('Connection', sibling.id);
  await old();
  return {
    ...{ name, communityId, briefing, ended, request, closed, reopened, crossposted, unknown },
    ...{ waiting, late, changed, rows, siblings },
  };
}
