import type { ServerEventChange, ServerEventContent } from '../../../src/delivery/server-events.ts';
import { wordJoiner } from '../../../src/message/layout/normalize.ts';
import { splitAddresses } from '../../../src/message/links/addresses.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { escapePiece } from '../write/markdown.ts';

/** In UTF-16 units; Discord counts code points. Source: Discord, "Create Guild Scheduled Event". */
export const scheduledEventLimits = { name: 100, description: 1000, location: 100 } as const;

/** A place is read for links, mentions and emoji, which all begin with <. */
const withoutTags = (text: string): string => text.replaceAll('<', `<${wordJoiner}`);

/** Escaped text of at most so many units. Addresses stay links, and are left out as a whole where there is no room. */
export function writeAbout(text: string, most: number): string {
  let written = '';
  for (const piece of splitAddresses(text)) {
    const escaped = piece.kind === 'web' ? piece.text : escapePiece(piece);
    if (written.length + escaped.length <= most) {
      written += escaped;
      continue;
    }
    if (piece.kind === 'web') return `${written.slice(0, most - 1).trimEnd()}…`;
    // Escaping makes a text longer, by how much only its letters tell.
    for (let room = most - written.length; room > 0; room = Math.floor(room * 0.9)) {
      const short = escapePiece({ ...piece, text: truncate(piece.text, room) });
      if (written.length + short.length <= most) return written + short;
    }
    return written;
  }
  return written;
}

function writeDescription({ about, footer }: Pick<ServerEventContent, 'about' | 'footer'>): string {
  const below = footer.join('\n');
  const room = scheduledEventLimits.description - below.length - 2;
  const above = about.trim() === '' ? '' : writeAbout(about.trim(), room);
  return [above, below].filter((part) => part !== '').join('\n\n');
}

/** What of an event can be changed at any time. */
const commonBody = (content: ServerEventChange) => ({
  name: truncate(content.name, scheduledEventLimits.name),
  description: writeDescription(content),
  entity_metadata: {
    location: truncate(withoutTags(content.place), scheduledEventLimits.location),
  },
  scheduled_end_time: content.endsAt.toISOString(),
});

/** An event elsewhere than in a channel of the server. */
export const creationBody = (content: ServerEventContent) => ({
  ...commonBody(content),
  scheduled_start_time: content.startsAt.toISOString(),
  entity_type: 3,
  privacy_level: 2,
});

/** Discord refuses any start, even an unchanged one, for an event that has begun. */
export const changeBody = (change: ServerEventChange) => ({
  ...commonBody(change),
  ...(change.startsAt ? { scheduled_start_time: change.startsAt.toISOString() } : {}),
});

/** Source: Discord, "Guild Scheduled Event Status". */
export const eventStatus = { scheduled: 1, active: 2, cancelled: 4 } as const;
