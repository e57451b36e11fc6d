import { audit } from '../communities/audit.ts';
import type { Call } from '../communities/call.ts';
import type { Grade } from '../database/generated/enums.ts';
import type { Audience, Transaction } from '../delivery/publications.ts';
import { readTranslations } from '../events/translations.ts';
import { Refusal } from '../kit/command.ts';
import { announcement, isAnnounced } from './announce.ts';
import { firstPublication, type WholeAlert } from './find.ts';
import { refuseAlone } from './publish.ts';
import { deletableMs, severityRules } from './rules.ts';
import { alertMessages } from './show.ts';
import { type Change, nextVersion } from './version.ts';

/** A change of an alert on its way: what its preview shows and its button carries. */
export interface Correction {
  alert: WholeAlert;
  grade: Exclude<Grade, 'first'>;
  reason: string;
  change: Change;
  /** For a retraction: takes the copies away where the platform lets us, instead of replacing their text. */
  isDeleting?: boolean | undefined;
}

type Services = Pick<Call, 'db' | 'publications' | 'now'>;

/** The alert as it will be once this is done. */
export function corrected({ alert, grade, reason, change }: Correction, at: Date) {
  const version = nextVersion(alert, change, { grade, reason, at }, readTranslations);
  return { version, shown: { ...alert, versions: [...alert.versions, version] } };
}

/** Whether an alert is not over yet; it is marked as over within a minute. */
const isHolding = ({ state, expiresAt }: WholeAlert, now: Temporal.Instant): boolean =>
  state === 'active' && expiresAt.getTime() > now.epochMilliseconds;

/**
 * Every copy; with the chats that follow alerts and have none yet, where they are to learn what is right while the
 * alert holds.
 */
export async function copiesOf(
  { db, now }: Pick<Call, 'db' | 'now'>,
  { alert, isDeleting }: Pick<Correction, 'alert' | 'isDeleting'>,
): Promise<Audience & { to: 'copies' }> {
  const publicationId = await firstPublication(db, alert.id);
  if (publicationId === undefined) throw new Error(`Alert ${alert.id} was never published`);
  const isForAll = !alert.drill && !isDeleting && isHolding(alert, now);
  return { to: 'copies', publicationId, ...(isForAll ? { andTopic: 'alerts' as const } : {}) };
}

/** Telegram's copies that are too old to be deleted: their text is replaced. */
async function tooOld({ db, now }: Services, publicationId: string): Promise<string[]> {
  const old = await db.delivery.findMany({
    where: {
      OR: [{ publicationId }, { publication: { originalId: publicationId, act: 'edit' } }],
      platform: 'telegram',
      state: 'sent',
      sentAt: { lt: new Date(now.epochMilliseconds - deletableMs) },
    },
    select: { chatId: true },
    distinct: ['chatId'],
  });
  return old.map(({ chatId }) => chatId);
}

/** A correction with all that has to be read before it is written. */
export interface ReadyCorrection extends Correction {
  audience: Audience & { to: 'copies' };
  /** Chats whose copy cannot be deleted any more. */
  old: string[];
  /** How many chats will see it. */
  count: number;
}

export async function makeReady(call: Services, correction: Correction): Promise<ReadyCorrection> {
  const audience = await copiesOf(call, correction);
  return {
    ...correction,
    audience,
    old: correction.isDeleting ? await tooOld(call, audience.publicationId) : [],
    count: await call.publications.reach(audience),
  };
}

/** Who answers for a correction, and which version they looked at. */
export interface Answering {
  accountId: string;
  lookedAt: number;
  /** The request that was approved, where two people had to agree. */
  approval?: string;
}

/**
 * Writes the new version and publishes what edits every copy, what replaces those too old to delete, and what says it
 * under each. @returns the publication that edits
 * @throws Refusal when the alert is no longer the version that was looked at
 */
export async function writeCorrection(
  { publications, now }: Pick<Services, 'publications' | 'now'>,
  tx: Transaction,
  correction: ReadyCorrection,
  { accountId, lookedAt, approval }: Answering,
): Promise<string> {
  const { alert, grade, reason, audience, old, count, isDeleting } = correction;
  const { community } = alert;
  const { version, shown } = corrected(correction, new Date(now.epochMilliseconds));
  const { count: taken } = await tx.alert.updateMany({
    // What marked it as over meanwhile said it as it was before.
    where: { id: alert.id, version: lookedAt, state: alert.state },
    data: {
      version: version.number,
      ...(grade === 'retract' ? { state: 'retracted' as const } : {}),
    },
  });
  if (taken === 0 || version.number !== lookedAt + 1) {
    throw new Refusal('alerts.errors.changedMeanwhile');
  }
  if (grade !== 'retract' && approval === undefined) await refuseAlone(tx, community.id);
  await tx.alertVersion.create({ data: version });
  const common = {
    communityId: community.id,
    kind: 'correction' as const,
    locale: community.locale,
    urgent: !alert.drill && severityRules[alert.severity].isUrgent,
    alertId: alert.id,
    originalId: audience.publicationId,
  };
  const messages = alertMessages(shown);
  const act = isDeleting ? 'remove' : 'edit';
  // What marks the alert as over says it as it was corrected; whoever has no copy then needs none.
  const isUntilOver = isHolding(alert, now) && grade !== 'retract';
  const until = isUntilOver ? { notAfter: alert.expiresAt } : {};
  const id = await publications.publish(tx, { ...common, ...until, act, audience, messages });
  if (old.length > 0) {
    const chats = { to: 'chats' as const, chatIds: old };
    await publications.publish(tx, { ...common, act: 'edit', audience: chats, messages });
  }
  if (!isDeleting && isAnnounced(alert, grade)) {
    await publications.publish(tx, {
      ...common,
      act: 'reply',
      audience,
      messages: announcement(shown, grade, reason),
    });
  }
  await audit(tx, {
    communityId: community.id,
    accountId,
    action: grade === 'retract' ? 'alert.retract' : 'alert.correct',
    details: {
      alert: alert.id,
      title: version.title,
      version: version.number,
      grade,
      reason,
      copies: count,
      ...(isDeleting ? { deleted: true } : {}),
      ...(approval === undefined ? {} : { approval }),
    },
  });
  return id;
}
