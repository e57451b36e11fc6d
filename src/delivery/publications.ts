import type { Prisma } from '../database/generated/client.ts';
import type { PublicationKind, PublicationOperation, Topic } from '../database/generated/enums.ts';
import type { Locale } from '../language/locale.ts';
import type { Message } from '../message/message.ts';

/** Who gets a publication. Kept as JSON with it. */
export type AudienceRule =
  /** Every chat that follows the topic in the community. */
  | {
      to: 'topic';
      communityId: string;
      topic: Topic;
    }
  /** The private chats of these people: one each, the one they used last. */
  | { to: 'people'; personIds: readonly string[] }
  | { to: 'chats'; chatIds: readonly string[] }
  /** Every chat that has a copy of this publication (for edits), and with `andTopic` those that follow it and have none. */
  | { to: 'copies'; publicationId: string; andTopic?: Topic };

export interface NewPublication {
  communityId?: string;
  kind: PublicationKind;
  /** `reply` answers each copy of the original, so that people notice what was corrected. */
  operation?: PublicationOperation;
  /** 0 goes first, 2 last; by its kind unless said otherwise. */
  priority?: 0 | 1 | 2;
  audience: AudienceRule;
  /** The message in each language; a chat gets its own language, else `locale`. */
  messages: Readonly<Record<Locale, Message>>;
  locale: Locale;
  /** What still waits then is left out. */
  expiresAt?: Date;
  /** Does not wait for the end of a chat's quiet hours. */
  ignoresQuietHours?: boolean;
  /** What it is about, as its subject names it: `<kind>/<id>`. Delivery stores and returns it, and never reads it. */
  origin?: string;
  /** For edits, replies and removals: the first publication of the message, whose copies change. */
  originalId?: string;
}

/** What may be published with: a transaction, so that the message and its cause stand or fall together. */
export type Transaction = Prisma.TransactionClient;

/** How subjects speak to many chats, or to people who are not here now. Nothing is sent outside the ledger. */
export interface Publications {
  /** Writes the publication and one job, in the caller's transaction. @returns its id */
  publish(tx: Transaction, publication: NewPublication): Promise<string>;
  /** How many open chats the audience has now. */
  audienceSize(audience: AudienceRule): Promise<number>;
}
