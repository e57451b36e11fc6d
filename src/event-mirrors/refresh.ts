import type { PlatformPermissionsByPlatform } from '../context/roles/platform-permissions.ts';
import type { Prisma, PrismaClient } from '../database/generated/client.ts';
import type { ServerEvents, ServerEventsByPlatform } from '../delivery/server-events.ts';
import { type ApplyResult, type ApplyServices, applySteps } from './apply.ts';
import { type ComingEvent, type MirrorableEvent, readOutcomes, toCandidate } from './candidates.ts';
import { markOf, readMark } from './mark.ts';
import { planMirror } from './planning/plan.ts';
import { type MirrorState, mayDiffer } from './planning/shown.ts';
import { noProblem, pauseAfter, pauseFor, problemOf } from './refusals.ts';
import { localeOfServer } from './server-locale.ts';
import {
  type ClaimedMirror,
  claimMirror,
  type MirrorDetails,
  rowOf,
  updateClaimed,
} from './store.ts';

/** When a server's events are listed again although nothing has changed, in milliseconds. */
const listAgainMs = {
  usually: 6 * 3_600_000,
  whileFull: 30 * 60_000,
  // A request whose answer was lost may have been carried out late.
  afterDoubt: 10 * 60_000,
} as const;

export interface MirrorServices extends Pick<ApplyServices, 'onRefused'> {
  db: PrismaClient;
  serverEvents: ServerEventsByPlatform;
  platformPermissions: PlatformPermissionsByPlatform;
  /** Read each time: a run of many slow servers takes minutes. */
  now(): Temporal.Instant;
  publicUrl: string;
}

/** Whether it shall show anything. */
export const isOn = ({
  isEnding,
  connection,
}: Pick<MirrorDetails, 'isEnding' | 'connection'>): boolean => !isEnding && connection !== null;

/** The events that a mirror may show, with what it would show of them. */
export async function candidatesOf(
  { db, publicUrl }: Pick<MirrorServices, 'db' | 'publicUrl'>,
  mirror: MirrorDetails,
  coming: readonly ComingEvent[],
): Promise<MirrorableEvent[]> {
  if (!isOn(mirror) || !mirror.connection) return [];
  const { community } = mirror.connection;
  const locale = await localeOfServer(db, mirror.connection);
  return coming.map((event) => toCandidate(event, { locale, community, publicUrl }));
}

/** Whether a mirror may have to change: only then, and now and then, the server's events are listed. */
export function isDue(
  mirror: MirrorDetails,
  candidates: readonly MirrorableEvent[],
  now: Temporal.Instant,
): boolean {
  const state: MirrorState = {
    ...{ candidates, room: mirror.room, now: now.epochMilliseconds },
    rows: mirror.events.map(rowOf),
  };
  return (
    !isOn(mirror) ||
    mirror.problem !== null ||
    mirror.listAt === null ||
    mirror.listAt.getTime() <= state.now ||
    mayDiffer(state)
  );
}

type Changes = Prisma.EventMirrorUncheckedUpdateManyInput;

/** When the events are listed next, after everything was done. */
function listingAfter(
  { events }: MirrorDetails,
  { isFull, now }: { isFull: boolean; now: number },
): Date {
  const isDoubtful = events.some(
    ({ serverEventId, refusedHash }) => serverEventId === null && refusedHash === '',
  );
  const kind = isDoubtful ? 'afterDoubt' : isFull ? 'whileFull' : 'usually';
  return new Date(now + listAgainMs[kind]);
}

/** Lists the server's events and does what they lack. */
async function refreshListed(
  services: MirrorServices,
  serverEvents: ServerEvents,
  claimed: ClaimedMirror,
  candidates: readonly MirrorableEvent[],
): Promise<{ changes: Changes; result: ApplyResult }> {
  const { db } = services;
  const { mirror } = claimed;
  const atNow = () => services.now().epochMilliseconds;
  const listed = await serverEvents.list(mirror.platformId);
  if (!listed.ok) return { changes: pauseAfter(listed, mirror, atNow()), result: 'more' };
  const now = atNow();
  const { steps, room, isFull } = planMirror({
    ...{ candidates, now, markOf, maxOpen: serverEvents.maxOpen },
    rows: mirror.events.map(rowOf),
    present: listed.value.map((one) => ({ ...one, mark: readMark(one.description) })),
    outcomes: await readOutcomes(
      db,
      mirror.connection?.community,
      mirror.events.map(({ eventId }) => eventId),
    ),
  });
  const events = new Map(candidates.map((one) => [one.eventId, one]));
  const result = await applySteps({ ...services, serverEvents }, claimed, steps, events);
  if (typeof result === 'object')
    return { changes: { room, ...pauseAfter(result, mirror, atNow()) }, result };
  if (result === 'full') {
    const where = { mirrorId: mirror.id, serverEventId: { not: null }, isRemoved: false };
    const own = await db.mirroredEvent.count({ where });
    const listAt = listingAfter(mirror, { isFull: true, now });
    return { changes: { room: own, listAt, ...noProblem }, result };
  }
  const listAt = result === 'done' ? listingAfter(mirror, { isFull, now }) : null;
  return { changes: { room, listAt, ...noProblem }, result };
}

async function refreshClaimed(
  services: MirrorServices,
  claimed: ClaimedMirror,
  coming: readonly ComingEvent[],
): Promise<Changes | 'over'> {
  const { platformPermissions } = services;
  const { mirror } = claimed;
  const { platform, platformId } = mirror;
  const serverEvents = services.serverEvents(platform);
  // A program without this bot leaves everything as it is.
  if (!serverEvents) return {};
  const problem = problemOf(await platformPermissions[platform].describeServerEvents(platformId));
  if (problem !== undefined) {
    const now = services.now().epochMilliseconds;
    const isNothingLeft =
      problem === 'gone' || mirror.events.every(({ endsAt }) => endsAt.getTime() <= now);
    return !isOn(mirror) && isNothingLeft ? 'over' : pauseFor(problem, mirror, now);
  }
  const candidates = await candidatesOf(services, mirror, coming);
  const { changes, result } = await refreshListed(services, serverEvents, claimed, candidates);
  // A refused request alone does not say that the bot is gone: that is asked before each run.
  return !isOn(mirror) && result === 'done' ? 'over' : changes;
}

/**
 * Brings a server's events up to date. Of several callers at once one acts.
 * @param coming the events of its community
 */
export async function refreshMirror(
  services: MirrorServices,
  id: string,
  coming: readonly ComingEvent[],
): Promise<void> {
  const { db } = services;
  const atNow = () => services.now().epochMilliseconds;
  const claimed = await claimMirror(db, id, new Date(atNow()));
  if (!claimed) return;
  const { claimedUntil, mirror } = claimed;
  const release = (changes: Changes) =>
    updateClaimed(db, claimed, { ...changes, claimedUntil: null });
  let result: Changes | 'over';
  try {
    result = await refreshClaimed(services, claimed, coming);
  } catch (error) {
    await release(pauseAfter({ kind: 'ambiguous', reason: '' }, mirror, atNow()));
    throw error;
  }
  if (result !== 'over') {
    await release(result);
    return;
  }
  // Unless somebody has turned it on again meanwhile.
  const { isEnding, connectionId } = mirror;
  const { count } = await db.eventMirror.deleteMany({
    where: { id, claimedUntil, isEnding, connectionId },
  });
  if (count === 0) await release({ listAt: null });
}
