import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';
import type { Severity } from '../../database/generated/enums.ts';
import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import type { Publications } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { cancelPendingRequests } from '../approval/close-requests.ts';
import type { ClosingServices } from '../approval/services.ts';
import { type AlertReach, alertAudience, countReach } from '../audience.ts';
import { alertTranslations } from '../corrections/version.ts';
import { type AlertDetails, findAlert } from '../queries.ts';
import { alertLimits } from '../rules.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';

/** The acting moderator, and the community of their alerts. */
export interface AlertAuthor {
  account: Account;
  community: Community;
}

export interface NewAlert {
  severity: Severity;
  title: string;
  text: string;
  source: string;
  expires?: Date | undefined;
  other_title?: string | undefined;
  other_text?: string | undefined;
  isDrill?: boolean | undefined;
  /** The hash of its picture. */
  picture?: string | undefined;
  /** What the picture shows. */
  alt?: string | undefined;
  /** The same in the community's other language. */
  other_alt?: string | undefined;
}

interface DraftServices {
  db: PrismaClient;
  now: Temporal.Instant;
}

/** Saves a draft. @returns its id @throws UserError when a real alert would be taken for a drill */
export async function createDraft(
  { db, now }: DraftServices,
  { account, community }: AlertAuthor,
  input: NewAlert,
): Promise<string> {
  rejectDrillLikeTitle(input, input);
  const at = new Date(now.epochMilliseconds);
  const { id } = await db.alert.create({
    data: {
      communityId: community.id,
      authorId: account.id,
      state: 'draft',
      severity: input.severity,
      isDrill: input.isDrill ?? false,
      expiresAt: input.expires ?? new Date(at.getTime() + alertLimits.defaultDurationMs),
      createdAt: at,
      versions: {
        create: {
          number: 1,
          grade: 'first',
          title: input.title,
          text: input.text,
          sourceUrl: input.source,
          ...(input.picture === undefined
            ? {}
            : { pictureHash: input.picture, pictureAlt: input.alt ?? '' }),
          translations: alertTranslations(community.locale, {
            title: input.other_title,
            text: input.other_text,
            alt: input.picture === undefined ? undefined : input.other_alt,
          }),
          createdAt: at,
        },
      },
    },
  });
  return id;
}

/**
 * A draft that its author can still send.
 * @throws UserError when it is somebody else's, sent, discarded, too old, or would be expired already
 */
export async function requireOwnDraft(
  { db, now }: DraftServices,
  { account, community }: AlertAuthor,
  id: string,
): Promise<AlertDetails> {
  const draft = await findAlert(db, id, community.id);
  if (draft?.authorId == null) throw new UserError('alerts.errors.draftGone');
  if (draft.state !== 'draft') throw new UserError('alerts.errors.alreadySent');
  if (draft.authorId !== account.id) throw new UserError('kit.errors.notYours');
  const pendingCount = await db.approval.count({ where: { alertId: id, state: 'pending' } });
  const confirmableUntil = draft.createdAt.getTime() + alertLimits.draftTtlMs;
  if (pendingCount === 0 && confirmableUntil <= now.epochMilliseconds) {
    throw new UserError('alerts.errors.draftGone');
  }
  if (draft.expiresAt.getTime() <= now.epochMilliseconds) {
    throw new UserError('alerts.errors.overAlready');
  }
  return draft;
}

/** A draft with what its author is shown before sending it. */
export interface DraftPreview {
  draft: AlertDetails;
  reach: AlertReach;
  /** How long sending it will take, in seconds. */
  estimateSeconds: number;
}

/** @throws UserError like `requireOwnDraft` */
export async function readDraft(
  services: DraftServices & {
    publications: Publications;
    deliveryAdmin: Pick<DeliveryAdmin, 'estimate'>;
  },
  author: AlertAuthor,
  id: string,
): Promise<DraftPreview> {
  const draft = await requireOwnDraft(services, author, id);
  const { seconds } = await services.deliveryAdmin.estimate(alertAudience(draft), { priority: 0 });
  return { draft, reach: await countReach(services, draft), estimateSeconds: seconds };
}

/** Discards a draft and cancels the pending request about it. @throws UserError like `requireOwnDraft` */
export async function discardDraft(
  services: DraftServices & ClosingServices,
  author: AlertAuthor,
  id: string,
): Promise<void> {
  const draft = await requireOwnDraft(services, author, id);
  await services.db.$transaction(async (tx) => {
    const where = { id: draft.id, state: 'draft' as const };
    await cancelPendingRequests(services, tx, draft.id);
    const requestCount = await tx.approval.count({ where: { alertId: draft.id } });
    // Deleting it would delete the messages about its requests: it stays without an author until the job deletes it.
    if (requestCount > 0) await tx.alert.updateMany({ where, data: { authorId: null } });
    else await tx.alert.deleteMany({ where });
  });
}
