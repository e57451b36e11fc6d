import type { CommandContext } from '../../context/command-context.ts';
import { capitalize } from '../../language/text/capitalize.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Action, Message } from '../../message/message.ts';
import { minutesOf, type ReminderChoice, timesOf } from './reminder-times.ts';

export type TimesReader = Pick<CommandContext, 't' | 'locale'>;

/** `a day and an hour before`, or that no reminder comes. */
export function formatReminders(minutes: readonly number[], { t, locale }: TimesReader): string {
  const times = timesOf(minutes).map((name) => t(`events.reminders.times.${name}`));
  return times.length === 0
    ? t('events.reminders.none')
    : t('events.reminders.before', {
        times: new Intl.ListFormat(locale, { type: 'conjunction' }).format(times),
      });
}

/** What most people choose, each a button. */
const presets = [
  ['day', 'hour'],
  ['day'],
  ['hour'],
  ['none'],
] as const satisfies ReminderChoice[][];

/** A sentence with a button for each of the usual choices. @param choose what a button does, without the times */
export function withPresets(
  sentence: string,
  choose: Pick<Action, 'command' | 'args'>,
  reader: TimesReader,
): Message {
  const [both, ...others] = presets.map((times) =>
    button(capitalize(formatReminders(minutesOf(times) ?? [], reader)), {
      ...choose,
      args: { ...choose.args, times: times.join(', ') },
    }),
  );
  return message([paragraph(sentence)], { buttons: [both ? [both] : [], others] });
}
