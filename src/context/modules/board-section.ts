import type { PrismaClient } from '../../database/generated/client.ts';
import type { Translator } from '../../language/catalogue.ts';
import type { Content } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';

/** The readers of a board, who share its chat's language and zone. */
export interface BoardReader extends Pick<Translator, 't' | 'locale'> {
  /** IANA zone. */
  zone: string;
  now: Temporal.Instant;
}

/** One row of a board, in one line. @throws anything when it cannot be rendered: it is left out then */
export type BoardEntry = (reader: BoardReader) => Content;

/** Characters of titles and places, so that a full board is one message. */
export const boardTextLimits = { title: 90, place: 50 } as const;

/** What a subject has on, as boards show it. */
export interface BoardSection {
  /** Sections of a lower order come first. */
  order: number;
  title(reader: Pick<BoardReader, 't'>): string;
  /** The first rows of a community, those that matter most first. Seven fit at most. */
  entries(
    db: PrismaClient,
    query: { communityId: string; now: Date },
  ): Promise<readonly BoardEntry[]>;
  /** Shows all there is, to the person alone. */
  button?(reader: Pick<BoardReader, 't'>): Button;
}
