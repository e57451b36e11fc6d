import type { CommandContext } from '../../../context/command-context.ts';
import type { Event } from '../../../database/generated/client.ts';
import { describeRecurrence } from '../../../language/recurrence/describe.ts';
import { isolateBidi } from '../../../language/text/bidi.ts';
import { bold, button, fields, list, message, paragraph, strike } from '../../../message/build.ts';
import type { Action, Block, Message } from '../../../message/message.ts';
import { describeDifferences } from '../../announcements/change-messages.ts';
import { type EventReader, formatEventTimes, localizedEvent } from '../../messages.ts';
import { formatStart } from '../../repeats/messages.ts';
import type { Repeats } from '../../repeats/queries.ts';
import type { SeriesResult } from './apply.ts';
import { type SeriesScope, seriesScopes } from './rows.ts';

type OrganiserReader = EventReader & Pick<CommandContext, 'account'>;
/** A command with the arguments that it was called with. */
export type SeriesCall = Pick<Action, 'command' | 'args'>;

const titleOf = (event: Event, { locale }: EventReader): string =>
  isolateBidi(localizedEvent(event, locale).title);

const ruleOf = (repeats: Repeats | undefined, { locale }: EventReader): string =>
  repeats ? describeRecurrence({ rule: repeats.rule }, locale) : '?';

/** Asks which dates a change is for. */
export function scopeQuestionMessage(
  event: Event,
  repeats: Repeats | undefined,
  { command, args }: SeriesCall,
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const choose = (scope: SeriesScope) =>
    button(t(`events.series.scopeButtons.${scope}`), {
      command,
      args: { ...args, scope },
      account: account.id,
      answer: 'update',
    });
  const leave = button(t('events.ask.leave'), {
    command,
    step: 'leave',
    args: {},
    account: account.id,
    answer: 'update',
  });
  const rule = ruleOf(repeats, reader);
  return message(
    [
      paragraph(t('events.series.askScope', { title: titleOf(event, reader), rule })),
      paragraph(formatEventTimes(event, reader)),
    ],
    { buttons: [seriesScopes.map(choose), [leave]] },
  );
}

/** The dates that a change is for, at most this many. */
const shownDates = 5;

function changeBlocks({ change }: SeriesResult, reader: EventReader): Block[] {
  const { t, locale } = reader;
  const { newTimes, dates, series } = change;
  const [first] = dates;
  const text =
    first?.after && first.after.state === first.before.state
      ? describeDifferences(
          {
            before: first.before,
            after: {
              ...first.after,
              startsAt: first.before.startsAt,
              endsAt: first.before.endsAt,
              allDay: first.before.allDay,
            },
          },
          reader,
          { when: (event) => formatEventTimes(event, reader), isWhole: true },
        )
      : [];
  const { zone, allDay } = series;
  return [
    ...(text.length > 0 ? [fields(text)] : []),
    ...(newTimes
      ? [
          fields([
            [
              t('events.series.repeats'),
              describeRecurrence({ rule: newTimes.recurring.rule }, locale),
            ],
          ]),
          paragraph(bold(t('events.series.dates'))),
          list([
            ...newTimes.starts.map((start) => formatStart(start, { zone, allDay }, reader)),
            ...(newTimes.hasMore ? [t('events.series.andOn')] : []),
          ]),
        ]
      : [
          list([
            ...dates
              .slice(0, shownDates)
              .map(({ before, after }) =>
                after && after.state !== 'cancelled'
                  ? formatEventTimes(before, reader)
                  : [strike(formatEventTimes(before, reader))],
              ),
            ...(dates.length > shownDates
              ? [t('events.series.moreDates', { count: dates.length - shownDates })]
              : []),
          ]),
        ]),
  ];
}

/** Asks whether to change several dates: what would change, when it would be, and who would be told. */
export function seriesChangeQuestionMessage(
  result: SeriesResult,
  { command, args }: SeriesCall,
  reason: string | undefined,
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const { action, change, chats, people } = result;
  const isCancelled = action === 'cancelled';
  const press = (step: string, given: Action['args']) => ({
    command,
    step,
    args: given,
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      paragraph(
        t(`events.series.${isCancelled ? 'askCancel' : 'askEdit'}`, {
          count: change.dates.length,
        }),
      ),
      ...changeBlocks(result, reader),
      ...(reason === undefined ? [] : [fields([[t('events.reason'), reason]])]),
      paragraph(t('events.series.tells', { chats, people })),
    ],
    {
      tone: isCancelled ? 'warning' : 'plain',
      buttons: [
        [
          button(
            t(`events.series.${isCancelled ? 'cancelAll' : 'saveAll'}`),
            { ...press('confirm', args), once: true },
            isCancelled ? 'danger' : 'primary',
          ),
          button(t('events.ask.leave'), press('leave', {})),
        ],
      ],
    },
  );
}

/** What has changed, and who is told. */
export const seriesChangeResultMessage = (result: SeriesResult, reader: EventReader): Message =>
  message(
    [
      paragraph(
        `${reader.t(`events.series.changed.${result.action}`, { count: result.change.dates.length })} ${reader.t('events.told', { chats: result.chats, people: result.people })}`,
      ),
      ...changeBlocks(result, reader),
    ],
    { tone: 'success' },
  );

/** Asks whether to pause a series. @param count how many dates would be cancelled */
export function pauseQuestionMessage(
  event: Event,
  { count, reason }: { count: number; reason: string | undefined },
  reader: OrganiserReader,
): Message {
  const { t, account } = reader;
  const press = (step: string, args: Action['args']) => ({
    command: 'event pause',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  const args = { event: `id:${event.id}`, ...(reason === undefined ? {} : { reason }) };
  return message(
    [
      paragraph(t('events.series.askPause', { title: titleOf(event, reader), count })),
      ...(reason === undefined ? [] : [fields([[t('events.reason'), reason]])]),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(
            t('events.series.pauseButton'),
            { ...press('confirm', args), once: true },
            'danger',
          ),
          button(t('events.ask.leave'), press('leave', {})),
        ],
      ],
    },
  );
}

/** A series after it was paused. */
export function pausedMessage(
  event: Event,
  repeats: Repeats | undefined,
  reader: EventReader,
): Message {
  const words = { title: titleOf(event, reader), rule: ruleOf(repeats, reader) };
  return message([paragraph(reader.t('events.series.pausedNow', words))], { tone: 'success' });
}

/** A series that goes on, with its next dates. */
export const resumedMessage = (repeats: Repeats | undefined, reader: EventReader): Message =>
  repeats
    ? message(
        [
          paragraph(reader.t('events.series.resumed', { title: isolateBidi(repeats.title) })),
          list(repeats.next.map((start) => formatStart(start, repeats, reader))),
        ],
        { tone: 'success' },
      )
    : message([paragraph(reader.t('events.ask.left'))]);
