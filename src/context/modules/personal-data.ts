import type { Account, PrismaClient } from '../../database/generated/client.ts';
import type { Publications, Transaction } from '../../delivery/publications.ts';
import type { MessageKey, MessageParams } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';

/** All identifiers by which other tables refer to a person. */
export interface PersonIdentifiers {
  personId: string;
  accounts: readonly Account[];
  accountIds: readonly string[];
  /** Private chats of the person's accounts. */
  chatIds: readonly string[];
  /** Titles of these chats: they are names. */
  chatTitles: readonly string[];
  platformIds: readonly string[];
  /** Any of these ids inside JSON text, as `LIKE` patterns. */
  patterns: string[];
}

/** What a module needs besides the transaction to change a person's data. */
export interface PersonalDataServices {
  publications: Publications;
  now: Temporal.Instant;
}

/** A line about stored data: a message key and its parameters. */
export interface DataLine {
  key: MessageKey;
  params: MessageParams;
}

/** What an erasure deletes, and what it retains without the person's name. */
export interface ErasureLines {
  erased: readonly DataLine[];
  anonymized: readonly DataLine[];
}

/** An entry that two people both have, of which only one remains after a merge. */
export interface DuplicateEntry {
  titles: Readonly<Record<Locale, string>>;
  startsAt: Date;
}

/**
 * What a module stores about people. Every method runs in the caller's transaction, in the order of the list of
 * modules; `lock` of all modules comes first, before the rows of the people themselves are locked.
 *
 * A table of rows that an account brings into a link has a column `originAccountId` (a nullable relation to `Account`
 * with `onDelete: SetNull`): `merge` fills it in, and `split` undoes `merge` with it. `personal-rows.ts` has both for a
 * table with one row per person and thing, and the lines that count such rows.
 */
export interface PersonalData {
  /** What people are told about it in lists of all modules, as keys of the module's own messages. */
  words: {
    /** An item of the list in `/privacy show` of what is kept of the texts that people write; `null` if nothing is. */
    keptTexts: MessageKey | null;
    /**
     * A plural noun, as in “the accounts share signups”: what an account brings into a link, shares while it is linked
     * and keeps when it is unlinked; `null` if nothing.
     */
    linked: MessageKey | null;
  };
  /** For `/privacy show`: what is stored, counted. */
  show?(db: PrismaClient, person: PersonIdentifiers): Promise<readonly DataLine[]>;
  /** For `/privacy export`: what is stored, by field of the exported file. Excludes data about others. */
  export?(db: PrismaClient, person: PersonIdentifiers): Promise<Record<string, unknown>>;
  /** What an erasure at this time would do. */
  describeErasure?(
    tx: Transaction,
    person: PersonIdentifiers,
    now: Date,
  ): Promise<Partial<ErasureLines>>;
  /** Locks the rows that an erasure or a merge changes and that others change too. */
  lock?(tx: Transaction, personIds: readonly string[]): Promise<void>;
  /**
   * Deletes or anonymizes what foreign keys do not delete with the person.
   * @returns what to do once the person's row is deleted, if anything
   */
  erase?(
    tx: Transaction,
    person: PersonIdentifiers,
    services: PersonalDataServices,
  ): Promise<(() => Promise<void>) | undefined>;
  /** Entries that collide when two people are merged. */
  findDuplicates?(
    tx: Transaction,
    personIds: readonly string[],
    now: Date,
  ): Promise<readonly DuplicateEntry[]>;
  /** Moves the data of `from` to `to`, and records which account it came from; `from` is deleted afterwards. */
  merge?(
    tx: Transaction,
    people: { from: string; to: string },
    services: PersonalDataServices,
  ): Promise<void>;
  /** Undoes `merge` for an account that leaves `from`: `to`, its new person, gets the data it came with. */
  split?(tx: Transaction, account: { id: string; from: string; to: string }): Promise<void>;
}

/** For modules that store nothing about people. */
export const noPersonalData: PersonalData = { words: { keptTexts: null, linked: null } };

/** Prisma's options of the transaction in which a person is erased or merged; times in milliseconds. */
export const personTransaction = {
  // Hundreds of signups may hold the same session one after another.
  maxWait: 60_000,
  timeout: 20_000,
  isolationLevel: 'ReadCommitted',
} as const;

/** Reads the ids and names by which a person may be mentioned in other rows. */
export async function readPersonIdentifiers(
  db: Pick<PrismaClient, 'account'>,
  personId: string,
): Promise<PersonIdentifiers> {
  const found = await db.account.findMany({ where: { personId }, include: { chat: true } });
  const accounts = found.map(({ chat: _chat, ...account }) => account);
  const chats = found.flatMap(({ chat }) => (chat ? [chat] : []));
  const accountIds = accounts.map(({ id }) => id);
  const chatIds = chats.map(({ id }) => id);
  const platformIds = accounts.map(({ platformId }) => platformId);
  return {
    personId,
    accounts,
    accountIds,
    chatIds,
    chatTitles: chats.map(({ title }) => title),
    platformIds,
    patterns: [
      ...[personId, ...accountIds, ...chatIds].map((id) => `%${id}%`),
      // Platform ids are short numbers that other ids may contain: only whole ones match.
      ...platformIds.flatMap((id) => [`%"${id}"%`, `%"id:${id}"%`]),
    ],
  };
}
