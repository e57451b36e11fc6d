import { recordAudit } from '../../context/audit.ts';
import type { BriefingSection, RowErrorHandler } from '../../context/modules/briefing-section.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type {
  AudienceRule,
  NewPublication,
  Publications,
  Transaction,
} from '../../delivery/publications.ts';
import type { BriefingDetails } from '../queries.ts';
import {
  collectContents,
  type EditionContents,
  isEditionEmpty,
  snapshotContents,
} from './contents.ts';
import { editionOrigin } from './origin.ts';

/** When an edition was scheduled for. */
export interface EditionOccurrence {
  at: Temporal.Instant;
  /** Whether it is sent after that, within the grace period. */
  isLate: boolean;
}

/** Chats that subscribe to a community's briefings. */
export const briefingAudience = (communityId: string): AudienceRule => ({
  to: 'topic',
  communityId,
  topic: 'briefings',
});

export interface EditionServices {
  db: PrismaClient;
  publications: Publications;
  now: Temporal.Instant;
  briefingSections: readonly BriefingSection[];
  /** Makes the messages of an edition. */
  compose(
    briefing: BriefingDetails,
    contents: EditionContents,
    occurrence: EditionOccurrence,
    onRowError?: RowErrorHandler,
  ): NewPublication['messages'];
  onRowError?: RowErrorHandler;
}

export interface EditionOptions {
  /** Runs first in the transaction. @returns false when the edition must not be made after all */
  precondition?(tx: Transaction): Promise<boolean>;
  /** Who sends it by hand, for the audit log. */
  accountId?: string;
}

/** Another edition took some of the items after they were collected. */
class ItemsTakenError extends Error {
  override name = 'ItemsTakenError';
}

const maxAttempts = 3;

/** `taken`: another process made this edition, or the precondition failed. */
export type PublishResult =
  | { state: 'sent'; publicationId: string }
  | { state: 'empty' }
  | { state: 'taken' };

/**
 * Makes the edition of one occurrence, at most once: the edition, its items and its publication in one transaction.
 * An edition without rows is stored and not published.
 */
export async function publishEdition(
  services: EditionServices,
  briefing: BriefingDetails,
  occurrence: EditionOccurrence,
  options: EditionOptions = {},
): Promise<PublishResult> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptPublish(services, briefing, occurrence, options);
    } catch (error) {
      if (!(error instanceof ItemsTakenError) || attempt === maxAttempts) throw error;
    }
  }
}

async function attemptPublish(
  services: EditionServices,
  briefing: BriefingDetails,
  occurrence: EditionOccurrence,
  { precondition, accountId }: EditionOptions,
): Promise<PublishResult> {
  const { db, publications, now, compose, onRowError } = services;
  const contents = await collectContents(services, briefing);
  const state = isEditionEmpty(contents) ? 'empty' : 'sent';
  return db.$transaction(async (tx): Promise<PublishResult> => {
    if (precondition && !(await precondition(tx))) return { state: 'taken' };
    const [edition] = await tx.edition.createManyAndReturn({
      data: [
        {
          briefingId: briefing.id,
          scheduledFor: new Date(occurrence.at.epochMilliseconds),
          state,
          isLate: occurrence.isLate,
          snapshot: snapshotContents(contents),
          createdAt: new Date(now.epochMilliseconds),
        },
      ],
      skipDuplicates: true,
    });
    if (!edition) return { state: 'taken' };
    if (accountId !== undefined) {
      await recordAudit(tx, {
        communityId: briefing.communityId,
        accountId,
        action: 'briefing.send',
        details: { briefing: briefing.id, edition: edition.id, state },
      });
    }
    if (state === 'empty') return { state };
    await takeItems(tx, edition.id, contents.get('items')?.ids ?? []);
    const publicationId = await publications.publish(tx, {
      communityId: briefing.communityId,
      kind: 'briefing',
      audience: briefingAudience(briefing.communityId),
      messages: compose(briefing, contents, occurrence, onRowError),
      locale: briefing.community.locale,
      origin: editionOrigin(edition.id),
    });
    return { state, publicationId };
  });
}

/** Assigns items to an edition. @throws ItemsTakenError when another edition has one of them */
async function takeItems(
  tx: Transaction,
  editionId: string,
  itemIds: readonly string[],
): Promise<void> {
  const { count } = await tx.item.updateMany({
    where: { id: { in: [...itemIds] }, editionId: null },
    data: { editionId },
  });
  if (count < itemIds.length) throw new ItemsTakenError();
}
