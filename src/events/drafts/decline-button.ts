import type { EventDraft } from '../../database/generated/client.ts';
import { askButton } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import type { EventReader } from '../messages.ts';

/** Asks why a suggestion is declined. In a private chat another community may be current: the button selects its own. */
export const declineButton = (
  { id, communityId }: EventDraft,
  { t }: Pick<EventReader, 't'>,
): Button =>
  askButton(
    t('events.suggestions.decline'),
    { command: 'event decline', args: { suggestion: `id:${id}` }, choose: communityId },
    ['reason'],
  );
