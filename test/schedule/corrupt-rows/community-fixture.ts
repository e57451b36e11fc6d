import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { createContentFactory } from './content.ts';
import {
  createRowFactory,
  day,
  hour,
  type RowFactory,
  type RowFactoryOptions,
  type RowReference,
} from './row-factory.ts';

/** A community with something to do for every loop. */
export interface CommunityFixture extends Pick<RowFactoryOptions, 'name' | 'locale' | 'zone'> {
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
  over: string;
  board: string;
  mirror: string;
  series: string;
  calendar: string;
  /** A community whose alerts need nobody new: it has an approver. */
  guarded: string;
  /** Chats to which the platform asked to wait. */
  held: string[];
  /** Every row of it. */
  rows: RowReference[];
  /** Rows on which nothing depends but themselves. */
  siblings: RowReference[];
}

/** What has served its time, and a wait that holds. */
async function old(
  { db, communityId, at, said, keep, name, rows, chat }: RowFactory,
  accountId: string,
): Promise<string> {
  const past = at(-200 * day);
  const key = `${name} ${rows.length}`;
  const prompt = await db.prompt.create({
    data: { accountId, platform: 'telegram', place: key, state: {}, expiresAt: past },
  });
  keep('Prompt', prompt.id);
  await db.actionSet.create({ data: { token: key, actions: [], createdAt: past } });
  keep('ActionSet', key, 'token');
  await db.consumedToken.create({ data: { token: key, consumedAt: past } });
  keep('ConsumedToken', key, 'token');
  await db.cooldown.create({ data: { key, until: past } });
  keep('Cooldown', key, 'key');
  const code = await db.code.create({
    data: { hash: key, kind: 'link', accountId, expiresAt: past },
  });
  keep('Code', code.id);
  await db.rateLimitWindow.create({ data: { key, startsAt: past } });
  keep('RateLimitWindow', key, 'key');
  await db.scheduledRun.create({ data: { key, at: past, claimedAt: past } });
  keep('ScheduledRun', key, 'key');
  await db.handledUpdate.create({ data: { bot: key, updateId: 7n, handledAt: past } });
  keep('HandledUpdate', key, 'bot');
  const hash = createHash('sha256').update(key).digest('hex');
  await db.picture.create({
    data: {
      ...{ hash, contentType: 'image/png', width: 1, height: 1, size: 1, sentAt: past },
      pieces: { create: { number: 0, bytes: new Uint8Array(1) } },
      uploads: { create: { botId: '1', fileId: key } },
    },
  });
  for (const table of ['Picture', 'PicturePiece', 'PictureUpload']) keep(table, hash, 'hash');
  await db.disconnectedSpace.create({ data: { platform: 'discord', platformId: key } });
  keep('DisconnectedSpace', key, 'platformId');
  const held = `wait-${rows.length}`;
  const wait = await chat(held, 'discord');
  await db.rateLimitPause.create({
    data: { platform: 'discord', key: wait, since: at(-60_000), until: at(hour) },
  });
  keep('RateLimitPause', wait, 'key');
  const report = await db.report.create({
    data: {
      ...{ communityId, chatId: wait, messageId: key, excerpt: said('excerpt'), createdAt: past },
      entries: { create: { accountId, reason: said('reason') } },
    },
  });
  keep('Report', report.id);
  return `${held}-${name}`;
}

/** A community of its own with somebody who may approve. */
async function guard({ db, said, keep, locale, zone }: RowFactory, person: string) {
  const made = await db.community.create({
    data: {
      ...{ name: said('guarded'), locale, zone, requiresApproval: true },
      approvers: {
        create: {
          personId: person,
          accountFingerprints: ['telegram:1'],
          accountIds: [],
          addedBy: '',
        },
      },
    },
    include: { approvers: true },
  });
  keep('Approver', made.approvers[0]?.id ?? '');
  return made.id;
}

/** Fills every table that a loop reads. */
export async function createCommunityFixture(
  db: PrismaClient,
  filled: Omit<RowFactoryOptions, 'db'>,
): Promise<CommunityFixture> {
  const filling = await createRowFactory({ db, ...filled });
  const { name, at, chat, publication, copy, admin } = filling;
  const { account, person, chat: own } = await admin(`admin-${name}`);
  const group = await chat('group', 'telegram');
  const closed = await chat('closed', 'telegram', { closedAt: at(-hour), closedReason: 'gone' });
  const reopened = await chat('reopened', 'telegram', {
    ...{ closedAt: at(-hour), closedReason: 'noRights', closedNotifiedAt: at(0) },
  });
  const subjects = createContentFactory(filling, { account, person, own, group });
  const ended = await subjects.endedAlert();
  const request = await subjects.lateRequest();
  const unknown = await publication('unknown');
  await copy(unknown, group, { state: 'unknown', uncertainSince: at(-20 * 60_000) });
  const waiting = await publication('waiting', { fanOut: 'pending' });
  const late = await publication('late', { expiresAt: at(-60_000) });
  await copy(late, group, { state: 'queued', dueAt: at(10 * day) });
  const channel = await chat('channel', 'discord');
  const crossposted = await copy(await publication('passed'), channel, {
    ...{ platform: 'discord', state: 'sent', messageIds: ['9'], crosspostAt: at(-1_000) },
  });
  const changed = await subjects.changedEvent('changed');
  await subjects.inlineCard(changed);
  const over = await subjects.endedEvent('over');
  const series = await subjects.series('weekly');
  const calendar = await subjects.calendar('imported');
  const briefing = await subjects.briefing();
  await subjects.item(briefing);
  const course = await subjects.course();
  await subjects.alert('holds', 'active', at(day), at(-hour));
  const board = await filling.board('board');
  const mirror = await filling.mirror('mirror');
  const held = [await old(filling, account)];
  const guarded = await guard(filling, person);

  filling.startSiblings();
  await admin(`sibling-${name}`);
  await subjects.endedAlert();
  await subjects.lateRequest();
  await subjects.changedEvent('sibling');
  await subjects.endedEvent('sibling');
  await subjects.series('sibling');
  await subjects.draft();
  await subjects.calendar('sibling-calendar');
  await subjects.item(briefing);
  await filling.board('sibling-board');
  await filling.mirror('sibling-mirror');
  await subjects.edition(briefing);
  await subjects.session(course);
  await subjects.course();
  await subjects.alert('sibling', 'active', at(day), at(-hour));
  await chat('beside', 'telegram', { closedAt: at(-hour), closedReason: 'noRights' });
  await copy(await publication('sibling'), group, { state: 'unknown', uncertainSince: at(-hour) });
  await publication('sibling', { fanOut: 'pending' });
  await filling.place('discord', `sibling-${name}`);
  await old(filling, account);
  await guard(filling, person);
  // Of the bot that is there now: whatever stands in it, what is handled from now on is remembered.
  await db.handledUpdate.create({ data: { bot: name, updateId: 7n, handledAt: at(-hour) } });
  filling.keep('HandledUpdate', name, 'bot');
  const { communityId, rows, siblings, locale, zone } = filling;
  return {
    ...{ name, locale, zone, communityId, briefing, ended, request, closed, reopened },
    ...{
      crossposted,
      unknown,
      waiting,
      late,
      changed,
      over,
      board,
      mirror,
      series,
      calendar,
      guarded,
      held,
      rows,
      siblings,
    },
  };
}
