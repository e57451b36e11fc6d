import ICAL from 'ical.js';
import type { Occurrence } from './occurrence.ts';

const textOf = (event: ICAL.Event, name: string): string =>
  String(event.component.getFirstPropertyValue(name) ?? '');

const momentOf = (time: ICAL.Time): string =>
  time.isDate ? time.toString() : `${time.toJSDate().toISOString().slice(0, 19)}Z`;

/** At most this many times of a series are read. */
const maxTimes = 1000;

function occurrencesOf(event: ICAL.Event): Occurrence[] {
  const occurrence = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time): Occurrence => ({
    uid: event.uid,
    start: momentOf(start),
    end: momentOf(end),
    title: item.summary,
    place: item.location ?? '',
    isCancelled: textOf(item, 'status') === 'CANCELLED',
  });
  if (!event.isRecurring()) return [occurrence(event, event.startDate, event.endDate)];
  const found: Occurrence[] = [];
  const times = event.iterator();
  for (let time = times.next(); time && found.length < maxTimes; time = times.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(time);
    found.push(occurrence(item, startDate, endDate));
  }
  return found;
}

/** What a calendar has on, as ical.js reads it. */
export function readWithIcalJs(text: string): Occurrence[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  for (const event of events) {
    if (event.isRecurrenceException())
      events.find((one) => one.uid === event.uid && one.isRecurring())?.relateException(event);
  }
  return events.filter((event) => !event.isRecurrenceException()).flatMap(occurrencesOf);
}
