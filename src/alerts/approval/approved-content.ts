import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Severity } from '../../database/generated/enums.ts';
import type { AudienceRule, NewPublication } from '../../delivery/publications.ts';
import type { AlertComposer, AlertView } from '../alert-view.ts';
import { alertAudience } from '../audience.ts';
import {
  applyCorrection,
  correctionAudience,
  isAnnouncedChange,
} from '../corrections/correction.ts';
import type { AlertDetails } from '../queries.ts';
import type { RequestedChange } from './requests.ts';

/** Everything that an approval covers. If any of it differs at publication, approval is requested again. */
export interface ApprovedContent {
  /** The alert's id, and the version to publish. */
  alert: string;
  version: number;
  severity: Severity;
  isDrill: boolean;
  /** As ISO 8601. */
  expiresAt: string;
  audience: AudienceRule;
  messages: NewPublication['messages'];
  /** The reply under each copy, for a correction that is announced. */
  announcement?: NewPublication['messages'];
}

/** Sorts the keys of all objects, so that equal values have equal JSON. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, canonical(part)]);
}

/** SHA-256 as 64 hexadecimal digits. Stored with requests: the content must keep its member names. */
const contentFingerprint = (content: ApprovedContent): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(content)))
    .digest('hex');

/** What would be published if a request was approved now. */
export interface RequestContent {
  shown: AlertView;
  content: ApprovedContent;
  hash: string;
}

/** @param at when approval was requested: the time that a correction shows */
export async function buildApprovedContent(
  { db, composer }: { db: PrismaClient; composer: AlertComposer },
  alert: AlertDetails,
  change: RequestedChange | undefined,
  at: Date,
): Promise<RequestContent> {
  const common = {
    alert: alert.id,
    severity: alert.severity,
    isDrill: alert.isDrill,
    expiresAt: alert.expiresAt.toISOString(),
  };
  if (!change) {
    const shown = { ...alert, state: 'active' as const };
    const content: ApprovedContent = {
      ...common,
      version: alert.version,
      audience: alertAudience(alert),
      messages: composer.alert(shown),
    };
    return { shown, content, hash: contentFingerprint(content) };
  }
  const correction = { alert, ...change };
  const { shown, version } = applyCorrection(correction, at);
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime());
  const content: ApprovedContent = {
    ...common,
    version: version.number,
    audience: await correctionAudience({ db, now }, correction),
    messages: composer.alert(shown),
    ...(isAnnouncedChange(alert, change.grade)
      ? { announcement: composer.correction(shown, change.grade, change.reason) }
      : {}),
  };
  return { shown, content, hash: contentFingerprint(content) };
}
