import type { Community, Event } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { mergeTranslations } from '../../language/merge-translations.ts';
import { otherLocale, type Translations } from '../../language/translations.ts';
import { nextPicture, type PictureColumns } from '../../pictures/next-picture.ts';
import type { EventInput } from '../field-arguments.ts';
import { type EventFieldColumns, eventTexts, mapEventFields, searchTextOf } from '../fields.ts';
import { type EventTimes, type EventZones, rescheduleTimes, resolveEventTimes } from './times.ts';

type StoredText = EventFieldColumns &
  PictureColumns &
  Pick<Event, 'title'> & { translations: unknown };

/** The columns of an event that organisers can change. */
export type EventContent = EventFieldColumns &
  PictureColumns &
  Pick<Event, 'title'> &
  EventTimes & { translations: Translations; searchText: string };

/** @throws UserError when the event would have ended already */
function requireFuture({ endsAt }: EventTimes, { when, until }: EventInput, now: Temporal.Instant) {
  if (endsAt.getTime() >= now.epochMilliseconds) return;
  const argumentNames = [...(when ? ['when'] : []), ...(until ? ['until'] : [])];
  throw new UserError('events.refused.past', {}, argumentNames);
}

/** Title, fields, picture and translations after an edit, with the text for searching. */
function mergeText(before: StoredText, input: EventInput, community: Community) {
  const given: Readonly<Record<string, unknown>> = input;
  const content = {
    title: input.title ?? before.title,
    ...mapEventFields(({ column, empty }, name) => {
      const value = given[name];
      if (value === undefined) return before[column as keyof StoredText];
      return value === '' ? empty : value;
    }),
  };
  const [previous, texts] = [eventTexts(before), eventTexts(content)];
  const changed = Object.entries(texts)
    .filter(([column, text]) => text !== previous[column as keyof typeof previous])
    .map(([column]) => column);
  const picture = nextPicture(before, input);
  if (picture.pictureAlt !== before.pictureAlt) changed.push('alt');
  const { other_title, other_summary, other_alt } = input;
  const translations = mergeTranslations(
    before.translations,
    otherLocale(community.locale),
    {
      ...(other_title === undefined ? {} : { title: other_title }),
      ...(other_summary === undefined ? {} : { summary: other_summary }),
      ...(other_alt === undefined ? {} : { alt: other_alt }),
    },
    changed,
  );
  const merged = { ...content, ...picture, translations };
  return { ...merged, searchText: searchTextOf(merged) };
}

/**
 * The content of a new event.
 * @throws UserError when its times contradict each other or are past
 */
export function newEventContent(
  input: EventInput & { title: string; when: DateValue },
  community: Community,
  { zones, now }: { zones: EventZones; now: Temporal.Instant },
): EventContent {
  const times = resolveEventTimes(input.when, input.until, zones);
  requireFuture(times, input, now);
  const before = {
    title: input.title,
    ...mapEventFields(({ empty }) => empty),
    ...{ pictureHash: null, pictureAlt: '' },
    translations: {},
  };
  return { ...mergeText(before, input, community), ...times };
}

/**
 * The content of an event after an edit.
 * @throws UserError when its times contradict each other or are past
 */
export function changedEventContent(
  event: Event,
  input: EventInput,
  community: Community,
  { zones, now }: { zones: EventZones; now: Temporal.Instant },
): EventContent {
  const times = rescheduleTimes(
    { startsAt: event.startsAt, endsAt: event.endsAt, allDay: event.allDay },
    input.when,
    input.until,
    zones,
  );
  if (input.when || input.until) requireFuture(times, input, now);
  return { ...mergeText(event, input, community), ...times };
}
