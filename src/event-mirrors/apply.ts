import type { PrismaClient } from '../database/generated/client.ts';
import type { SendError, SendResult } from '../delivery/publisher.ts';
import { type ServerEvents, serverEventRefusals } from '../delivery/server-events.ts';
import type { MirrorableEvent } from './candidates.ts';
import type { Step } from './planning/plan.ts';
import { type ClaimedMirror, updateClaimed } from './store.ts';

/** Requests of one run for a server: each may take 15 s, and the claim must last as long. */
const maxRequests = 12;

export interface ApplyServices {
  db: PrismaClient;
  serverEvents: ServerEvents;
  /** Called for what the platform will never accept. */
  onRefused(refused: { eventId: string | undefined; act: Step['act']; reason: string }): void;
}

/**
 * How a run ended: everything done, more to do, no room in the server, the mirror lost to another process, or a request
 * that failed.
 */
export type ApplyResult = 'done' | 'more' | 'full' | 'lost' | SendError;

type Write = (
  step: Step,
  events: ReadonlyMap<string, MirrorableEvent>,
) => Promise<SendResult<void>>;

const done: SendResult<void> = { ok: true, value: undefined };

/** One step each, with what has to be known of it before and after its request. */
function createWriter({ db, serverEvents }: ApplyServices, { mirror }: ClaimedMirror): Write {
  const { platformId: server, id: mirrorId } = mirror;
  const where = (eventId: string) => ({ mirrorId, eventId });
  const forget = (eventId: string | undefined) =>
    eventId === undefined ? undefined : db.mirroredEvent.deleteMany({ where: where(eventId) });

  async function create({ eventId, content, hash, endsAt }: MirrorableEvent) {
    const sent = {
      ...{ serverEventId: null, contentHash: hash, refusedHash: '', isRemoved: false },
      endsAt: new Date(endsAt),
    };
    // Before the request: whoever goes on after a crash knows what was sent.
    await db.mirroredEvent.upsert({
      where: { mirrorId_eventId: where(eventId) },
      create: { ...where(eventId), ...sent },
      update: sent,
    });
    const result = await serverEvents.create(server, content);
    if (!result.ok) return result;
    await db.mirroredEvent.updateMany({
      where: where(eventId),
      data: { serverEventId: result.value },
    });
    return done;
  }

  async function change(id: string, withStart: boolean, event: MirrorableEvent) {
    const { startsAt, ...content } = event.content;
    const result = await serverEvents.change(server, id, {
      ...content,
      ...(withStart ? { startsAt } : {}),
    });
    if (result.ok)
      await db.mirroredEvent.updateMany({
        where: where(event.eventId),
        data: { contentHash: event.hash, refusedHash: '', endsAt: new Date(event.endsAt) },
      });
    return result;
  }

  return async (step, events) => {
    const event =
      step.act === 'create' || step.act === 'change' ? events.get(step.eventId) : undefined;
    switch (step.act) {
      case 'forget':
        await forget(step.eventId);
        return done;
      case 'note-removal':
        await db.mirroredEvent.updateMany({
          where: where(step.eventId),
          data: { isRemoved: true },
        });
        return done;
      case 'adopt': {
        const { eventId, id: serverEventId } = step;
        await db.mirroredEvent.upsert({
          where: { mirrorId_eventId: where(eventId) },
          create: { ...where(eventId), serverEventId, endsAt: new Date(0) },
          update: { serverEventId, isRemoved: false },
        });
        return done;
      }
      case 'remove':
      case 'cancel': {
        const result = await serverEvents[step.act](server, step.id);
        if (result.ok) await forget(step.eventId);
        return result;
      }
      case 'change':
        return event ? change(step.id, step.withStart, event) : done;
      default:
        return event ? create(event) : done;
    }
  };
}

/** What a rejected request changes in what is known, so that it is not made again. */
async function noteRejection(
  { db, onRefused }: ApplyServices,
  { mirror }: ClaimedMirror,
  step: Step,
  reason: string,
  hash: string | undefined,
): Promise<void> {
  const eventId = step.eventId;
  const isGone = reason === serverEventRefusals.gone || reason === serverEventRefusals.over;
  if (!isGone) onRefused({ eventId, act: step.act, reason });
  if (eventId === undefined) return;
  const where = { mirrorId: mirror.id, eventId };
  if (step.act === 'remove' || step.act === 'cancel') await db.mirroredEvent.deleteMany({ where });
  else
    await db.mirroredEvent.updateMany({
      where,
      data: isGone ? { isRemoved: true } : { refusedHash: hash ?? '' },
    });
}

const isRequest = ({ act }: Step): boolean => /^(remove|cancel|change|create)$/.test(act);

/** Does the steps in order until one fails for the time being. */
export async function applySteps(
  services: ApplyServices,
  claimed: ClaimedMirror,
  steps: readonly Step[],
  events: ReadonlyMap<string, MirrorableEvent>,
): Promise<ApplyResult> {
  const write = createWriter(services, claimed);
  let requests = 0;
  for (const step of steps) {
    if (isRequest(step)) {
      if (requests === maxRequests) return 'more';
      requests += 1;
      // Whoever was held up until another took over must not make anything.
      if (!(await updateClaimed(services.db, claimed, { claimedUntil: claimed.claimedUntil })))
        return 'lost';
    }
    const result = await write(step, events);
    if (result.ok) continue;
    const { ok: _, ...failure } = result;
    if (failure.kind !== 'rejected') return failure;
    if (failure.reason === serverEventRefusals.full) {
      await services.db.mirroredEvent.deleteMany({
        where: { mirrorId: claimed.mirror.id, serverEventId: null, refusedHash: '' },
      });
      return 'full';
    }
    const hash = step.eventId === undefined ? undefined : events.get(step.eventId)?.hash;
    await noteRejection(services, claimed, step, failure.reason, hash);
  }
  return 'done';
}
