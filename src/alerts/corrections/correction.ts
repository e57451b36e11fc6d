import type { PrismaClient } from '../../database/generated/client.ts';
import type { Grade } from '../../database/generated/enums.ts';
import type { AudienceRule } from '../../delivery/publications.ts';
import { type AlertDetails, findFirstPublicationId } from '../queries.ts';
import { type AnnouncedGrade, severityPolicies } from '../rules.ts';
import { type AlertChange, nextVersion } from './version.ts';

/** A change of a published alert that is not saved yet. */
export interface Correction {
  alert: AlertDetails;
  grade: Exclude<Grade, 'first'>;
  reason: string;
  change: AlertChange;
  /** For a retraction: deletes the copies where the platform allows it, instead of replacing their text. */
  isDeleting?: boolean | undefined;
}

/** The version that a correction adds, and the alert as it then reads. */
export function applyCorrection({ alert, grade, reason, change }: Correction, at: Date) {
  const version = nextVersion(alert, change, { grade, reason, at });
  return { version, shown: { ...alert, versions: [...alert.versions, version] } };
}

/** Whether the alert is active and its time is not over. */
export const isInForce = ({ state, expiresAt }: AlertDetails, now: Temporal.Instant): boolean =>
  state === 'active' && expiresAt.getTime() > now.epochMilliseconds;

/** Whether a change is also announced under each copy: an edit notifies nobody. */
export const isAnnouncedChange = (
  { severity }: Pick<AlertDetails, 'severity'>,
  grade: Grade,
): grade is AnnouncedGrade => severityPolicies[severity].announced.some((one) => one === grade);

/**
 * All chats that have a copy; while the alert is in force also those that subscribed since, which get it as corrected.
 */
export async function correctionAudience(
  { db, now }: { db: Pick<PrismaClient, 'publication'>; now: Temporal.Instant },
  { alert, isDeleting }: Pick<Correction, 'alert' | 'isDeleting'>,
): Promise<AudienceRule & { to: 'copies' }> {
  const publicationId = await findFirstPublicationId(db, alert.id);
  if (publicationId === undefined) throw new Error(`Alert ${alert.id} was never published`);
  const includesNewChats = !alert.isDrill && !isDeleting && isInForce(alert, now);
  return {
    to: 'copies',
    publicationId,
    ...(includesNewChats ? { andTopic: 'alerts' as const } : {}),
  };
}
