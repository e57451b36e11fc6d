import type { Event, EventDraft } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** What became of a suggestion. */
export type SuggestionOutcome =
  | { kind: 'published'; event: Event }
  /** The reason is as the member is told; empty where none was given. */
  | { kind: 'declined'; reason: string }
  | { kind: 'withdrawn' }
  /** Everything about the member is deleted. */
  | { kind: 'erased' };

/** What organisers and the member are told of a suggestion, within the transaction of the change. */
export interface SuggestionNotices {
  /** Tells these private chats of a suggestion. @returns the id of the publication */
  suggested(tx: Transaction, draft: EventDraft, chatIds: readonly string[]): Promise<string>;
  /** Replaces what organisers were told, and tells the member unless it was they who closed it. An erasure leaves none of their words; a draft that cannot be read is no obstacle. */
  closed(tx: Transaction, draft: EventDraft, outcome: SuggestionOutcome): Promise<void>;
}
