import type { Publication } from '../../database/generated/client.ts';
import { type Locale, locales } from '../../language/locale.ts';
import { type Message, messageSchema } from '../../message/message.ts';
import type { Platform } from '../../platform.ts';
import type { Publisher } from '../publisher.ts';

/** The number of platform messages that a message needs; `undefined` when it cannot be rendered: its deliveries fail. */
function partCount(
  publisher: Pick<Publisher, 'render'>,
  message: Message,
  reader: { locale: Locale; zone: string },
): number[] {
  try {
    return [publisher.render(message, reader).partCount];
  } catch {
    return [];
  }
}

/** How many messages a publication is on each platform, in its longest language. At least 1. */
export function countParts(
  { messages }: Pick<Publication, 'messages'>,
  publisherOf: (platform: Platform) => Pick<Publisher, 'render'> | undefined,
  zone: string,
): Readonly<Record<Platform, number>> {
  const stored = typeof messages === 'object' && messages !== null ? Object.values(messages) : [];
  const readable = stored.flatMap((message) => messageSchema.safeParse(message).data ?? []);
  const longest = (platform: Platform) => {
    const publisher = publisherOf(platform);
    const counts = readable.flatMap((message) =>
      publisher ? locales.flatMap((locale) => partCount(publisher, message, { locale, zone })) : [],
    );
    return Math.max(1, ...counts);
  };
  return { discord: longest('discord'), telegram: longest('telegram') };
}
