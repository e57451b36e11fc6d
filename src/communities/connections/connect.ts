import { z } from 'zod';
import { recordAudit } from '../../context/audit.ts';
import { findConnection } from '../../context/chats.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { Code, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  button,
  code,
  fields,
  heading,
  message,
  paragraph,
  textMessage,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import {
  codeLimits,
  completeCode,
  createCode,
  redeemCode,
  redeemOwnCode,
} from '../../people/one-time-codes.ts';
import { platforms } from '../../platform.ts';
import type { PickedChat } from '../chats/picked-chat.ts';

/** The place that asks to be connected, as its code keeps it. */
const spaceSchema = z.object({
  platform: z.enum(platforms),
  platformId: z.string(),
  title: z.string(),
  members: z.number(),
  accountId: z.string(),
});

type JoiningSpace = z.infer<typeof spaceSchema>;

/** The words and buttons with which an admin decides about a place that redeemed the code. */
function connectionRequestMessage(
  call: Pick<CommandContext, 't'>,
  id: string,
  {
    space,
    community,
    account,
    ends,
  }: { space: JoiningSpace; community: string; account: string; ends: string | undefined },
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
export async function startConnection(call: CommandContext): Promise<Message> {
  const { t, db } = call;
  const community = requireCommunity(call);
  if (!(await call.roles()).has('admin')) {
    throw new UserError('kit.refused.role', { role: t('roles.admin') });
  }
  const waiting = await db.code.findFirst({
    where: {
      kind: 'connect',
      accountId: call.account.id,
      communityId: community.id,
      settledAt: null,
      redeemedAt: { not: null },
      expiresAt: { gt: nowAsDate(call) },
    },
  });
  const space = waiting && spaceSchema.safeParse(waiting.redeemedBy).data;
  if (waiting && space) {
    return connectionRequestMessage(call, waiting.id, {
      space,
      ends: await communityThatEnds(db, space, community.id),
      community: community.name,
      account: call.account.id,
    });
  }
  const made = await createCode(db, {
    kind: 'connect',
    accountId: call.account.id,
    communityId: community.id,
    now: nowAsDate(call),
  });
  await recordAudit(db, {
    communityId: community.id,
    accountId: call.account.id,
    action: 'community.code',
  });
  return message([
    paragraph([t('commands.connect.codeIs', { community: community.name }), ' ', code(made)]),
    paragraph(
      // It may be typed on another platform: the English name is taken on both.
      t('commands.connect.howTo', { command: '/connect', minutes: codeLimits.minutes }),
    ),
  ]);
}

/** An administrator of another place types the code there; nothing is connected yet. */
export const redeemConnectionCode = (
  call: CommandContext,
  typed: string,
  picked: PickedChat | undefined,
): Promise<Message> =>
  requestConnection(call, picked?.platformId ?? call.spaceId, (redeemedBy) =>
    redeemCode(call.db, typed, {
      kind: 'connect',
      accountId: call.account.id,
      now: nowAsDate(call),
      redeemedBy,
    }),
  );

/** The same by a button, for who made the code and is an administrator here: nothing need be typed. */
export const redeemOwnConnectionCode = (call: CommandContext, id: string): Promise<Message> =>
  requestConnection(call, call.spaceId, (redeemedBy) =>
    redeemOwnCode(call.db, id, {
      kind: 'connect',
      personId: call.person.id,
      now: nowAsDate(call),
      redeemedBy,
    }),
  );

async function requestConnection(
  call: CommandContext,
  space: string | undefined,
  take: (redeemedBy: JoiningSpace) => Promise<Code>,
): Promise<Message> {
  const { t, db, account, platformPermissions } = call;
  const platform = account.platform;
  if (space === undefined) throw new UserError('commands.connect.notHere');
  if (!(await platformPermissions[platform].canManage(space, account.platformId))) {
    throw new UserError('kit.refused.platform');
  }
  const described = await platformPermissions[platform].describe(space);
  if (!described) throw new UserError('commands.connect.notHere');
  const known = await findConnection(db, platform, space);
  if (known && (await hasContent(db, known.communityId))) {
    throw new UserError('commands.connect.taken', { place: described.title });
  }
  const redeemedBy = { platform, platformId: space, ...described, accountId: account.id };
  const taken = await take(redeemedBy);
  const community = await requireTargetCommunity(db, taken);
  const ends = await communityThatEnds(db, redeemedBy, community.id);
  await db.$transaction((tx) =>
    sendDirectMessage(call, tx, taken.accountId, (words) =>
      connectionRequestMessage(words, taken.id, {
        space: redeemedBy,
        ends,
        community: community.name,
        account: taken.accountId,
      }),
    ),
  );
  return textMessage(t('commands.connect.waiting'));
}

/** The name of the community that ends when its place joins another; nothing where none does. */
async function communityThatEnds(
  db: CommandContext['db'],
  { platform, platformId }: Pick<JoiningSpace, 'platform' | 'platformId'>,
  joins: string,
): Promise<string | undefined> {
  const known = await findConnection(db, platform, platformId);
  if (!known || known.communityId === joins) return undefined;
  return (await db.community.findUnique({ where: { id: known.communityId } }))?.name;
}

/** A community that began by itself when the bot came in and holds nothing yet gives way. */
async function hasContent(
  tx: Pick<Transaction, 'community'>,
  communityId: string,
): Promise<boolean> {
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
async function requireTargetCommunity(
  db: Pick<Transaction, 'community'>,
  { communityId }: Pick<Code, 'communityId'>,
): Promise<Community> {
  const found = communityId && (await db.community.findUnique({ where: { id: communityId } }));
  if (!found) throw new UserError('codes.over');
  return found;
}

/**
 * Puts a place into a community. The one that it was in until now ends, if it holds nothing.
 * @throws Refusal when that one holds something: it may have come to it after the place asked
 */
async function attachSpace(
  tx: Transaction,
  space: JoiningSpace,
  communityId: string,
): Promise<void> {
  const { platform, platformId, title } = space;
  const before = await findConnection(tx, platform, platformId);
  if (before?.communityId === communityId) return;
  if (before) {
    await tx.$queryRaw`SELECT "id" FROM "Community" WHERE "id" = ${before.communityId}::uuid FOR UPDATE`;
    if (await hasContent(tx, before.communityId)) {
      throw new UserError('commands.connect.taken', { place: title });
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
  await tx.disconnectedSpace.deleteMany({ where: { platform, platformId } });
  if (before) await tx.community.delete({ where: { id: before.communityId } });
}

/** The admin's word: the place now belongs to the community. */
export async function confirmConnection(call: CommandContext, id: string): Promise<Message> {
  const { t, db, account } = call;
  const asked = await db.code.findFirst({ where: { id, accountId: account.id } });
  if (!asked) throw new UserError('codes.over');
  const community = await requireTargetCommunity(db, asked);
  // The code may be older than the loss of the role, and the private chat may look at another community.
  if (!(await call.roles(community)).has('admin')) throw new UserError('commands.connect.notAdmin');
  const title = await db.$transaction(async (tx) => {
    const settled = await completeCode(tx, id, account.id, nowAsDate(call));
    const space = spaceSchema.parse(settled.redeemedBy);
    await attachSpace(tx, space, community.id);
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.connect',
      details: { platform: space.platform, place: space.title, members: space.members },
    });
    await sendDirectMessage(call, tx, space.accountId, (words) =>
      textMessage(words.t('commands.connect.told', { place: space.title }), { tone: 'success' }),
    );
    return space.title;
  });
  return textMessage(t('commands.connect.done', { place: title }), { tone: 'success' });
}

export async function rejectConnection(call: CommandContext, id: string): Promise<Message> {
  const { account } = call;
  await call.db.$transaction(async (tx) => {
    const { communityId, redeemedBy } = await completeCode(tx, id, account.id, nowAsDate(call));
    const space = spaceSchema.parse(redeemedBy);
    await recordAudit(tx, {
      ...(communityId === null ? {} : { communityId }),
      accountId: account.id,
      action: 'community.refuse',
      details: { platform: space.platform, place: space.title },
    });
    await sendDirectMessage(call, tx, space.accountId, (words) =>
      textMessage(words.t('commands.connect.toldNo', { place: space.title })),
    );
  });
  return textMessage(call.t('commands.connect.refused'));
}
