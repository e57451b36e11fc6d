import { z } from 'zod';
import type { Code, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import { button, code, fields, heading, message, paragraph, say } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { codeRules, makeCode, redeemCode, settleCode, takeOwnCode } from '../people/codes.ts';
import { audit } from './audit.ts';
import { type Call, communityOf, nowOf } from './call.ts';
import { connectionOf } from './chats.ts';
import type { PickedChat } from './pick.ts';
import { tell } from './tell.ts';

/** The place that asks to be connected, as its code keeps it. */
const spaceSchema = z.object({
  platform: z.enum(['discord', 'telegram']),
  platformId: z.string(),
  title: z.string(),
  members: z.number(),
  accountId: z.string(),
});

type Space = z.infer<typeof spaceSchema>;

/** The words and buttons with which an admin decides about a place that redeemed the code. */
function decision(
  call: Pick<Call, 't'>,
  id: string,
  {
    space,
    community,
    account,
    ends,
  }: { space: Space; community: string; account: string; ends: string | undefined },
): Message {
  const { t } = call;
  const act = (name: string): Parameters<typeof button>[1] => ({
    command: 'connect',
    step: name,
    args: { code: id },
    account,
    once: true,
    answer: 'update',
  });
  const buttons: Button[] = [
    button(t('commands.connect.confirm'), act('confirm'), 'success'),
    button(t('commands.connect.refuse'), act('refuse'), 'danger'),
  ];
  return message(
    [
      heading(t('commands.connect.asks')),
      fields([
        [t('commands.connect.place'), space.title],
        [t('commands.connect.platform'), t(`platforms.${space.platform}`)],
        [t('commands.connect.members'), String(space.members)],
        [t('commands.connect.community'), community],
      ]),
      ...(ends === undefined ? [] : [paragraph(t('connections.ends', { community: ends }))]),
      paragraph(t('commands.connect.onlyIfYours')),
    ],
    { buttons: [buttons] },
  );
}

/** A community's admin gets a code, or first decides about a place that waits. */
export async function offerConnection(call: Call): Promise<Message> {
  const { t, db } = call;
  const community = communityOf(call);
  if (!(await call.roles()).has('admin')) {
    throw new Refusal('kit.refused.role', { role: t('roles.admin') });
  }
  const waiting = await db.code.findFirst({
    where: {
      kind: 'connect',
      accountId: call.account.id,
      communityId: community.id,
      settledAt: null,
      redeemedAt: { not: null },
      expiresAt: { gt: nowOf(call) },
    },
  });
  const space = waiting && spaceSchema.safeParse(waiting.redeemed).data;
  if (waiting && space) {
    return decision(call, waiting.id, {
      space,
      ends: await endsBy(db, space, community.id),
      community: community.name,
      account: call.account.id,
    });
  }
  const made = await makeCode(db, {
    kind: 'connect',
    accountId: call.account.id,
    communityId: community.id,
    now: nowOf(call),
  });
  await audit(db, {
    communityId: community.id,
    accountId: call.account.id,
    action: 'community.code',
  });
  return message([
    paragraph([t('commands.connect.codeIs', { community: community.name }), ' ', code(made)]),
    paragraph(
      // It may be typed on another platform: the English name is taken on both.
      t('commands.connect.howTo', { command: '/connect', minutes: codeRules.minutes }),
    ),
  ]);
}

/** An administrator of another place types the code there; nothing is connected yet. */
export const askToConnect = (
  call: Call,
  typed: string,
  picked: PickedChat | undefined,
): Promise<Message> =>
  ask(call, picked?.platformId ?? call.space, (redeemed) =>
    redeemCode(call.db, typed, {
      kind: 'connect',
      accountId: call.account.id,
      now: nowOf(call),
      redeemed,
    }),
  );

/** The same by a button, for who made the code and is an administrator here: nothing need be typed. */
export const connectHere = (call: Call, id: string): Promise<Message> =>
  ask(call, call.space, (redeemed) =>
    takeOwnCode(call.db, id, {
      kind: 'connect',
      personId: call.person.id,
      now: nowOf(call),
      redeemed,
    }),
  );

async function ask(
  call: Call,
  space: string | undefined,
  take: (redeemed: Space) => Promise<Code>,
): Promise<Message> {
  const { t, db, account, powers } = call;
  const platform = account.platform;
  if (space === undefined) throw new Refusal('commands.connect.notHere');
  if (!(await powers[platform].manages(space, account.platformId))) {
    throw new Refusal('kit.refused.platform');
  }
  const described = await powers[platform].describe(space);
  if (!described) throw new Refusal('commands.connect.notHere');
  const known = await connectionOf(db, platform, space);
  if (known && (await isInUse(db, known.communityId))) {
    throw new Refusal('commands.connect.taken', { place: described.title });
  }
  const redeemed = { platform, platformId: space, ...described, accountId: account.id };
  const taken = await take(redeemed);
  const community = await communityAsked(db, taken);
  const ends = await endsBy(db, redeemed, community.id);
  await db.$transaction((tx) =>
    tell(call, tx, taken.accountId, (words) =>
      decision(words, taken.id, {
        space: redeemed,
        ends,
        community: community.name,
        account: taken.accountId,
      }),
    ),
  );
  return say(t('commands.connect.waiting'));
}

/** The name of the community that ends when its place joins another; nothing where none does. */
async function endsBy(
  db: Call['db'],
  { platform, platformId }: Pick<Space, 'platform' | 'platformId'>,
  joins: string,
): Promise<string | undefined> {
  const known = await connectionOf(db, platform, platformId);
  if (!known || known.communityId === joins) return undefined;
  return (await db.community.findUnique({ where: { id: known.communityId } }))?.name;
}

/** A community that began by itself when the bot came in and holds nothing yet gives way. */
async function isInUse(tx: Pick<Transaction, 'community'>, communityId: string): Promise<boolean> {
  const { _count: counts } = await tx.community.findUniqueOrThrow({
    where: { id: communityId },
    select: {
      _count: {
        select: {
          connections: true,
          events: true,
          courses: true,
          briefings: true,
          alerts: true,
          grants: true,
          subscriptions: true,
        },
      },
    },
  });
  const { connections, ...content } = counts;
  return connections > 1 || Object.values(content).some((count) => count > 0);
}

/** The community that a place asks to join. @throws Refusal when it is gone */
async function communityAsked(
  db: Pick<Transaction, 'community'>,
  { communityId }: Pick<Code, 'communityId'>,
): Promise<Community> {
  const found = communityId && (await db.community.findUnique({ where: { id: communityId } }));
  if (!found) throw new Refusal('codes.over');
  return found;
}

/**
 * Puts a place into a community. The one that it was in until now ends, if it holds nothing.
 * @throws Refusal when that one holds something: it may have come to it after the place asked
 */
async function join(tx: Transaction, space: Space, communityId: string): Promise<void> {
  const { platform, platformId, title } = space;
  const before = await connectionOf(tx, platform, platformId);
  if (before?.communityId === communityId) return;
  if (before) {
    await tx.$queryRaw`SELECT "id" FROM "Community" WHERE "id" = ${before.communityId}::uuid FOR UPDATE`;
    if (await isInUse(tx, before.communityId)) {
      throw new Refusal('commands.connect.taken', { place: title });
    }
  }
  const connection = await tx.connection.upsert({
    where: { platform_platformId: { platform, platformId } },
    update: { communityId, founding: false, title },
    create: { platform, platformId, title, communityId },
  });
  await tx.chat.updateMany({
    where: { platform, platformId },
    data: { connectionId: connection.id },
  });
  await tx.leftPlace.deleteMany({ where: { platform, platformId } });
  if (before) await tx.community.delete({ where: { id: before.communityId } });
}

/** The admin's word: the place now belongs to the community. */
export async function confirmConnection(call: Call, id: string): Promise<Message> {
  const { t, db, account } = call;
  const asked = await db.code.findFirst({ where: { id, accountId: account.id } });
  if (!asked) throw new Refusal('codes.over');
  const community = await communityAsked(db, asked);
  // The code may be older than the loss of the role, and the private chat may look at another community.
  if (!(await call.roles(community)).has('admin')) throw new Refusal('commands.connect.notAdmin');
  const title = await db.$transaction(async (tx) => {
    const settled = await settleCode(tx, id, account.id, nowOf(call));
    const space = spaceSchema.parse(settled.redeemed);
    await join(tx, space, community.id);
    await audit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.connect',
      details: { platform: space.platform, place: space.title, members: space.members },
    });
    await tell(call, tx, space.accountId, (words) =>
      say(words.t('commands.connect.told', { place: space.title }), { tone: 'success' }),
    );
    return space.title;
  });
  return say(t('commands.connect.done', { place: title }), { tone: 'success' });
}

export async function refuseConnection(call: Call, id: string): Promise<Message> {
  const { account } = call;
  await call.db.$transaction(async (tx) => {
    const { communityId, redeemed } = await settleCode(tx, id, account.id, nowOf(call));
    const space = spaceSchema.parse(redeemed);
    await audit(tx, {
      ...(communityId === null ? {} : { communityId }),
      accountId: account.id,
      action: 'community.refuse',
      details: { platform: space.platform, place: space.title },
    });
    await tell(call, tx, space.accountId, (words) =>
      say(words.t('commands.connect.toldNo', { place: space.title })),
    );
  });
  return say(call.t('commands.connect.refused'));
}
