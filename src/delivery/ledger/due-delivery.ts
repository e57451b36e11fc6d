import type { Locale, PublicationOperation } from '../../database/generated/enums.ts';

/** A queued delivery that is due, with everything that its next step needs except the message. */
export interface DueDelivery {
  id: string;
  publicationId: string;
  chatId: string;
  attempt: number;
  boosted: boolean;
  dueAt: Date;
  failures: number;
  uncertainSince: Date | null;
  messageIds: string[];
  parts: number;
  crosspostAt: Date | null;
  priority: number;
  operation: PublicationOperation;
  originalId: string | null;
  /** Whether it goes only to chats that have a copy of the original. */
  onlyCopies: boolean;
  publishedAt: Date;
  expiresAt: Date | null;
  ignoresQuietHours: boolean;
  pausedAt: Date | null;
  cancelledAt: Date | null;
  platformId: string;
  threadId: string;
  channelId: string | null;
  kind: 'private' | 'group' | 'channel';
  consecutiveFailures: number;
  quietFrom: number | null;
  quietUntil: number | null;
  chatLocale: Locale | null;
  chatZone: string | null;
  personLocale: Locale | null;
  personZone: string | null;
  accountLocale: string | null;
}

/** SQL: the message ids of a delivery `d`. A null among them keeps its position as an empty id. */
export const messageIdsSql = `COALESCE(array_replace(d."messageIds", NULL, ''), '{}')`;

/** SQL: whether a publication `p` goes only to chats that have a copy of its original. */
export const onlyCopiesSql = `(p.audience->>'to' = 'copies' AND p.audience->>'andTopic' IS NULL)`;
