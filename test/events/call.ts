import type { Call } from '../../src/communities/call.ts';
import { powerless } from '../../src/communities/powers.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Community } from '../../src/database/generated/client.ts';
import { forgetful } from '../../src/database/memory.ts';
import { createDesk } from '../../src/delivery/desk.ts';
import { noMeter } from '../../src/delivery/meter.ts';
import { paces } from '../../src/delivery/pacing.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import type { Message } from '../../src/message/message.ts';

/** A Tuesday, 09:00 in Vietnam. */
export const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const zone = 'Asia/Ho_Chi_Minh';

/**
 * A call of somebody new, in this community or one of their own. What is published is written down, and kept as
 * the ledger keeps it.
 */
export async function callIn(
  { prisma: db }: OpenDatabase,
  given?: Community,
): Promise<{ call: Call; published: NewPublication[] }> {
  const published: NewPublication[] = [];
  const community =
    given ?? (await db.community.create({ data: { name: 'Creators', locale: 'vi', zone } }));
  const platformId = crypto.randomUUID();
  const account = await db.account.create({
    data: { platform: 'discord', platformId, name: 'Thảo', person: { create: {} } },
    include: { person: true },
  });
  const chat = await db.chat.create({
    data: { platform: 'telegram', platformId, kind: 'group', title: 'Nhóm' },
  });
  const call: Call = {
    t: createTranslator('vi').t,
    wordsIn: (locale) => createTranslator(locale).t,
    locale: 'vi',
    zone,
    now,
    db,
    memory: forgetful,
    account,
    person: account.person,
    chat: { ...chat, connection: null },
    isPrivate: false,
    isKept: true,
    community,
    space: undefined,
    discordRoles: [],
    roles: async () => new Set(),
    managesChat: async () => false,
    rights: {
      admins: [],
      of: async () => new Set(),
      standing: async () => ({ isGiven: true, grants: [] }),
    },
    powers: { discord: powerless, telegram: powerless },
    publications: {
      async publish(tx, publication) {
        published.push(publication);
        const { communityId, kind, act, audience, messages, locale, eventId } = publication;
        const { alertId, editionId, originalId } = publication;
        const kept = await tx.publication.create({
          data: {
            communityId: communityId ?? null,
            kind,
            act: act ?? 'send',
            lane: 1,
            audience: JSON.parse(JSON.stringify(audience)),
            messages,
            locale,
            fanOut: 'done',
            eventId: eventId ?? null,
            alertId: alertId ?? null,
            editionId: editionId ?? null,
            originalId: originalId ?? null,
          },
        });
        return kept.id;
      },
      reach: async () => 3,
    },
    desk: createDesk({
      db,
      jobs: { send: async () => undefined },
      paces,
      ring: '',
      wake() {},
      meter: noMeter,
      now: () => now.epochMilliseconds,
    }),
    progress: { follow() {} },
    sheets: [],
    publicUrl: '',
    rescheduled() {},
  };
  return { call, published };
}

/** A call whose answers are written down, in their order. */
export function speaking(call: Call) {
  const said: Message[] = [];
  const speak = async (message: Message) => {
    said.push(message);
    return { update: async () => undefined };
  };
  return { speaker: { ...call, say: speak, answer: speak }, said };
}
