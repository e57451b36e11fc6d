import type { Course, Session, Signup } from '../../../database/generated/client.ts';
import type { Placement } from '../../../seats/by-hand.ts';
import type { SessionOccupancy } from '../../queries.ts';

/** What organisers do with people by hand, as their commands and the audit log call it. */
export type RosterAction = 'add' | 'seat' | 'move' | 'remove';

/** How it is done: whoever is removed is placed nowhere. */
export type Way = Placement | 'out';

export interface RosterPerson {
  id: string;
  name: string;
}

/** What an organiser asks for. */
export interface RosterInput {
  action: RosterAction;
  course: Course;
  session: Session;
  person: RosterPerson;
  /** Of a move: where to. */
  to?: Session | undefined;
  note?: string | undefined;
  reason?: string | undefined;
}

/** A change that can be made, with what is to be known of it before. */
export interface RosterPlan extends RosterInput {
  /** Where the person is afterwards: what they are removed from, or moved to. */
  target: Session;
  occupancy: SessionOccupancy;
  /** What they have there, or in the session that they leave. */
  signup: Signup | undefined;
  /** How it can be done; the organiser chooses where there are several. */
  ways: readonly Way[];
  /** How many people wait for the seat that becomes free by it. */
  waitingForSeat: number;
}

/** A change that was made: what the person is told. */
export interface RosterChange extends RosterInput {
  target: Session;
  signup: Signup;
  way: Way;
}
