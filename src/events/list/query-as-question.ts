import { readPeriod } from '../../language/periods/index.ts';
import { readEventSearch } from '../questions/read-question.ts';
import type { EventListQuery } from './page.ts';

/**
 * What a search for words asks for when it is read as a question: `workshop cuối tuần này ở Huế` are days, a place and a
 * word. For searches that find nothing as they are.
 * @returns undefined when it names no days, or nothing else
 */
export function queryAsQuestion(
  { query, place, when, topic, page }: EventListQuery,
  today: Temporal.PlainDate,
): EventListQuery | undefined {
  if (query === undefined || when || topic) return undefined;
  const question = readEventSearch(query, today);
  const days = question.when === undefined ? undefined : readPeriod(question.when, { today });
  // Days alone are offered as a button instead: they may be the name of an event.
  if (question.query === undefined && question.place === undefined) return undefined;
  // Of two places neither may be left out.
  if (!days?.ok || (place !== undefined && question.place !== undefined)) return undefined;
  return { when: days.value, query: question.query, place: place ?? question.place, page };
}
