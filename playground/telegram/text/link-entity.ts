import type { Entity } from './entity.ts';
import { linkedUser, storedLink } from './links.ts';

/** The entity of a link, or undefined when Telegram shows the text without one. */
export function linkEntity(
  url: string,
  run: { offset: number; length: number },
): Entity | undefined {
  const userId = linkedUser(url);
  if (userId !== undefined) return { type: 'text_mention', ...run, userId };
  const stored = storedLink(url);
  return stored === undefined ? undefined : { type: 'text_link', ...run, url: stored };
}
