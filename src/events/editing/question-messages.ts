import type { CommandContext } from '../../context/command-context.ts';
import type { Event } from '../../database/generated/client.ts';
import { formatDateValue } from '../../kit/argument-types/dates/date.ts';
import { locales } from '../../language/locale.ts';
import { bold, button, fields, message, paragraph } from '../../message/build.ts';
import type { Action, Block, Message } from '../../message/message.ts';
import { withLocale } from '../../message/preview/every-language.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { describeDifferences } from '../announcements/change-messages.ts';
import { clashBlocks } from '../clashes/messages.ts';
import { type EventInput, encodeEventInput } from '../field-arguments.ts';
import { type EventReader, eventTone, formatEventWhen } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import type { ChangePlan } from './plan.ts';
import type { CancelOrPostpone } from './requested-change.ts';

type OrganiserReader = EventReader & Pick<CommandContext, 'account'>;

/** The arguments of the button that confirms an edit: the input, and the revision of the event that was shown. */
export const confirmArgs = (event: Event, input: EventInput): Action['args'] => ({
  event: `id:${event.id}`,
  revision: event.revision,
  ...encodeEventInput(input),
});

/** The differences in the reader's language, else in the first one that has any. */
export function differenceBlocks({ before, after }: ChangePlan, reader: EventReader): Block[] {
  const entries = [reader.locale, ...locales.filter((locale) => locale !== reader.locale)]
    .map((locale) => {
      const localized = withLocale(reader, locale);
      return describeDifferences({ before, after }, localized, {
        when: (event) => formatEventWhen(event, localized),
        isWhole: true,
      });
    })
    .find((differences) => differences.length > 0);
  return entries ? [fields(entries)] : [];
}

/** Asks whether to save an edit: what would change, and who would be told. */
export function editQuestionMessage(
  plan: ChangePlan,
  input: EventInput,
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const { before, after, chats, people, clashes } = plan;
  const action = (step: string, args: Action['args']) => ({
    command: 'event edit',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t('events.ask.edit')),
      ...zoneConversionNote(input.when, reader),
      ...differenceBlocks(plan, reader),
      paragraph(bold(t('events.ask.after'))),
      ...previewEvent(reader, after),
      ...(clashes ? clashBlocks(clashes, reader) : []),
      paragraph(t('events.ask.tells', { chats, people })),
    ],
    {
      tone: eventTone(after),
      buttons: [
        [
          button(
            t('events.ask.editButton'),
            { ...action('confirm', confirmArgs(before, input)), once: true },
            'primary',
          ),
          button(t('events.ask.leave'), action('leave', {})),
        ],
      ],
      picture: pictureOf(after, reader.locale),
    },
  );
}

/** Asks whether to cancel, postpone or move an event: how it would look, and who would be told. */
export function cancelOrPostponeQuestionMessage(
  { before, after, chats, people, clashes }: ChangePlan,
  { action: verb, when, reason }: CancelOrPostpone,
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const question = when ? 'move' : verb;
  const action = (step: string) => ({
    command: `event ${verb}`,
    step,
    args: {
      event: `id:${before.id}`,
      ...(when ? { when: formatDateValue(when) } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t(`events.ask.${question}`)),
      ...zoneConversionNote(when, reader),
      ...previewEvent(reader, after),
      ...(clashes ? clashBlocks(clashes, reader) : []),
      ...(reason === undefined ? [] : [fields([[t('events.reason'), reason]])]),
      paragraph(t('events.ask.tells', { chats, people })),
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
