import type { Prisma, Publication } from '../database/generated/client.ts';
import type { PublicationKind, PublicationOperation, Topic } from '../database/generated/enums.ts';
import type { Locale } from '../language/locale.ts';
import type { Message } from '../message/message.ts';

/** Who gets a publication. Stored with it as JSON. */
export type AudienceRule =
  /** Every chat that follows the topic in the community. */
  | {
      to: 'topic';
      communityId: string;
      topic: Topic;
    }
  /** One private chat of each person: the one used last. */
  | { to: 'people'; personIds: readonly string[] }
  | { to: 'chats'; chatIds: readonly string[] }
  /** Every chat that has a copy of this publication (for edits); with `andTopic` also those that follow the topic and have none. */
  | { to: 'copies'; publicationId: string; andTopic?: Topic };

export interface NewPublication {
  communityId?: string;
  kind: PublicationKind;
  /** `reply` answers each copy of the original, because an edit notifies nobody. */
  operation?: PublicationOperation;
  /** 0 is sent first, 2 last. Default: by its kind. */
  priority?: 0 | 1 | 2;
  audience: AudienceRule;
  /** The message in each language. A chat without a language of its own gets `locale`. */
  messages: Readonly<Record<Locale, Message>>;
  locale: Locale;
  /** Deliveries that are still queued then are skipped. */
  expiresAt?: Date;
  /** Is sent during a chat's quiet hours too. */
  ignoresQuietHours?: boolean;
  /** What it is about, as its subject names it: `<kind>/<id>`. Delivery stores and returns it, and never reads it. */
  origin?: string;
  /** For edits, replies and removals: the publication whose copies change. */
  originalId?: string;
}

/** Publishing needs a transaction, so that the message and its cause are committed together. */
export type Transaction = Prisma.TransactionClient;

/** Sends messages to many chats, or to people outside of the chat of a command. */
export interface Publications {
  /** Stores the publication and one job in the caller's transaction. @returns its id */
  publish(tx: Transaction, publication: NewPublication): Promise<string>;
  /** How many open chats the audience has now. */
  audienceSize(audience: AudienceRule): Promise<number>;
}

/**
 * Whether a publication changes existing copies. Its deliveries are sent before others of their priority, so that
 * a text known to be wrong is not sent after its correction.
 */
export const isAmendment = ({ operation }: Pick<Publication, 'operation'>): boolean =>
  operation === 'edit' || operation === 'remove';
