import type { RecurrenceRule } from '../schemas/recurrence-rule.ts';
import type { EventStatus } from '../schemas/scheduled-event.ts';

/** An event of a server, held elsewhere than in one of its channels. */
export interface ScheduledEvent {
  id: string;
  guildId: string;
  creatorId: string;
  name: string;
  description: string | null;
  location: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
  endsAt: number;
  status: EventStatus;
  /** Hash of its cover image. */
  image: string | null;
  rule: RecurrenceRule | null;
}
