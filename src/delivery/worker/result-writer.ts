import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Platform } from '../../platform.ts';
import type { Clock } from '../clock.ts';
import type { FailpointHook } from '../failpoints.ts';
import { applyBatch } from '../ledger/apply-batch.ts';
import type { DeliveryTransition } from '../ledger/apply-transitions.ts';
import type { PlannedClaim } from '../ledger/planner.ts';
import { releaseClaim } from '../ledger/transitions.ts';

export interface ResultWriterOptions {
  db: PrismaClient;
  platform: Platform;
  clock: Clock;
  log: Logger;
  failpoint: FailpointHook;
}

/** Collects the results of requests and writes them in batches, together with the next claims. */
export interface ResultWriter {
  add(result: DeliveryTransition): void;
  /** Deliveries whose result is not written yet. */
  pendingIds(): string[];
  /**
   * Writes all pending results, other transitions and claims in one statement.
   * @returns the ids that were changed
   * @throws the database's error; the results stay pending and the claims are released with the next flush
   */
  flush(
    transitions?: readonly DeliveryTransition[],
    claims?: readonly PlannedClaim[],
  ): Promise<Set<string>>;
}

export function createResultWriter({
  db,
  platform,
  clock,
  log,
  failpoint,
}: ResultWriterOptions): ResultWriter {
  let results: DeliveryTransition[] = [];

  return {
    add: (result) => void results.push(result),
    pendingIds: () => results.map(({ id }) => id),
    async flush(transitions = [], claims = []) {
      const taken = results;
      results = [];
      try {
        if (claims.length > 0) failpoint('claiming');
        const all = [...taken, ...transitions, ...claims.map(({ claim }) => claim)];
        const written = await applyBatch(db, all, ({ id }, error) =>
          log.error(
            { event: 'delivery.result_rejected', platform, deliveryId: id, err: error },
            'the database rejected the result of a delivery; its lease will expire',
          ),
        );
        if (taken.length > 0) failpoint('results written');
        const lost = taken.filter(({ id }) => !written.has(id));
        if (lost.length > 0)
          log.warn(
            { event: 'delivery.claims_lost', platform, deliveryIds: lost.map(({ id }) => id) },
            'another worker has taken over deliveries of this one; their results are dropped',
          );
        return written;
      } catch (error) {
        // It may have been written and only the response lost: writing it again changes nothing.
        const released = claims.map((claim) => releaseClaim(claim, new Date(clock.now())));
        results = [...taken, ...released, ...results];
        throw error;
      }
    },
  };
}
