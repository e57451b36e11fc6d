import type { PrismaClient } from '../../database/generated/client.ts';
import type { Locale } from '../../database/generated/enums.ts';
import { firstSupportedLocale, readLocale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { type Message, messageSchema } from '../../message/message.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { DueDelivery } from '../ledger/repository.ts';
import type { Publisher, RenderedMessage } from '../publisher.ts';

/** Publications and rendered messages remembered at once. */
const cacheSizes = { publications: 50, messages: 400 } as const;

interface CachedPublication {
  locale: Locale;
  messages: ReadonlyMap<string, unknown>;
}

/** Who reads in a chat: its own settings, else the person's, the platform's, the publication's and the deployment's. */
function readerOf(
  waiting: Pick<
    DueDelivery,
    'kind' | 'chatLocale' | 'chatZone' | 'personLocale' | 'personZone' | 'accountLocale'
  >,
  publicationLocale: Locale,
  defaults: MessageReader,
): MessageReader {
  return {
    locale: firstSupportedLocale(
      readLocale(waiting.accountLocale ?? undefined, publicationLocale),
      waiting.chatLocale,
      waiting.personLocale,
    ),
    zone: waiting.chatZone ?? waiting.personZone ?? defaults.zone,
    shared: waiting.kind !== 'private',
  };
}

/** Forgets the oldest, down to a size, but none that is needed. */
function evictOldest(
  map: Map<string, unknown>,
  size: number,
  needed: ReadonlySet<string> = new Set(),
): void {
  for (const key of map.keys()) {
    if (map.size <= size) break;
    if (!needed.has(key)) map.delete(key);
  }
}

/** Writes each publication once for a language and zone, however many chats it goes to. */
export function createRenderer(db: PrismaClient, defaults: MessageReader) {
  const publications = new Map<string, CachedPublication>();
  const renderedByKey = new Map<string, RenderedMessage>();

  return {
    /** Reads the publications of these deliveries, so that `prepare` knows them. */
    async load(ids: Iterable<string>): Promise<void> {
      const wanted = new Set(ids);
      const missing = [...wanted].filter((id) => !publications.has(id));
      if (missing.length === 0) return;
      // Those that are asked for stay, however many: what is not known would be taken for unreadable.
      evictOldest(publications, cacheSizes.publications - missing.length, wanted);
      const rows = await db.$queryRaw<{ id: string; locale: string; messages: unknown }[]>`
        SELECT id, locale::text AS locale, messages FROM "Publication" WHERE id = ANY(${missing}::uuid[])`;
      for (const { id, locale: kept, messages } of rows) {
        const locale = firstSupportedLocale(defaults.locale, kept);
        const entries = typeof messages === 'object' && messages !== null ? messages : {};
        publications.set(id, { locale, messages: new Map(Object.entries(entries)) });
      }
    },
    /**
     * The publication of a delivery as its chat reads it.
     * @throws when it was not loaded, or what is kept is no message
     */
    render(publisher: Pick<Publisher, 'render'>, waiting: DueDelivery): RenderedMessage {
      const publication = publications.get(waiting.publicationId);
      if (!publication) throw new Error(`There is no publication ${waiting.publicationId}`);
      const reader = readerOf(waiting, publication.locale, defaults);
      const key = `${waiting.publicationId} ${reader.locale} ${reader.zone} ${reader.shared}`;
      const known = renderedByKey.get(key);
      if (known) return known;
      const { messages } = publication;
      const message: Message = messageSchema.parse(
        messages.get(reader.locale) ?? [...messages.values()][0],
      );
      const zone = firstValidZone(defaults.zone, waiting.chatZone, waiting.personZone);
      const written = publisher.render(message, { ...reader, zone });
      evictOldest(renderedByKey, cacheSizes.messages - 1);
      renderedByKey.set(key, written);
      return written;
    },
  };
}
