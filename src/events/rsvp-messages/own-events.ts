import { type EventReader, eventLine } from '../messages.ts';
import type { OwnEvent } from '../queries.ts';

/** An event that a person answered: title, time, and how they answered unless they are going. */
export function ownEventLine({ event, state }: OwnEvent, reader: EventReader): string {
  const line = eventLine(event, reader);
  return state === 'maybe' || state === 'waiting'
    ? `${line} · ${reader.t(`events.own.${state}`)}`
    : line;
}
