import { audit } from '../communities/audit.ts';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Audience, Publications, Transaction } from '../delivery/publications.ts';
import { type Beat, editionMessages, type Unsaid } from './compose.ts';
import type { WholeBriefing } from './find.ts';
import { gather, isEmpty } from './gather.ts';
import { listedIn } from './since.ts';

/** Who gets a community's briefings. */
export const briefingAudience = (communityId: string): Audience => ({
  to: 'topic',
  communityId,
  topic: 'briefings',
});

export interface PublishParts {
  db: PrismaClient;
  publications: Publications;
  now: Temporal.Instant;
  /** Told of what an edition leaves out because it cannot be said. */
  unsaid?: Unsaid;
}

export interface PublishOptions {
  /** What else belongs into the transaction. @returns false when the edition must not be made after all */
  also?(tx: Transaction): Promise<boolean>;
  /** Who sends it by hand: written down in the audit. */
  accountId?: string;
}

/** Another edition took some of the items between looking and writing. */
class ItemsTaken extends Error {
  override name = 'ItemsTaken';
}

/** How often it is tried again when items were taken. */
const mostTries = 3;

/** `sent`: the publication's id. `taken`: another process or another press made this edition, or `also` said no. */
export type Published = { sent: string } | 'empty' | 'taken';

/**
 * Makes the edition of one beat: composed once a language, with its items and its publication in one
 * transaction. The unique row decides who makes it; an edition with nothing in it is written down, not sent.
 */
export async function publishEdition(
  parts: PublishParts,
  briefing: WholeBriefing,
  beat: Beat,
  options: PublishOptions = {},
): Promise<Published> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryToPublish(parts, briefing, beat, options);
    } catch (error) {
      if (!(error instanceof ItemsTaken) || tries === mostTries) throw error;
    }
  }
}

async function tryToPublish(
  { db, publications, now, unsaid }: PublishParts,
  briefing: WholeBriefing,
  beat: Beat,
  { also, accountId }: PublishOptions,
): Promise<Published> {
  const contents = await gather(db, briefing, now);
  const state = isEmpty(contents) ? 'empty' : 'sent';
  return db.$transaction(async (tx): Promise<Published> => {
    if (also && !(await also(tx))) return 'taken';
    const [edition] = await tx.edition.createManyAndReturn({
      data: [
        {
          briefingId: briefing.id,
          beatAt: new Date(beat.at.epochMilliseconds),
          state,
          late: beat.late,
          listed: listedIn(contents),
          createdAt: new Date(now.epochMilliseconds),
        },
      ],
      skipDuplicates: true,
    });
    if (!edition) return 'taken';
    if (accountId !== undefined) {
      await audit(tx, {
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
    if (count < contents.items.length) throw new ItemsTaken();
    const sent = await publications.publish(tx, {
      communityId: briefing.communityId,
      kind: 'briefing',
      audience: briefingAudience(briefing.communityId),
      messages: editionMessages(briefing, contents, beat, unsaid),
      locale: briefing.community.locale,
      editionId: edition.id,
    });
    return { sent };
  });
}
