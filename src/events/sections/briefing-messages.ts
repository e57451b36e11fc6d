import type { SectionReader } from '../../context/modules/briefing-section.ts';
import type { Event } from '../../database/generated/client.ts';
import { bold, paragraph } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Block } from '../../message/message.ts';
import { sharedEventTime } from '../announcements/announcement-messages.ts';
import { eventStateLabel, formatEventTimes, formatEventWhen, localizedEvent } from '../messages.ts';

/** An event in a briefing: title, time, place and source. */
export function briefingEventBlock(event: Event, reader: SectionReader): Block {
  const { title, place } = localizedEvent(event, reader.locale);
  return paragraph([
    bold(`${eventStateLabel(event, reader)}${title}`),
    '\n',
    ...[sharedEventTime(event, reader)].flat(),
    place === '' ? '' : `\n${place}`,
    ...(event.sourceUrl === null ? [] : ['\n', hostLink(event.sourceUrl)]),
  ]);
}

/** How an event differs from what an edition listed, as one line; undefined when it is when and where it was. */
export function eventChangeSince(
  event: Event,
  before: Event,
  reader: SectionReader,
): string | undefined {
  const { t, locale } = reader;
  const { title, place } = localizedEvent(event, locale);
  const old = localizedEvent(before, locale);
  const name = `${eventStateLabel(event, reader)}${old.title}`;
  if (event.state === 'cancelled') return before.state === 'cancelled' ? undefined : name;
  const isMoved =
    event.startsAt.getTime() !== before.startsAt.getTime() ||
    event.endsAt.getTime() !== before.endsAt.getTime() ||
    event.state !== before.state;
  const changes = [
    ...(title === old.title ? [] : [t('briefings.since.renamed', { title })]),
    ...(isMoved && event.state === 'postponed' ? [formatEventWhen(event, reader)] : []),
    ...(isMoved && event.state === 'scheduled'
      ? [
          t('briefings.since.moved', {
            when: formatEventTimes(event, reader),
            was: formatEventTimes(before, reader),
          }),
        ]
      : []),
    ...(place === old.place ? [] : [t('briefings.since.place', { place })]),
  ];
  return changes.length === 0 ? undefined : `${name}: ${changes.join(' · ')}`;
}
