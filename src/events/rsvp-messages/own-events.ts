import { type EventReader, eventLine } from '../messages.ts';
import type { OwnEvent } from '../queries.ts';

/** An event that a person answered: title, time, guests, and how they answered unless they are going. */
export function ownEventLine({ event, state, guests }: OwnEvent, reader: EventReader): string {
  const { t } = reader;
  return [
    eventLine(event, reader),
    ...(state === 'maybe' || state === 'waiting' ? [t(`events.own.${state}`)] : []),
    ...(guests > 0 ? [`+ ${t('events.bringing.count', { count: guests })}`] : []),
  ].join(' · ');
}
