import { namesOf } from '../../language/holidays/index.ts';
import { capitalize } from '../../language/text/capitalize.ts';
import { list, paragraph } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';
import { type EventReader, eventLine } from '../messages.ts';
import type { Clashes } from './find-clashes.ts';

/** What an organiser should know of the time of an event, under its preview. */
export function clashBlocks({ events, holiday, lunarDay }: Clashes, reader: EventReader): Block[] {
  const { t, locale } = reader;
  const name = holiday && namesOf(holiday, locale)[0];
  const days = [
    ...(name === undefined ? [] : [t('events.clashes.holiday', { name: capitalize(name) })]),
    ...(lunarDay === undefined
      ? []
      : [t(lunarDay === 1 ? 'events.clashes.newMoon' : 'events.clashes.fullMoon')]),
  ];
  return [
    ...(events.length === 0
      ? []
      : [
          paragraph(t('events.clashes.events')),
          list(events.map((event) => eventLine(event, reader))),
        ]),
    ...(days.length === 0 ? [] : [paragraph(days.join(' '))]),
  ];
}
