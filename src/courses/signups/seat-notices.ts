import type { Signup } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { SessionWithCourse } from './queries.ts';

/** What people are told of their seats, within the transaction. */
export interface SeatNotices {
  /** They got a seat from the waiting list. */
  promoted(
    tx: Transaction,
    session: SessionWithCourse,
    personIds: readonly string[],
  ): Promise<void>;
  /** A seat is kept for one of them. */
  offered(tx: Transaction, session: SessionWithCourse, offer: SeatOffer): Promise<void>;
  /** They did not answer in time. */
  lapsed(tx: Transaction, session: SessionWithCourse, personIds: readonly string[]): Promise<void>;
}

/** A seat that is kept for a person until a time. */
export interface SeatOffer {
  signup: Signup;
  personId: string;
  until: Date;
}

/** Tells organisers that somebody applied for a session, within the transaction. */
export type ApplicationNotice = (tx: Transaction, session: SessionWithCourse) => Promise<void>;
