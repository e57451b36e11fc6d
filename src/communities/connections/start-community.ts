import { z } from 'zod';
import { recordAudit } from '../../context/audit.ts';
import { findConnection } from '../../context/chats.ts';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { ensureMembership, resolveCurrentCommunity } from '../../context/current-community.ts';
import type { Code, Community } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { createCommunityForSpace } from './platform-lifecycle.ts';

const redeemedSpaceSchema = z.object({ platform: z.string(), platformId: z.string() });

type PendingCode = Code & { community: Community | null };

/** Codes that may be meant for this place: of a request that waits, of this person, or of somebody not known here. */
async function findPendingCodes(call: CommandContext, space: string) {
  const { db, account, person } = call;
  const live = await db.code.findMany({
    where: { kind: 'connect', settledAt: null, expiresAt: { gt: nowAsDate(call) } },
    include: { community: true, account: true },
    orderBy: { createdAt: 'desc' },
    take: 1000,
  });
  const isHere = ({ redeemedBy }: PendingCode) => {
    const place = redeemedSpaceSchema.safeParse(redeemedBy).data;
    return place?.platform === account.platform && place.platformId === space;
  };
  return {
    asked: live.find(isHere),
    own: live.filter((code) => code.redeemedAt === null && code.account.personId === person.id),
    isAny: live.some(({ redeemedAt }) => redeemedAt === null),
  };
}

/** What begins: the server, or the chat itself. */
const spaceIdOf = ({ spaceId, chat }: CommandContext): string => spaceId ?? chat.platformId;

/**
 * What is asked before a community begins where a code may wait for this place: founding one then is seldom meant.
 * @returns nothing when no code waits
 */
export async function askBeforeStartingCommunity(
  call: CommandContext,
): Promise<Message | undefined> {
  const { t, account } = call;
  const { asked, own, isAny } = await findPendingCodes(call, spaceIdOf(call));
  if (!asked && !isAny) return undefined;
  const begin = button(
    t('connections.begin'),
    { command: 'start', step: 'begin', args: {}, account: account.id, once: true },
    'secondary',
  );
  if (asked) {
    const words = { community: asked.community?.name ?? '' };
    return message([paragraph(t('connections.asked', words))], {
      tone: 'warning',
      buttons: [[begin, button(t('connections.keepWaiting'), keepWaitingAction(account.id))]],
    });
  }
  const join = own.flatMap(({ id, community }): Button[] =>
    community
      ? [
          button(
            t('connections.join', { community: community.name }),
            {
              command: 'connect',
              step: 'here',
              args: { code: id },
              account: account.id,
              once: true,
            },
            'success',
          ),
        ]
      : [],
  );
  return message(
    [paragraph(t(own.length > 0 ? 'connections.ownWaits' : 'connections.someWaits'))],
    { tone: 'warning', buttons: [[...join, begin]] },
  );
}

const keepWaitingAction = (account: string) => ({
  command: 'start',
  step: 'wait',
  args: {},
  account,
  once: true,
  answer: 'update' as const,
});

/**
 * Begins a community in the place of this call; a request of the place to join another is over.
 * @returns the call in that community
 * @throws Refusal for whom the platform does not let manage the place
 */
export async function startCommunity(call: CommandContext): Promise<CommandContext> {
  const { db, account, chat: here, platformPermissions } = call;
  if (call.community) return call;
  if (here.kind === 'private' || !(await call.canManageChat())) {
    throw new UserError('kit.refused.platform');
  }
  const { platform } = here;
  const platformId = spaceIdOf(call);
  const { asked } = await findPendingCodes(call, platformId);
  if (asked) {
    await db.code.updateMany({
      where: { id: asked.id, settledAt: null },
      data: { settledAt: nowAsDate(call) },
    });
  }
  const described = await platformPermissions[platform].describe(platformId);
  const space = { platformId, title: described?.title ?? here.title };
  await createCommunityForSpace(db, platform, space, { LOCALE: call.locale, TIME_ZONE: call.zone });
  const connection = await findConnection(db, platform, platformId);
  const chat = await db.chat.update({
    where: { id: here.id },
    data: { connectionId: connection?.id ?? null },
    include: { connection: true },
  });
  const community = await resolveCurrentCommunity(db, chat, call.person);
  if (community) {
    await ensureMembership(db, call.person.id, community.id);
    await recordAudit(db, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.begin',
      details: { chat: space.title },
    });
  }
  return { ...call, chat, community };
}
