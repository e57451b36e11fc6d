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
  /** What modules keep of the texts that people write. */
  keptTexts: readonly DataLine['key'][];
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
  const keptTexts = personalData.flatMap(({ words }) => words.keptTexts ?? []);
  return { person, accounts: identifiers.accounts, lines, keptTexts };
}
