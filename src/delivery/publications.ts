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
  /** The most recently used private chat of each person. */
  | { to: 'people'; personIds: readonly string[] }
  | { to: 'chats'; chatIds: readonly string[] }
  /** Every chat that has a copy of this publication (for edits); with `andTopic` also chats without one that follow the topic. */
  | { to: 'copies'; publicationId: string; andTopic?: Topic };

export interface NewPublication {
  communityId?: string;
  kind: PublicationKind;
  /** `reply` answers each copy of the original, since platforms send no notification for an edit. */
  operation?: PublicationOperation;
  /** 0 is sent first, 2 last. Default: by its kind. */
  priority?: 0 | 1 | 2;
  audience: AudienceRule;
  /** The message in each language. Chats without a language setting get `locale`. */
  messages: Readonly<Record<Locale, Message>>;
  locale: Locale;
  /** Deliveries that are still queued then are skipped. */
  expiresAt?: Date;
  /** Whether it is sent during a chat's quiet hours too. */
  ignoresQuietHours?: boolean;
  /** What it is about, as a reference of its module: `<kind>/<id>`. Opaque to delivery. */
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
