import { z } from 'zod';
import type { Code, Community } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { audit } from './audit.ts';
import { type Call, nowOf } from './call.ts';
import { connectionOf } from './chats.ts';
import { currentCommunity, remember } from './current.ts';
import { foundCommunity } from './places.ts';

const placeSchema = z.object({ platform: z.string(), platformId: z.string() });

type Waiting = Code & { community: Community | null };

/** Codes that may be meant for this place: of a request that waits, of this person, or of somebody not known here. */
async function waitingCodes(call: Call, space: string) {
  const { db, account, person } = call;
  const live = await db.code.findMany({
    where: { kind: 'connect', settledAt: null, expiresAt: { gt: nowOf(call) } },
    include: { community: true, account: true },
    orderBy: { createdAt: 'desc' },
    take: 1000,
  });
  const isHere = ({ redeemed }: Waiting) => {
    const place = placeSchema.safeParse(redeemed).data;
    return place?.platform === account.platform && place.platformId === space;
  };
  return {
    asked: live.find(isHere),
    own: live.filter((code) => code.redeemedAt === null && code.account.personId === person.id),
    isAny: live.some(({ redeemedAt }) => redeemedAt === null),
  };
}

/** What begins: the server, or the chat itself. */
const spaceOf = ({ space, chat }: Call): string => space ?? chat.platformId;

/**
 * What is asked before a community begins where a code may wait for this place: founding one then is seldom meant.
 * @returns nothing when no code waits
 */
export async function askBeforeBeginning(call: Call): Promise<Message | undefined> {
  const { t, account } = call;
  const { asked, own, isAny } = await waitingCodes(call, spaceOf(call));
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
      buttons: [[begin, button(t('connections.keepWaiting'), keep(account.id))]],
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

const keep = (account: string) => ({
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
export async function begin(call: Call): Promise<Call> {
  const { db, account, chat: here, powers } = call;
  if (call.community) return call;
  if (here.kind === 'private' || !(await call.managesChat())) {
    throw new Refusal('kit.refused.platform');
  }
  const { platform } = here;
  const platformId = spaceOf(call);
  const { asked } = await waitingCodes(call, platformId);
  if (asked) {
    await db.code.updateMany({
      where: { id: asked.id, settledAt: null },
      data: { settledAt: nowOf(call) },
    });
  }
  const described = await powers[platform].describe(platformId);
  const space = { platformId, title: described?.title ?? here.title };
  await foundCommunity(db, platform, space, { LOCALE: call.locale, TIME_ZONE: call.zone });
  const connection = await connectionOf(db, platform, platformId);
  const chat = await db.chat.update({
    where: { id: here.id },
    data: { connectionId: connection?.id ?? null },
    include: { connection: true },
  });
  const community = await currentCommunity(db, chat, call.person);
  if (community) {
    await remember(db, call.person.id, community.id);
    await audit(db, {
      communityId: community.id,
      accountId: account.id,
      action: 'community.begin',
      details: { chat: space.title },
    });
  }
  return { ...call, chat, community };
}
