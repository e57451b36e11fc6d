import { recordAudit } from '../../context/audit.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { AudienceRule, Publications, Transaction } from '../../delivery/publications.ts';
import type { BriefingDetails } from '../queries.ts';
import { listContents } from './changes-since.ts';
import { collectContents, isEditionEmpty } from './contents.ts';
import { type EditionOccurrence, editionMessages, type RowErrorHandler } from './messages.ts';
import { editionOrigin } from './origin.ts';

/** Who gets a community's briefings. */
export const briefingAudience = (communityId: string): AudienceRule => ({
  to: 'topic',
  communityId,
  topic: 'briefings',
});

export interface EditionServices {
  db: PrismaClient;
  publications: Publications;
  now: Temporal.Instant;
  /** Told of what an edition leaves out because it cannot be said. */
  onRowError?: RowErrorHandler;
}

export interface EditionOptions {
  /** What else belongs into the transaction. @returns false when the edition must not be made after all */
  precondition?(tx: Transaction): Promise<boolean>;
  /** Who sends it by hand: written down in the audit. */
  accountId?: string;
}

/** Another edition took some of the items between looking and writing. */
class ItemsTakenError extends Error {
  override name = 'ItemsTaken';
}

/** How often it is tried again when items were taken. */
const maxAttempts = 3;

/** `sent`: the publication's id. `taken`: another process or another press made this edition, or `also` said no. */
export type PublishResult = { sent: string } | 'empty' | 'taken';

/**
 * Makes the edition of one beat: composed once a language, with its items and its publication in one
 * transaction. The unique row decides who makes it; an edition with nothing in it is written down, not sent.
 */
export async function publishEdition(
  parts: EditionServices,
  briefing: BriefingDetails,
  beat: EditionOccurrence,
  options: EditionOptions = {},
): Promise<PublishResult> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attemptPublish(parts, briefing, beat, options);
    } catch (error) {
      if (!(error instanceof ItemsTakenError) || tries === maxAttempts) throw error;
    }
  }
}

async function attemptPublish(
  { db, publications, now, onRowError }: EditionServices,
  briefing: BriefingDetails,
  beat: EditionOccurrence,
  { precondition, accountId }: EditionOptions,
): Promise<PublishResult> {
  const contents = await collectContents(db, briefing, now);
  const state = isEditionEmpty(contents) ? 'empty' : 'sent';
  return db.$transaction(async (tx): Promise<PublishResult> => {
    if (precondition && !(await precondition(tx))) return 'taken';
    const [edition] = await tx.edition.createManyAndReturn({
      data: [
        {
          briefingId: briefing.id,
          scheduledFor: new Date(beat.at.epochMilliseconds),
          state,
          isLate: beat.isLate,
          snapshot: listContents(contents),
          createdAt: new Date(now.epochMilliseconds),
        },
      ],
      skipDuplicates: true,
    });
    if (!edition) return 'taken';
    if (accountId !== undefined) {
      await recordAudit(tx, {
        communityId: briefing.communityId,
        accountId,
        action: 'briefing.send',
        details: { briefing: briefing.id, edition: edition.id, state },
      });
    }
    if (state === 'empty') return 'empty';
    const { count } = await tx.item.updateMany({
      where: { id: { in: contents.items.map(({ id }) => id) }, editionId: null },
      data: { editionId: edition.id },
    });
    if (count < contents.items.length) throw new ItemsTakenError();
    const sent = await publications.publish(tx, {
      communityId: briefing.communityId,
      kind: 'briefing',
      audience: briefingAudience(briefing.communityId),
      messages: editionMessages(briefing, contents, beat, onRowError),
      locale: briefing.community.locale,
      origin: editionOrigin(edition.id),
    });
    return { sent };
  });
}
