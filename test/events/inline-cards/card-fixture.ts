import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { InlineResult } from '../../../src/context/modules/inline-source.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import type { QueryCache } from '../../../src/database/cache/query-cache.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Event, Prisma } from '../../../src/database/generated/client.ts';
import type { SendResult } from '../../../src/delivery/publisher.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import type { Message } from '../../../src/message/message.ts';
import { noQuarantine } from '../../../src/schedule/quarantine.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

export const day = 86_400_000;
export const start = tuesdayMorning.epochMilliseconds;
const textOf = (message: Message) => JSON.stringify(message.blocks);

/** The text of the first card that a search offers. */
export function firstTextOf(results: readonly InlineResult[]): string {
  const [first] = results;
  if (!first) throw new Error('The search offers nothing');
  return textOf(first.message);
}

/** A community that has inline cards on, one of its members, and what Telegram is asked to edit. */
class CardFixture {
  /** Milliseconds since the epoch. */
  now = start;
  edits: { messageId: string; text: string }[] = [];
  /** What Telegram answers to an edit. */
  answer: SendResult<void> = { ok: true, value: undefined };
  /** Runs while the next edit is under way. */
  whileEditing: () => Promise<unknown> = async () => undefined;
  readonly database: OpenDatabase;
  readonly context: CommandContext;

  constructor(database: OpenDatabase, context: CommandContext) {
    [this.database, this.context] = [database, context];
  }

  get communityId(): string {
    return this.context.community?.id ?? '';
  }

  services(isConnected = true, cache: QueryCache = this.context.cache) {
    return {
      ...{ db: this.context.db, cache, publicUrl: '', zone: 'Asia/Ho_Chi_Minh' },
      now: () => this.now,
      quarantine: noQuarantine(),
      platformPermissions: {
        discord: noPlatformPermissions,
        telegram: {
          ...noPlatformPermissions,
          privateChatUrl: (payload = 'hello') =>
            isConnected ? `https://t.me/our_bot?start=${payload}` : undefined,
        },
      },
      editInlineMessage: async (messageId: string, message: Message) => {
        this.edits.push({ messageId, text: textOf(message) });
        const { whileEditing } = this;
        this.whileEditing = async () => undefined;
        await whileEditing();
        return this.answer;
      },
    };
  }

  asker() {
    return {
      platform: 'discord' as const,
      user: { platformId: this.context.account.platformId, locale: 'vi' },
    };
  }

  createEvent(changes: Partial<Prisma.EventUncheckedCreateInput> = {}): Promise<Event> {
    return this.context.db.event.create({
      data: {
        ...{ communityId: this.communityId, zone: 'Asia/Ho_Chi_Minh' },
        ...{ title: 'Đêm phim', searchText: 'dem phim', place: 'Huế' },
        ...{ startsAt: new Date(start + day), endsAt: new Date(start + 1.1 * day) },
        ...changes,
      },
    });
  }

  change(event: Event, data: Prisma.EventUncheckedUpdateInput) {
    return this.context.db.event.update({
      where: { id: event.id },
      data: { ...data, revision: { increment: 1 } },
    });
  }

  /** Sends a card of the only event that is found. @returns its row's key */
  async send(messageId = 'card-1'): Promise<string> {
    const source = inlineEvents(this.services());
    const { results } = await source.search(this.asker(), '', '');
    await source.sent(this.asker(), results[0]?.id ?? '', messageId);
    return messageId;
  }

  rows() {
    return this.context.db.inlineCard.findMany();
  }
}

/** Opens a database for the tests of a file. @returns the fixture of the test that runs */
export function useCards(): () => CardFixture {
  let database: OpenDatabase;
  let cards: CardFixture;
  beforeAll(async () => {
    database = await openEmbeddedDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.inlineCard.deleteMany();
    const { call } = await createCommandContext(database);
    cards = new CardFixture(database, call);
    await call.db.community.update({
      where: { id: cards.communityId },
      data: { hasInlineCards: true, members: { create: { personId: call.person.id } } },
    });
  });
  return () => cards;
}
