import { createHash } from 'node:crypto';
import type { Severity } from '../../database/generated/enums.ts';
import type { AudienceRule } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import type { Message } from '../../message/message.ts';

/** All that an approval is given to. Nothing of it may be another when it goes out. */
export interface ApprovedContent {
  /** The alert's id, and the version that goes out. */
  alert: string;
  version: number;
  severity: Severity;
  isDrill: boolean;
  /** As ISO 8601. */
  expiresAt: string;
  audience: AudienceRule;
  /** What chats will read, in every language. */
  messages: Readonly<Record<Locale, Message>>;
  /** What is said under each copy, where a correction is. */
  announcement?: Readonly<Record<Locale, Message>>;
}

/** The same for the same value, in whatever order its properties were written. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, canonical(part)]);
}

/** A hash over everything that an approval binds, 64 hexadecimal digits. */
export const contentFingerprint = (bound: ApprovedContent): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(bound)))
    .digest('hex');
