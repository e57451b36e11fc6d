import { locales } from '../../language/locale.ts';
import { readShortEventId, shortEventId } from '../links/start-payload.ts';
import type { CardContent } from './sent-cards.ts';

/** The id of a result: the event, and the language in which it is written. */
export const writeResultId = ({ eventId, locale }: CardContent): string =>
  `${shortEventId(eventId)}.${locale}`;

export function readResultId(id: string): CardContent | undefined {
  const [short = '', language] = id.split('.');
  const eventId = readShortEventId(short);
  const locale = locales.find((one) => one === language);
  return eventId === undefined || locale === undefined ? undefined : { eventId, locale };
}
