/** How long before its start an event is taken for one that has begun, in milliseconds: a request takes its time. */
const startMarginMs = 30_000;

/** An event that has a date and is not over. Times in milliseconds since the epoch. */
export interface Candidate {
  eventId: string;
  seriesId: string | null;
  startsAt: number;
  /** After the start. */
  endsAt: number;
  /** Of everything that the server shows. */
  hash: string;
  /** An edit of it waits for further ones. */
  isHeld: boolean;
}

/** An event as it was last mirrored. */
export interface MirroredRow {
  eventId: string;
  /** Null while it is not known whether it was made. */
  serverEventId: string | null;
  contentHash: string;
  refusedHash: string;
  endsAt: number;
  /** Somebody took it down in the server. */
  isRemoved: boolean;
}

export interface MirrorState {
  /** By start. */
  candidates: readonly Candidate[];
  rows: readonly MirroredRow[];
  /** How many events the mirror may have in the server. */
  room: number;
  /** Milliseconds since the epoch. */
  now: number;
}

export const byEvent = (rows: readonly MirroredRow[]): ReadonlyMap<string, MirroredRow> =>
  new Map(rows.map((row) => [row.eventId, row]));

export const hasBegun = ({ startsAt }: { startsAt: number }, now: number): boolean =>
  startsAt <= now + startMarginMs;

/** Whether it was refused and never made. */
export const isRefused = ({ serverEventId, refusedHash }: MirroredRow): boolean =>
  serverEventId === null && refusedHash !== '';

/** Whether the server shall not or cannot have it. */
const isLeftOut = ({ hash }: Candidate, row: MirroredRow | undefined): boolean =>
  row !== undefined && (row.isRemoved || (isRefused(row) && row.refusedHash === hash));

/**
 * The events that the server shows: the nearest ones, and of a series only the next date, or the one that is on while
 * the server has it. An event that has begun cannot be made any more.
 */
export const selectShown = (state: MirrorState): Candidate[] =>
  selectWanted(state).slice(0, Math.max(0, state.room));

/** The same without regard to the room. */
export function selectWanted({ candidates, rows, now }: Omit<MirrorState, 'room'>): Candidate[] {
  const known = byEvent(rows);
  const series = new Set<string>();
  const shown: Candidate[] = [];
  for (const one of candidates) {
    const row = known.get(one.eventId);
    if (one.endsAt <= now || (hasBegun(one, now) && !row)) continue;
    if (one.seriesId !== null) {
      if (series.has(one.seriesId)) continue;
      series.add(one.seriesId);
    }
    if (!isLeftOut(one, row)) shown.push(one);
  }
  return shown;
}

export const isOutdated = ({ hash, isHeld }: Candidate, row: MirroredRow): boolean =>
  row.contentHash !== hash && row.refusedHash !== hash && !isHeld;

/** Whether there may be something to do, as far as is known without listing the server's events. */
export function mayDiffer(state: MirrorState): boolean {
  const { rows, now } = state;
  const known = byEvent(rows);
  const shown = selectShown(state);
  const ids = new Set(shown.map(({ eventId }) => eventId));
  return (
    shown.some((one) => {
      const row = known.get(one.eventId);
      return !row || row.serverEventId === null || isOutdated(one, row);
    }) ||
    rows.some(
      (row) => !ids.has(row.eventId) && !row.isRemoved && !isRefused(row) && row.endsAt > now,
    )
  );
}
