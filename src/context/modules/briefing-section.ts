import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import type { Section } from '../../database/generated/enums.ts';
import type { Translator } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import type { Block } from '../../message/message.ts';

export interface SectionQuery {
  communityId: string;
  briefingId: string;
  now: Temporal.Instant;
}

export interface SectionReader extends Pick<Translator, 't' | 'locale'> {
  /** IANA zone. */
  zone: string;
  now: Temporal.Instant;
  /** The edition is long: a row shows its title and source, and folds its text away. */
  folds?: boolean;
}

/** Called for a row that cannot be rendered. */
export type RowErrorHandler = (row: { id: string }, error: unknown) => void;

/** What one section of an edition contains. */
export interface SectionContent {
  /** Ids of its rows, in the order in which they are shown. */
  ids: readonly string[];
  /** The rows as messages show them, for readers in any zone. Rows that cannot be rendered are reported and left out. */
  blocks(reader: SectionReader, onRowError: RowErrorHandler): Block[];
  /** What is stored with the edition to find later changes, by row id; empty where changes are not followed. */
  snapshot(): Prisma.InputJsonObject;
  /** Titles, in this language, of the rows that have no translation. */
  untranslatedTitles(locale: Locale): string[];
}

/** Changes of rows, one line each. */
export type SectionChanges = (reader: SectionReader) => string[];

/** What a subject contributes to the briefings of a community. */
export interface BriefingSection {
  name: Section;
  collect(db: PrismaClient, query: SectionQuery): Promise<SectionContent>;
  /** Finds the rows that differ from the snapshot that an edition stored. */
  changesSince(db: PrismaClient, snapshot: unknown): Promise<SectionChanges>;
}

/** A section by its rows. */
export interface SectionDefinition<Row extends { id: string }> {
  name: Section;
  collect(db: PrismaClient, query: SectionQuery): Promise<readonly Row[]>;
  /** @throws anything when the row cannot be rendered */
  blocks(row: Row, reader: SectionReader): Block[];
  /** @returns undefined when changes of this row cannot be found later */
  snapshot?(row: Row): Prisma.InputJsonValue | undefined;
  /** @returns the row's title, undefined when it is translated */
  untranslatedTitle(row: Row, locale: Locale): string | undefined;
  changesSince?: BriefingSection['changesSince'];
}

/** Makes a section that hides the type of its rows. */
export function defineBriefingSection<Row extends { id: string }>({
  name,
  collect,
  blocks,
  snapshot = () => undefined,
  untranslatedTitle,
  changesSince = async () => () => [],
}: SectionDefinition<Row>): BriefingSection {
  const contentOf = (rows: readonly Row[]): SectionContent => ({
    ids: rows.map(({ id }) => id),
    blocks: (reader, onRowError) =>
      rows.flatMap((row) => {
        try {
          return blocks(row, reader);
        } catch (error) {
          onRowError(row, error);
          return [];
        }
      }),
    snapshot: () =>
      Object.fromEntries(
        rows.flatMap((row) => {
          const value = snapshot(row);
          return value === undefined ? [] : [[row.id, value]];
        }),
      ),
    untranslatedTitles: (locale) => rows.flatMap((row) => untranslatedTitle(row, locale) ?? []),
  });
  return {
    name,
    collect: async (db, query) => contentOf(await collect(db, query)),
    changesSince,
  };
}
