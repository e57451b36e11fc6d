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

/** An event in the server's list. */
export interface PresentEvent {
  id: string;
  isOwn: boolean;
  mark: string | undefined;
  isRunning: boolean;
  startsAt: number;
  endsAt: number;
}

/** What became of an event that is mirrored and no candidate; an event that is gone is in no map. */
export type Outcome = 'cancelled' | 'other';

/** One request, or one change of what is known. */
export type Step =
  | { act: 'remove'; id: string; eventId?: string }
  | { act: 'cancel'; id: string; eventId: string }
  | { act: 'forget'; eventId: string }
  | { act: 'adopt'; eventId: string; id: string }
  | { act: 'note-removal'; eventId: string }
  | { act: 'change'; eventId: string; id: string; withStart: boolean }
  | { act: 'create'; eventId: string };

export interface MirrorState {
  /** By start. */
  candidates: readonly Candidate[];
  rows: readonly MirroredRow[];
  /** How many events the mirror may have in the server. */
  room: number;
  /** Milliseconds since the epoch. */
  now: number;
}

const byEvent = (rows: readonly MirroredRow[]): ReadonlyMap<string, MirroredRow> =>
  new Map(rows.map((row) => [row.eventId, row]));

const hasBegun = ({ startsAt }: { startsAt: number }, now: number): boolean =>
  startsAt <= now + startMarginMs;

/** Whether it was refused and never made. */
const isRefused = ({ serverEventId, refusedHash }: MirroredRow): boolean =>
  serverEventId === null && refusedHash !== '';

/** Whether the server shall not or cannot have it. */
const isLeftOut = ({ hash }: Candidate, row: MirroredRow | undefined): boolean =>
  row !== undefined && (row.isRemoved || (isRefused(row) && row.refusedHash === hash));

/**
 * The events that the server shows: the nearest ones, and of a series only the next date, or the one that is on while
 * the server has it. An event that has begun cannot be made any more.
 */
export function selectShown({ candidates, rows, room, now }: MirrorState): Candidate[] {
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
  return shown.slice(0, Math.max(0, room));
}

const isOutdated = ({ hash, isHeld }: Candidate, row: MirroredRow): boolean =>
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

/** Steps for an event that the server shall show. */
function keep(
  one: Candidate,
  row: MirroredRow | undefined,
  found: PresentEvent | undefined,
  now: number,
): Step[] {
  const { eventId } = one;
  if (!found) {
    const isTakenDown = row != null && row.serverEventId !== null && row.endsAt > now;
    if (isTakenDown) return [{ act: 'note-removal', eventId }];
    return hasBegun(one, now) ? [{ act: 'forget', eventId }] : [{ act: 'create', eventId }];
  }
  const { id } = found;
  const current: MirroredRow = row ?? {
    ...{ eventId, serverEventId: id, contentHash: '', refusedHash: '', endsAt: 0 },
    isRemoved: false,
  };
  const isMoved = isOutdated(one, current) && found.startsAt !== one.startsAt;
  // The start of an event that has begun is fixed.
  if (isMoved && (found.isRunning || hasBegun(one, now)))
    return [
      { act: 'remove', id, eventId },
      ...(hasBegun(one, now) ? [] : [{ act: 'create', eventId } as const]),
    ];
  const isAdopted = row?.serverEventId !== id;
  return [
    ...(isAdopted ? [{ act: 'adopt', eventId, id } as const] : []),
    ...(isOutdated(one, current)
      ? [{ act: 'change', eventId, id, withStart: !hasBegun(one, now) } as const]
      : []),
  ];
}

/** Steps for an event that the server shall no longer show. */
function end(
  row: MirroredRow,
  found: PresentEvent | undefined,
  outcome: Outcome | undefined,
  { isComing, now }: { isComing: boolean; now: number },
): Step[] {
  const { eventId, isRemoved } = row;
  if (!found) {
    // What somebody took down, or the platform refused, is remembered as long as the event could be shown.
    const isSettled = (isRemoved || isRefused(row)) && isComing;
    return isSettled ? [] : [{ act: 'forget', eventId }];
  }
  const { id } = found;
  if (found.endsAt <= now) return [{ act: 'forget', eventId }];
  return outcome === 'cancelled' && !found.isRunning
    ? [{ act: 'cancel', id, eventId }]
    : [{ act: 'remove', id, eventId }];
}

const order: Readonly<Record<Step['act'], number>> = {
  forget: 0,
  'note-removal': 0,
  adopt: 1,
  remove: 2,
  cancel: 2,
  change: 3,
  create: 4,
};

export interface ListedState extends Omit<MirrorState, 'room'> {
  present: readonly PresentEvent[];
  /** Of the events in `rows` that still exist. */
  outcomes: ReadonlyMap<string, Outcome>;
  /** How many events the server may have, whoever made them. */
  maxOpen: number;
  markOf(eventId: string): string;
}

/**
 * What makes the server show what it shall: takes down first, so that there is room, and makes the nearest events first.
 * Events of ours are known by their stored id or by their mark; all others are left alone.
 */
export function planMirror(state: ListedState): { steps: Step[]; room: number } {
  const { present, outcomes, maxOpen, now, markOf } = state;
  const presentIds = new Set(present.map(({ id }) => id));
  // What was taken for removed and is there is found again by its mark.
  const rows = state.rows.map((row) =>
    row.isRemoved && presentIds.has(row.serverEventId ?? '')
      ? { ...row, isRemoved: false, serverEventId: null }
      : row,
  );
  const known = byEvent(rows);
  const storedIds = new Set(rows.flatMap(({ serverEventId }) => serverEventId ?? []));
  const ours = present.filter(
    ({ id, isOwn, mark }) => storedIds.has(id) || (isOwn && mark !== undefined),
  );
  const room = Math.max(0, maxOpen - (present.length - ours.length));
  const shown = selectShown({ ...state, rows, room });
  const taken = new Set<string>();
  const find = (eventId: string): PresentEvent | undefined => {
    const stored = known.get(eventId)?.serverEventId;
    const mark = markOf(eventId);
    const found =
      ours.find(({ id }) => id === stored) ??
      ours.find((one) => one.mark === mark && !storedIds.has(one.id));
    if (found) taken.add(found.id);
    return found;
  };
  const shownIds = new Set(shown.map(({ eventId }) => eventId));
  const comingIds = new Set(state.candidates.map(({ eventId }) => eventId));
  const steps = [
    ...shown.flatMap((one) => keep(one, known.get(one.eventId), find(one.eventId), now)),
    ...rows
      .filter(({ eventId }) => !shownIds.has(eventId))
      .flatMap((row) =>
        end(row, find(row.eventId), outcomes.get(row.eventId), {
          isComing: comingIds.has(row.eventId),
          now,
        }),
      ),
  ];
  // Made twice, or left over from before a backup was restored.
  const others = ours
    .filter(({ id }) => !taken.has(id))
    .map(({ id }): Step => ({ act: 'remove', id }));
  return {
    steps: [...steps, ...others].sort((one, other) => order[one.act] - order[other.act]),
    room,
  };
}
