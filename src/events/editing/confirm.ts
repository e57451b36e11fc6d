import type { CommandContext } from '../../context/command-context.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import { type DateValue, formatDateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { button, fields, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { findRecipients } from '../announcements/changes.ts';
import { previewEvent } from '../preview.ts';
import { rescheduledFields } from '../service.ts';

/** What is asked for before it is done. */
export interface RequestedEventChange {
  action: 'cancel' | 'postpone';
  when?: DateValue | undefined;
  reason?: string | undefined;
}

/** The event as it would be. */
function previewOutcome(
  call: CommandContext,
  event: Event,
  { action, when }: RequestedEventChange,
  community: Community,
): Event {
  if (action === 'cancel') return { ...event, state: 'cancelled' };
  const changes = rescheduledFields(call, event, when, community);
  if (!changes) throw new UserError('events.refused.nothingNew');
  return { ...event, ...changes };
}

/**
 * What would become of an event and who would be told: nothing is done before the button is pressed.
 * @throws Refusal when it is cancelled, or stands so already
 */
export async function askToCancelOrPostpone(
  call: CommandContext,
  event: Event,
  asked: RequestedEventChange,
): Promise<Message> {
  const { t, db, account, publications } = call;
  if (event.state === 'cancelled') throw new UserError('events.refused.cancelled');
  const community = await db.community.findUniqueOrThrow({ where: { id: event.communityId } });
  const after = previewOutcome(call, event, asked, community);
  const told = await findRecipients(db, event);
  const chats = told.chats ? await publications.audienceSize(told.chats) : 0;
  const { action: act, when, reason } = asked;
  const question = when ? 'move' : act;
  const action = (step: string) => ({
    command: `event ${act}`,
    step,
    args: {
      event: `id:${event.id}`,
      ...(when ? { when: formatDateValue(when) } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t(`events.ask.${question}`)),
      ...zoneConversionNote(when, call),
      ...previewEvent(call, after),
      ...(reason === undefined ? [] : [fields([[t('events.reason'), reason]])]),
      paragraph(t('events.ask.tells', { chats, people: told.people })),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t(`events.ask.${question}Button`), { ...action('confirm'), once: true }, 'danger'),
          button(t('events.ask.leave'), action('leave')),
        ],
      ],
    },
  );
}

/** Nothing was done. */
export const eventLeftMessage = ({ t }: CommandContext): Message =>
  textMessage(t('events.ask.left'));
