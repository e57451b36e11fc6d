import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { SubjectModule } from '../../../src/context/modules/subject-module.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type {
  Account,
  Chat,
  Prisma,
  PrismaClient,
} from '../../../src/database/generated/client.ts';
import { createCommandContext, tuesdayMorning } from '../fixtures/command-context.ts';

/** A person with two accounts, whose rows the samples add. */
export interface BusyPerson {
  db: PrismaClient;
  /** On Discord, as a member of the community. */
  call: CommandContext;
  /** The account on Telegram, and its private chat. */
  second: Account;
  chat: Chat;
  /** Ids of both accounts. */
  accountIds: readonly string[];
  communityId: string;
  /** The name of the second account and of the private chat. */
  name: string;
  /** Stands in every text that the person wrote. */
  word: string;
  /** Others in the community: none of what is theirs may be exported or erased. */
  admin: CommandContext;
  bystander: CommandContext;
  /** The present time of `call`, and a day later. */
  at: Date;
  later: Date;
}

/**
 * What a table holds of a person: `exported` and, when they ask for it, erased; `deleted` without being exported, since
 * it is about others or a mere copy; `hashed` only; or of `nobody`.
 */
export type TableContent = 'exported' | 'deleted' | 'hashed' | 'nobody';

/** What one subject stores about people, as the default export of `test/<subject>/personal-data-sample.ts`. */
export interface PersonalDataSample {
  module: SubjectModule;
  /** What each table of the subject holds. */
  tables: Readonly<Partial<Record<Prisma.ModelName, TableContent>>>;
  /** Fields of the export that hold rows of these tables. */
  exportedFields?: readonly string[];
  /** Tables in which a text of the person stays after their erasure, since it was published. */
  publishedTexts?: readonly Prisma.ModelName[];
  /** Tables with a `personId` whose rows no link moves by `originAccountId`; the subject’s own tests check them. */
  linkedOtherwise?: readonly Prisma.ModelName[];
  /**
   * Adds a row of the person to every table that is `exported` or `deleted`, with `word` in each text.
   * @returns what to check when the person is erased, apart from their ids and names being gone
   */
  create?(person: BusyPerson): Promise<(() => Promise<void>) | undefined>;
  /** Checks the details of an export with these rows. */
  checkExport?(exported: Readonly<Record<string, unknown>>, person: BusyPerson): void;
}

/** @param word stands in every text that the person wrote */
export async function createBusyPerson(database: OpenDatabase, word: string): Promise<BusyPerson> {
  const { call: admin } = await createCommandContext(database);
  const { call } = await createCommandContext(database, admin.community);
  const { call: bystander } = await createCommandContext(database, admin.community);
  const { db, person } = call;
  const name = `Người bận rộn ${word}`;
  const platformId = String(700_000_000 + Math.floor(Math.random() * 1e8));
  const second = await db.account.create({
    data: { platform: 'telegram', platformId, name, personId: person.id },
  });
  // The group in which they speak has an id of its own.
  await db.chat.update({
    where: { id: call.chat.id },
    data: { platformId: crypto.randomUUID() },
  });
  const chat = await db.chat.create({
    data: { platform: 'telegram', platformId, kind: 'private', title: name, accountId: second.id },
  });
  const at = new Date(tuesdayMorning.epochMilliseconds);
  return {
    ...{ db, call, second, chat, name, word, admin, bystander, at },
    accountIds: [call.account.id, second.id],
    communityId: admin.community?.id ?? '',
    later: new Date(at.getTime() + 86_400_000),
  };
}

/** Ids of a person, ours and the platforms'. */
export const idsOf = ({ call, second, chat, accountIds }: BusyPerson): string[] => [
  call.person.id,
  ...accountIds,
  chat.id,
  call.account.platformId,
  second.platformId,
];

const testFolder = path.resolve(import.meta.dirname, '../..');

/** Every subject's sample, found by its folder. */
export async function loadPersonalDataSamples(): Promise<PersonalDataSample[]> {
  const files = readdirSync(testFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('/personal-data-sample.ts'),
  );
  const loaded: { default: PersonalDataSample }[] = await Promise.all(
    files.toSorted().map((file) => import(/* @vite-ignore */ path.join(testFolder, file))),
  );
  return loaded.map((module) => module.default);
}
