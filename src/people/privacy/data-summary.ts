import {
  type DataLine,
  type PersonalData,
  type PersonIdentifiers,
  readPersonIdentifiers,
} from '../../context/modules/personal-data.ts';
import type { Person, PrismaClient } from '../../database/generated/client.ts';

export interface DataSummary {
  person: Person;
  accounts: PersonIdentifiers['accounts'];
  /** What the modules store, counted. */
  lines: readonly DataLine[];
}

/** What is stored about a person. */
export async function readDataSummary({
  db,
  person,
  personalData,
}: {
  db: PrismaClient;
  person: Person;
  personalData: readonly PersonalData[];
}): Promise<DataSummary> {
  const identifiers = await readPersonIdentifiers(db, person.id);
  const lines: DataLine[] = [];
  for (const part of personalData) lines.push(...((await part.show?.(db, identifiers)) ?? []));
  return { person, accounts: identifiers.accounts, lines };
}
