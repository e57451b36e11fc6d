import type { Event, EventDraft } from '../../database/generated/client.ts';
import { button, heading, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { announcementButtons } from '../announcements/announcement-messages.ts';
import { declineButton } from '../drafts/decline-button.ts';
import { draftTitle } from '../drafts/draft.ts';
import type { SuggestionOutcome } from '../drafts/suggestion-notices.ts';
import { type EventReader, eventBlocks, localizedEvent } from '../messages.ts';

/** What organisers are told: the suggested event, and what they can do with it. It does not say who suggests it. */
export function suggestedMessage(draft: EventDraft, event: Event, reader: EventReader): Message {
  const { t } = reader;
  const args = { draft: `id:${draft.id}` };
  const choose = draft.communityId;
  return message([paragraph(t('events.suggestions.suggested')), ...eventBlocks(event, reader)], {
    buttons: [
      [
        button(
          t('events.suggestions.approve'),
          {
            command: 'event draft',
            step: 'publish',
            args: { ...args, revision: draft.revision },
            choose,
          },
          'primary',
        ),
        button(t('events.suggestions.edit'), { command: 'event draft', args, choose }),
        declineButton(draft, reader),
      ],
    ],
  });
}

/** Replaces it once somebody has decided, or the member took it back or is erased. */
export const closedSuggestionMessage = (
  draft: EventDraft,
  { kind }: SuggestionOutcome,
  { t }: Pick<EventReader, 't'>,
): Message =>
  textMessage(
    t(`events.suggestions.closed.${kind}`, kind === 'erased' ? {} : { title: draftTitle(draft) }),
  );

/** Tells the member what became of their suggestion. */
export function outcomeMessage(
  draft: EventDraft,
  outcome: Exclude<SuggestionOutcome, { kind: 'withdrawn' | 'erased' }>,
  reader: EventReader,
): Message {
  const { t } = reader;
  if (outcome.kind === 'published') {
    const { event } = outcome;
    const { title } = localizedEvent(event, reader.locale);
    return message(
      [paragraph(t('events.suggestions.published', { title })), ...eventBlocks(event, reader)],
      { tone: 'success', buttons: [announcementButtons(event, reader)] },
    );
  }
  const { reason } = outcome;
  return message([
    heading(t('events.suggestions.declined', { title: draftTitle(draft) })),
    paragraph(`${t('events.reason')}: ${reason}`),
  ]);
}

/** Confirms a suggestion to the member. */
export const suggestionSentMessage = (
  { id }: EventDraft,
  event: Event,
  reader: EventReader,
): Message =>
  message([paragraph(reader.t('events.suggestions.sent')), ...eventBlocks(event, reader)], {
    tone: 'success',
    buttons: [
      [
        button(reader.t('events.suggestions.withdraw'), {
          ...{ command: 'event suggest', step: 'withdraw', args: { suggestion: id } },
          ...{ answer: 'update', once: true },
        }),
      ],
    ],
  });
