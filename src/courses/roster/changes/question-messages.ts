import type { CommandContext } from '../../../context/command-context.ts';
import { isolateBidi } from '../../../language/text/bidi.ts';
import { button, fields, message, paragraph, textMessage } from '../../../message/build.ts';
import type { Action, Message } from '../../../message/message.ts';
import {
  type CourseReader,
  formatSeatsLeft,
  formatSessionTime,
  localizedCourse,
} from '../../messages.ts';
import type { RosterChange, RosterPlan, Way } from './change.ts';

const subjectOf = ({ person, course }: RosterPlan | RosterChange, { locale }: CourseReader) => ({
  who: isolateBidi(person.name),
  course: localizedCourse(course, locale).title,
});

/** What happens to others, and whether the person is told. */
function consequences(
  { person, waitingForSeat, ways }: RosterPlan,
  isReachable: boolean,
  { t }: CourseReader,
): string[] {
  const who = isolateBidi(person.name);
  return [
    ...(ways.includes('extra') ? [t('roster.full')] : []),
    ...(waitingForSeat > 0 ? [t('roster.passesOn', { waiting: waitingForSeat })] : []),
    t(isReachable ? 'roster.tells' : 'roster.cannotTell', { who }),
  ];
}

/** Asks whether and how to change a roster by hand. @param args those of the command, for the buttons */
export function rosterQuestionMessage(
  plan: RosterPlan,
  { args, isReachable }: { args: Action['args']; isReachable: boolean },
  reader: CourseReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, account } = reader;
  const { action, session, target, occupancy, signup, note, reason, ways } = plan;
  const call = (step: string, given: Action['args']) => ({
    command: `roster ${action}`,
    step,
    args: given,
    account: account.id,
    answer: 'update' as const,
  });
  const wayButton = (way: Way, at: number) =>
    button(
      t(`roster.ways.${action}.${way}`),
      { ...call('confirm', { ...args, way }), once: true },
      action === 'remove' ? 'danger' : at === 0 ? 'primary' : 'secondary',
    );
  return message(
    [
      paragraph(t(`roster.ask.${action}`, subjectOf(plan, reader))),
      fields([
        [t('courses.when'), formatSessionTime(target, reader)],
        ...(target.id === session.id
          ? []
          : [[t('courses.previously'), formatSessionTime(session, reader)] as const]),
        ...(action === 'remove'
          ? [[t('courses.column.state'), t(`courses.state.${signup?.state ?? 'removed'}`)] as const]
          : [[t('courses.seats'), formatSeatsLeft(occupancy, reader)] as const]),
        ...(note === undefined ? [] : [[t('courses.column.note'), note] as const]),
        ...(reason === undefined ? [] : [[t('courses.reason'), reason] as const]),
      ]),
      paragraph(consequences(plan, isReachable, reader).join(' ')),
    ],
    {
      tone: action === 'remove' ? 'warning' : 'plain',
      buttons: [[...ways.map(wayButton), button(t('courses.ask.leave'), call('leave', {}))]],
    },
  );
}

/** What was done. */
export const rosterResultMessage = (change: RosterChange, reader: CourseReader): Message =>
  textMessage(
    reader.t(`roster.done.${change.action}.${change.signup.state}`, {
      ...subjectOf(change, reader),
      when: formatSessionTime(change.target, reader),
    }),
    { tone: 'success' },
  );
