import { randomUUID } from 'node:crypto';
import type { Locale, PrismaClient } from '../../../src/database/generated/client.ts';
import { textMessage } from '../../../src/message/build.ts';
import type { Platform } from '../../../src/platform.ts';

/** One row, as SQL finds it. */
export interface RowReference {
  table: string;
  where: string;
}

export const hour = 3_600_000;
export const day = 24 * hour;

/** What people write: no line of the log has it. */
export const secretText = 'thì thầm';

export interface RowFactoryOptions {
  db: PrismaClient;
  name: string;
  /** Milliseconds since the epoch, a full minute. */
  now: number;
  locale: Locale;
  zone: string;
}

/** Makes rows of one community, and remembers where they are. */
export async function createRowFactory({ db, name, now, locale, zone }: RowFactoryOptions) {
  const rows: RowReference[] = [];
  const siblings: RowReference[] = [];
  const at = (ms: number) => new Date(now + ms);
  const said = (text: string) => `${text} ${name} ${secretText}`;
  let isSibling = false;
  const keep = (table: string, value: string, column = 'id') => {
    const row = { table, where: `"${column}" = '${value}'` };
    rows.push(row);
    if (isSibling) siblings.push(row);
    return value;
  };
  const community = await db.community.create({
    data: { name: said('community'), locale, zone, requiresApproval: true },
  });
  const communityId = keep('Community', community.id);

  async function place(platform: Platform, platformId: string): Promise<string> {
    const made = await db.connection.create({
      data: { communityId, platform, platformId, title: said('place'), founding: true },
    });
    return keep('Connection', made.id);
  }
  const placeId = await place('telegram', `-${name}`);

  async function admin(user: string): Promise<{ account: string; person: string; chat: string }> {
    const made = await db.person.create({
      data: {
        accounts: {
          create: {
            ...{ platform: 'telegram', platformId: user, name: said(user), locale },
            linkedAt: at(-day),
          },
        },
        grants: { create: { communityId, role: 'admin', grantedAt: at(-hour) } },
        memberships: { create: { communityId } },
      },
      include: { accounts: true, grants: true },
    });
    await db.reminderPreference.create({ data: { personId: made.id, minutes: [2880] } });
    keep('ReminderPreference', made.id, 'personId');
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
    await db.linkHistory.create({ data: { one: `telegram:${user}`, other: `discord:${user}` } });
    keep('LinkHistory', `telegram:${user}`, 'one');
    return { account: accountId, person: made.id, chat: chat.id };
  }

  async function chat(
    title: string,
    platform: Platform,
    data: { closedAt?: Date; closedReason?: string; closedNotifiedAt?: Date } = {},
  ): Promise<string> {
    const made = await db.chat.create({
      data: {
        ...{ platform, kind: 'channel', title: said(title), platformId: `${title}-${name}` },
        connectionId: placeId,
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

  /** A chat that wants a board. */
  async function board(title: string): Promise<string> {
    const chatId = await chat(title, 'telegram');
    const made = await db.board.create({ data: { chatId, connectionId: placeId } });
    return keep('Board', made.id);
  }

  /** A server whose list shows an event that is gone. */
  async function mirror(title: string): Promise<string> {
    const connectionId = await place('discord', `${title}-${name}`);
    const made = await db.eventMirror.create({
      data: {
        ...{ platform: 'discord', platformId: `${title}-${name}`, connectionId },
        events: { create: { eventId: randomUUID(), serverEventId: 'old', endsAt: at(day) } },
      },
    });
    keep('MirroredEvent', made.id, 'mirrorId');
    return keep('EventMirror', made.id);
  }

  async function publication(
    text: string,
    more: {
      kind?: 'alert' | 'notice';
      fanOut?: 'pending' | 'done';
      expiresAt?: Date;
      origin?: string;
      audience?: object;
    } = {},
  ): Promise<string> {
    const made = await db.publication.create({
      data: {
        ...({ communityId, kind: 'alert', priority: 0, locale, fanOut: 'done' } as const),
        audience: { to: 'topic', communityId, topic: 'alerts' },
        messages: JSON.parse(
          JSON.stringify({
            vi: textMessage(`${said(text)} vi`),
            en: textMessage(`${said(text)} en`),
          }),
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
      uncertainSince?: Date;
      crosspostAt?: Date;
      messageIds?: string[];
    },
  ): Promise<string> {
    const made = await db.delivery.create({
      data: { publicationId, chatId, platform: 'telegram', priority: 0, ...data },
    });
    return keep('Delivery', made.id);
  }

  return {
    ...{ db, name, locale, zone, communityId, rows, siblings, at, said, keep },
    ...{ place, admin, chat, board, mirror, publication, copy },
    /** From now on nothing depends on what is made but itself. */
    startSiblings() {
      isSibling = true;
    },
  };
}

export type RowFactory = Awaited<ReturnType<typeof createRowFactory>>;
