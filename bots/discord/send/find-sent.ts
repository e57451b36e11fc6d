import { z } from 'zod';
import type { SentLookup } from '../../../src/delivery/publisher.ts';
import { componentTexts } from '../read/component-texts.ts';
import type { DiscordMessage } from '../write/message.ts';

/** Messages of one page, and pages that are read at most. */
const pageLimits = { size: 100, pages: 3 } as const;
/** Possible difference between Discord's clock and ours, in milliseconds. */
const clockSkewMs = 60_000;
/** Milliseconds since the epoch at which Discord's ids begin. Source: Discord, "Snowflakes". */
const snowflakeEpoch = 1_420_070_400_000n;

const foundSchema = z.object({
  id: z.string(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  content: z.string(),
  author: z.object({ id: z.string() }),
  embeds: z.array(z.object({ description: z.string().nullish() })),
  components: z.array(z.unknown()).default([]),
});
const pageSchema = z.array(foundSchema);

/** The lowest id of messages sent at this time. @param milliseconds since the epoch */
export const snowflakeAt = (milliseconds: number): string =>
  String((BigInt(Math.max(0, Math.floor(milliseconds))) - snowflakeEpoch) << 22n);

/** Discord normalizes spaces, so texts are compared without them. */
const collapseSpaces = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Whether a message on Discord has the content of this part. */
const hasContent = (found: z.infer<typeof foundSchema>, part: DiscordMessage): boolean =>
  collapseSpaces(found.content) === collapseSpaces(part.content) &&
  collapseSpaces(found.embeds.map(({ description }) => description ?? '').join('\n')) ===
    collapseSpaces(part.embeds.map(({ description }) => description).join('\n')) &&
  collapseSpaces(componentTexts(found.components)) ===
    collapseSpaces(componentTexts(part.container?.components ?? []));

export interface SentSearch {
  part: DiscordMessage;
  /** Id of the bot's user: messages of others are ignored. */
  authorId: string;
  idempotencyKey: string;
  /** Milliseconds since the epoch. */
  since: number;
  /** Messages of the bot that are known to be something else. */
  knownMessageIds: ReadonlySet<string>;
  /** Reads the oldest messages after an id. @returns Discord's JSON, newest first */
  readPage(query: { after: string; limit: string }): Promise<unknown>;
}

/** Looks in a chat for a message that was sent without getting an answer: by its nonce, then by its content. */
export async function findSentMessage(search: SentSearch): Promise<SentLookup> {
  const { part, authorId, idempotencyKey, since, knownMessageIds, readPage } = search;
  let after = snowflakeAt(since - clockSkewMs);
  for (let count = 0; count < pageLimits.pages; count += 1) {
    const page = pageSchema.parse(await readPage({ after, limit: String(pageLimits.size) }));
    const oldestFirst = page.filter(({ author }) => author.id === authorId).reverse();
    const found =
      oldestFirst.find(({ nonce }) => nonce === idempotencyKey) ??
      oldestFirst.find((message) => !knownMessageIds.has(message.id) && hasContent(message, part));
    if (found) return { found: found.id };
    if (page.length < pageLimits.size) return 'absent';
    after = page[0]?.id ?? after;
  }
  return 'unclear';
}
