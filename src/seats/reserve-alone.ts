import { z } from 'zod';
import type { PrismaClient } from '../database/generated/client.ts';
import { type ReserveResult, readReservation, type SeatRequest } from './seats.ts';

const needsTransaction = z.object({ outcome: z.literal('told') });

/**
 * Takes a seat as `reserveSeat` does, by one statement that is a transaction of its own: in a rush nobody waits for the
 * round trips between the program and the database of those before them.
 * @returns undefined, with nothing done, where others are concerned as well and are told in the same transaction
 */
export async function reserveSeatAlone(
  db: Pick<PrismaClient, '$queryRaw'>,
  { sessionId, personId, note, now }: Omit<SeatRequest, 'replacesId'>,
): Promise<ReserveResult | undefined> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT * FROM "callboard_reserve_seat_alone"(
      ${sessionId}::uuid, ${personId}::uuid, ${note}, ${now}
    )`;
  return needsTransaction.safeParse(row).success ? undefined : readReservation(row);
}
