import {
  type PersonalData,
  type PersonalDataServices,
  personTransaction,
  readPersonIdentifiers,
} from '../../context/modules/personal-data.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { type DeletionSummary, summarizeDeletion } from './deletion-summary.ts';

export interface ErasePersonServices extends PersonalDataServices {
  db: PrismaClient;
  /** What each module stores about people. */
  personalData: readonly PersonalData[];
}

/**
 * Deletes everything about a person, linked accounts and their private chats included. What they did in a role stays
 * in the audit log without their name, and what has begun stays counted.
 * @param beforeErase runs once the modules hold their locks, before anything is deleted; what it throws aborts
 * @returns what there was
 */
export function erasePerson(
  services: ErasePersonServices,
  personId: string,
  beforeErase: (tx: Transaction) => Promise<void> = async () => {},
): Promise<DeletionSummary> {
  const { db, personalData, now } = services;
  return db.$transaction(async (tx) => {
    for (const part of personalData) await part.lock?.(tx, [personId]);
    await beforeErase(tx);
    const person = await readPersonIdentifiers(tx, personId);
    const at = new Date(now.epochMilliseconds);
    const summary = await summarizeDeletion(tx, person, personalData, at);
    const afterwards: (() => Promise<void>)[] = [];
    for (const part of personalData) {
      const after = await part.erase?.(tx, person, services);
      if (after) afterwards.push(after);
    }
    await tx.person.delete({ where: { id: personId } });
    for (const after of afterwards) await after();
    return summary;
  }, personTransaction);
}
