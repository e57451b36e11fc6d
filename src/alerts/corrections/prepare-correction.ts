import type { PrismaClient } from '../../database/generated/client.ts';
import type { AudienceRule, Publications } from '../../delivery/publications.ts';
import { telegramDeletableMs } from '../rules.ts';
import { type Correction, correctionAudience } from './correction.ts';

/** A correction with everything that is read before its transaction begins. */
export interface PreparedCorrection extends Correction {
  audience: AudienceRule & { to: 'copies' };
  /** Chats whose copies are too old to be deleted. */
  undeletableChatIds: string[];
  /** How many chats will see it. */
  chatCount: number;
}

interface PrepareCorrectionServices {
  db: PrismaClient;
  publications: Publications;
  now: Temporal.Instant;
}

/** Telegram chats whose copies are too old to be deleted: their text is replaced instead. */
async function findUndeletableChats(
  { db, now }: PrepareCorrectionServices,
  publicationId: string,
): Promise<string[]> {
  const old = await db.delivery.findMany({
    where: {
      OR: [{ publicationId }, { publication: { originalId: publicationId, operation: 'edit' } }],
      platform: 'telegram',
      state: 'sent',
      sentAt: { lt: new Date(now.epochMilliseconds - telegramDeletableMs) },
    },
    select: { chatId: true },
    distinct: ['chatId'],
  });
  return old.map(({ chatId }) => chatId);
}

export async function prepareCorrection(
  services: PrepareCorrectionServices,
  correction: Correction,
): Promise<PreparedCorrection> {
  const audience = await correctionAudience(services, correction);
  return {
    ...correction,
    audience,
    undeletableChatIds: correction.isDeleting
      ? await findUndeletableChats(services, audience.publicationId)
      : [],
    chatCount: await services.publications.audienceSize(audience),
  };
}
