import { recordAudit } from '../../context/audit.ts';
import type { CommandContext } from '../../context/command-context.ts';
import type { Grade } from '../../database/generated/enums.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import { alertMessages } from '../messages.ts';
import { requireNoApprovalNeeded } from '../publish.ts';
import { type AlertDetails, findFirstPublicationId } from '../queries.ts';
import { severityPolicies, telegramDeletableMs } from '../rules.ts';
import { correctionNotice, isAnnouncedChange } from './notice.ts';
import { type AlertChange, nextVersion } from './version.ts';

/** A change of an alert on its way: what its preview shows and its button carries. */
export interface Correction {
  alert: AlertDetails;
  grade: Exclude<Grade, 'first'>;
  reason: string;
  change: AlertChange;
  /** For a retraction: takes the copies away where the platform lets us, instead of replacing their text. */
  isDeleting?: boolean | undefined;
}

type Services = Pick<CommandContext, 'db' | 'publications' | 'now'>;

/** The alert as it will be once this is done. */
export function applyCorrection({ alert, grade, reason, change }: Correction, at: Date) {
  const version = nextVersion(alert, change, { grade, reason, at }, parseTranslations);
  return { version, shown: { ...alert, versions: [...alert.versions, version] } };
}

/** Whether an alert is not over yet; it is marked as over within a minute. */
const isInForce = ({ state, expiresAt }: AlertDetails, now: Temporal.Instant): boolean =>
  state === 'active' && expiresAt.getTime() > now.epochMilliseconds;

/**
 * Every copy; with the chats that follow alerts and have none yet, where they are to learn what is right while the
 * alert holds.
 */
export async function correctionAudience(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  { alert, isDeleting }: Pick<Correction, 'alert' | 'isDeleting'>,
): Promise<AudienceRule & { to: 'copies' }> {
  const publicationId = await findFirstPublicationId(db, alert.id);
  if (publicationId === undefined) throw new Error(`Alert ${alert.id} was never published`);
  const isForAll = !alert.isDrill && !isDeleting && isInForce(alert, now);
  return { to: 'copies', publicationId, ...(isForAll ? { andTopic: 'alerts' as const } : {}) };
}

/** Telegram's copies that are too old to be deleted: their text is replaced. */
async function findUndeletableChats(
  { db, now }: Services,
  publicationId: string,
): Promise<string[]> {
  const old = await db.delivery.findMany({
    where: {
      OR: [{ publicationId }, { publication: { originalId: publicationId, act: 'edit' } }],
      platform: 'telegram',
      state: 'sent',
      sentAt: { lt: new Date(now.epochMilliseconds - telegramDeletableMs) },
    },
    select: { chatId: true },
    distinct: ['chatId'],
  });
  return old.map(({ chatId }) => chatId);
}

/** A correction with all that has to be read before it is written. */
export interface PreparedCorrection extends Correction {
  audience: AudienceRule & { to: 'copies' };
  /** Chats whose copy cannot be deleted any more. */
  undeletableChatIds: string[];
  /** How many chats will see it. */
  chatCount: number;
}

export async function prepareCorrection(
  call: Services,
  correction: Correction,
): Promise<PreparedCorrection> {
  const audience = await correctionAudience(call, correction);
  return {
    ...correction,
    audience,
    undeletableChatIds: correction.isDeleting
      ? await findUndeletableChats(call, audience.publicationId)
      : [],
    chatCount: await call.publications.audienceSize(audience),
  };
}

/** Who answers for a correction, and which version they looked at. */
export interface CorrectionAuthor {
  accountId: string;
  expectedVersion: number;
  /** The request that was approved, where two people had to agree. */
  approvalId?: string;
}

/**
 * Writes the new version and publishes what edits every copy, what replaces those too old to delete, and what says it
 * under each. @returns the publication that edits
 * @throws Refusal when the alert is no longer the version that was looked at
 */
export async function publishCorrection(
  { publications, now }: Pick<Services, 'publications' | 'now'>,
  tx: Transaction,
  correction: PreparedCorrection,
  { accountId, expectedVersion, approvalId }: CorrectionAuthor,
): Promise<string> {
  const { alert, grade, reason, audience, undeletableChatIds, chatCount, isDeleting } = correction;
  const { community } = alert;
  const { version, shown } = applyCorrection(correction, new Date(now.epochMilliseconds));
  const { count: taken } = await tx.alert.updateMany({
    // What marked it as over meanwhile said it as it was before.
    where: { id: alert.id, version: expectedVersion, state: alert.state },
    data: {
      version: version.number,
      ...(grade === 'retract' ? { state: 'retracted' as const } : {}),
    },
  });
  if (taken === 0 || version.number !== expectedVersion + 1) {
    throw new UserError('alerts.errors.changedMeanwhile');
  }
  if (grade !== 'retract' && approvalId === undefined)
    await requireNoApprovalNeeded(tx, community.id);
  await tx.alertVersion.create({ data: version });
  const common = {
    communityId: community.id,
    kind: 'correction' as const,
    locale: community.locale,
    urgent: !alert.isDrill && severityPolicies[alert.severity].isUrgent,
    alertId: alert.id,
    originalId: audience.publicationId,
  };
  const messages = alertMessages(shown);
  const act = isDeleting ? 'remove' : 'edit';
  // What marks the alert as over says it as it was corrected; whoever has no copy then needs none.
  const isUntilOver = isInForce(alert, now) && grade !== 'retract';
  const until = isUntilOver ? { notAfter: alert.expiresAt } : {};
  const id = await publications.publish(tx, { ...common, ...until, act, audience, messages });
  if (undeletableChatIds.length > 0) {
    const chats = { to: 'chats' as const, chatIds: undeletableChatIds };
    await publications.publish(tx, { ...common, act: 'edit', audience: chats, messages });
  }
  if (!isDeleting && isAnnouncedChange(alert, grade)) {
    await publications.publish(tx, {
      ...common,
      act: 'reply',
      audience,
      messages: correctionNotice(shown, grade, reason),
    });
  }
  await recordAudit(tx, {
    communityId: community.id,
    accountId,
    action: grade === 'retract' ? 'alert.retract' : 'alert.correct',
    details: {
      alert: alert.id,
      title: version.title,
      version: version.number,
      grade,
      reason,
      copies: chatCount,
      ...(isDeleting ? { deleted: true } : {}),
      ...(approvalId === undefined ? {} : { approval: approvalId }),
    },
  });
  return id;
}
