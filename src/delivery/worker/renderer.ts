import type { PrismaClient } from '../../database/generated/client.ts';
import type { Locale } from '../../database/generated/enums.ts';
import { firstSupportedLocale } from '../../language/locale.ts';
import { messageSchema } from '../../message/message.ts';
import type { MessageReader } from '../../message/reader.ts';
import type { DueDelivery } from '../ledger/due-delivery.ts';
import type { Publisher, RenderedMessage } from '../publisher.ts';
import { readerOf } from './reader.ts';

/** Maximum number of cached entries. */
const cacheSizes = { publications: 50, messages: 400 } as const;

interface CachedPublication {
  locale: Locale;
  messages: ReadonlyMap<string, unknown>;
}

/** Evicts the oldest entries down to a size, except those that are needed. */
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

/** Renders each publication once per language and zone, however many chats it goes to. */
export interface Renderer {
  /** Loads these publications, so that `render` can use them. */
  load(publicationIds: Iterable<string>): Promise<void>;
  /** @throws Error when the publication was not loaded, or its stored message is invalid */
  render(publisher: Pick<Publisher, 'render'>, delivery: DueDelivery): RenderedMessage;
}

export function createRenderer(db: PrismaClient, defaults: MessageReader): Renderer {
  const publications = new Map<string, CachedPublication>();
  const renderedByKey = new Map<string, RenderedMessage>();

  return {
    async load(publicationIds) {
      const wanted = new Set(publicationIds);
      const missing = [...wanted].filter((id) => !publications.has(id));
      if (missing.length === 0) return;
      // All requested publications stay cached, however many: one that is missing would count as unreadable.
      evictOldest(publications, cacheSizes.publications - missing.length, wanted);
      const rows = await db.$queryRaw<{ id: string; locale: string; messages: unknown }[]>`
        SELECT id, locale::text AS locale, messages FROM "Publication" WHERE id = ANY(${missing}::uuid[])`;
      for (const { id, locale: storedLocale, messages } of rows) {
        const locale = firstSupportedLocale(defaults.locale, storedLocale);
        const entries = typeof messages === 'object' && messages !== null ? messages : {};
        publications.set(id, { locale, messages: new Map(Object.entries(entries)) });
      }
    },
    render(publisher, delivery) {
      const { publicationId } = delivery;
      const publication = publications.get(publicationId);
      if (!publication) throw new Error(`There is no publication ${publicationId}`);
      const reader = readerOf(delivery, publication.locale, defaults);
      const key = `${publicationId} ${reader.locale} ${reader.zone} ${reader.shared}`;
      const cached = renderedByKey.get(key);
      if (cached) return cached;
      const { messages } = publication;
      const message = messageSchema.parse(messages.get(reader.locale) ?? [...messages.values()][0]);
      const rendered = publisher.render(message, reader);
      evictOldest(renderedByKey, cacheSizes.messages - 1);
      renderedByKey.set(key, rendered);
      return rendered;
    },
  };
}
