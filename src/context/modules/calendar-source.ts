import type { CacheDependency } from '../../database/cache/query-cache.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Translator } from '../../language/catalogue.ts';

/** Whether something takes place, as calendars show it. */
export type CalendarStatus = 'confirmed' | 'tentative' | 'cancelled';

/** One event as a calendar shows it, in the language of its reader. */
export interface CalendarEntry {
  /** The same in every calendar and for as long as the event exists. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  createdAt: Date;
  changedAt: Date;
  status: CalendarStatus;
  startsAt: Date;
  /** Not before `startsAt`; equal to it when the end is unknown. */
  endsAt: Date;
  /** Whole days: both times are local midnights, the end exclusive. */
  isAllDay: boolean;
  /** IANA zone. */
  zone: string;
  /** Says too when it is cancelled: not every calendar shows the status. */
  title: string;
  /** The title alone. */
  name: string;
  /** What it is about alone: the description says too where it is from, and what else a calendar has no place for. */
  about: string;
  /** Where the news of it comes from. */
  sourceUrl?: string | undefined;
  /** When it was to start before it was last moved. */
  previousStartsAt?: Date | undefined;
  description: string;
  place: string;
  topic: string;
  url?: string | undefined;
  /** What a link to a bot carries to open it there. */
  startPayload?: string | undefined;
  /** The other times of a series, which begins with this entry. */
  recurrence?: CalendarRecurrence | undefined;
  /** For an entry that replaces one time of the series with the same UID: when that would have begun. */
  replaces?: Date | undefined;
}

export interface CalendarRecurrence {
  /** An RRULE without its name, in the zone of the entry, with an end in UTC if any. Source: RFC 5545, 3.3.10. */
  rule: string;
  /** When the times that do not take place would have begun. */
  excluded: readonly Date[];
}

/** The readers of a calendar, who share its language and zone. */
export interface CalendarReader extends Pick<Translator, 't' | 'locale'> {
  /** IANA zone. */
  zone: string;
  now: Temporal.Instant;
}

/** Something that a calendar shows. */
export interface CalendarItem {
  /** What it is about, in every language. */
  topics(): readonly string[];
  entry(reader: CalendarReader): CalendarEntry;
}

/** What ends at `from` or later, by start, and at most so many. */
export interface CalendarSpan {
  from: Date;
  limit: number;
}

/** What a subject has on, as calendars show it. */
export interface CalendarSource {
  /** Everything of a community, cancelled things included. */
  ofCommunity(
    db: PrismaClient,
    query: CalendarSpan & { communityId: string },
  ): Promise<readonly CalendarItem[]>;
  /** What a person takes part in, in any community. */
  ofPerson(
    db: PrismaClient,
    query: CalendarSpan & { personId: string },
  ): Promise<readonly CalendarItem[]>;
  /** What changes when the things of a community do. */
  dependencies(communityId: string): readonly CacheDependency[];
}
