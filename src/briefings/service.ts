import { recordAudit } from '../context/audit.ts';
import type { Account, Community, Item, PrismaClient } from '../database/generated/client.ts';
import type { Section } from '../database/generated/enums.ts';
import type { BriefingDetails } from './queries.ts';
import { briefingTranslations } from './title.ts';

interface BriefingServices {
  db: PrismaClient;
  now: Temporal.Instant;
}

export interface NewBriefing {
  title: string;
  sections: readonly Section[];
  other_title?: string | undefined;
}

/** Creates a briefing without a schedule. */
export async function createBriefing(
  { db, now }: BriefingServices,
  { account, community }: { account: Account; community: Community },
  { title, sections, other_title }: NewBriefing,
): Promise<void> {
  const at = new Date(now.epochMilliseconds);
  await db.$transaction(async (tx) => {
    const { id } = await tx.briefing.create({
      data: {
        communityId: community.id,
        title,
        translations: briefingTranslations(community.locale, { title: other_title }),
        zone: community.zone,
        sections: [...sections],
        caughtUpTo: at,
        createdAt: at,
      },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'briefing.new',
      details: { briefing: id, title, sections: [...sections] },
    });
  });
}

export interface NewItem {
  title: string;
  text: string;
  source: string;
  other_title?: string | undefined;
  other_text?: string | undefined;
}

/** An item that was just added to a briefing. */
export interface AddedItem {
  item: Item;
  briefing: BriefingDetails;
  /** Items that wait for the next edition, this one included. */
  waitingCount: number;
}

/** Adds an item to the next edition of a briefing. */
export async function addBriefingItem(
  { db, now }: BriefingServices,
  account: Account,
  briefing: BriefingDetails,
  { title, text, source, other_title, other_text }: NewItem,
): Promise<AddedItem> {
  const item = await db.$transaction(async (tx) => {
    const created = await tx.item.create({
      data: {
        briefingId: briefing.id,
        title,
        text,
        sourceUrl: source,
        translations: briefingTranslations(briefing.community.locale, {
          title: other_title,
          text: other_text,
        }),
        createdAt: new Date(now.epochMilliseconds),
      },
    });
    await recordAudit(tx, {
      communityId: briefing.communityId,
      accountId: account.id,
      action: 'briefing.item',
      details: { briefing: briefing.id, item: created.id, title },
    });
    return created;
  });
  const waitingCount = await db.item.count({ where: { briefingId: briefing.id, editionId: null } });
  return { item, briefing, waitingCount };
}
