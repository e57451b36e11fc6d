import { type PersonalData, readPersonIdentifiers } from '../../context/modules/personal-data.ts';
import type { PrismaClient } from '../../database/generated/client.ts';

/** Everything that is stored about a person, as each module exports it. */
export async function exportPersonalData(
  { db, personalData }: { db: PrismaClient; personalData: readonly PersonalData[] },
  personId: string,
): Promise<Record<string, unknown>> {
  const person = await readPersonIdentifiers(db, personId);
  const exported: Record<string, unknown> = {};
  for (const part of personalData) Object.assign(exported, await part.export?.(db, person));
  return exported;
}

/** The same as JSON text, with big integers as text. */
export const toJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part),
    2,
  );
