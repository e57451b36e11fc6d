import type { CommandContext } from '../../context/command-context.ts';
import type { Event } from '../../database/generated/client.ts';
import { describeRecurrence } from '../../language/recurrence/describe.ts';
import { bold, button, message, paragraph } from '../../message/build.ts';
import type { Action, Message } from '../../message/message.ts';
import { zoneConversionNote } from '../../message/preview/zone-conversion.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { confirmArgs, differenceBlocks } from '../editing/question-messages.ts';
import { type EventReader, eventBlocks } from '../messages.ts';
import type { BeginInput, BeginPlan } from './begin.ts';
import { dateBlocks } from './messages.ts';
import type { SeriesPlan } from './plan.ts';

const ruleOf = ({ recurring: { rule } }: SeriesPlan, { locale }: EventReader): string =>
  describeRecurrence({ rule }, locale);

/** Asks whether an event is to repeat: its next dates, exactly as they will be, and what else changes. */
export function beginQuestionMessage(
  { event, change, series }: BeginPlan,
  input: BeginInput,
  reader: EventReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, account, locale } = reader;
  const action = (step: string, args: Action['args']) => ({
    command: 'event edit',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(t('events.series.ask', { rule: ruleOf(series, reader) })),
      ...zoneConversionNote(input.when, reader),
      paragraph(bold(t('events.series.dates'))),
      ...dateBlocks(series, reader),
      paragraph(t('events.series.keeps')),
      ...(change ? differenceBlocks(change, reader) : []),
      ...(change
        ? [paragraph(t('events.ask.tells', { chats: change.chats, people: change.people }))]
        : []),
    ],
    {
      buttons: [
        [
          button(
            t('events.series.beginButton'),
            { ...action('confirm', confirmArgs(event, input)), once: true },
            'primary',
          ),
          button(t('events.ask.leave'), action('leave', {})),
        ],
      ],
      picture: pictureOf(event, locale),
    },
  );
}

/** The event as the first date of its series. */
export const begunMessage = (
  { event, plan }: { event: Event; plan: SeriesPlan },
  reader: EventReader,
): Message =>
  message(
    [
      paragraph(reader.t('events.series.begun', { rule: ruleOf(plan, reader) })),
      ...dateBlocks(plan, reader),
      ...eventBlocks(event, reader),
    ],
    { tone: 'success' },
  );
