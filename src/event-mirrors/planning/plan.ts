import {
  byEvent,
  type Candidate,
  hasBegun,
  isOutdated,
  isRefused,
  type MirroredRow,
  type MirrorState,
  selectWanted,
} from './shown.ts';

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

export interface MirrorPlan {
  steps: Step[];
  /** How many events of ours the server may have. */
  room: number;
  /** Whether there are more to show than that. */
  isFull: boolean;
}

/**
 * What makes the server show what it shall: takes down first, so that there is room, and makes the nearest events first.
 * Events of ours are known by their stored id or by their mark; all others are left alone.
 */
export function planMirror(state: ListedState): MirrorPlan {
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
  const wanted = selectWanted({ ...state, rows });
  const shown = wanted.slice(0, room);
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
    isFull: wanted.length > room,
  };
}
