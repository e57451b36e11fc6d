import type { Community, Event } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { parseTranslations } from '../../language/parse-translations.ts';
import { fold } from '../../language/text/fold.ts';
import { allTexts, otherLocale, type Translations } from '../../language/translations.ts';
import type { EventEnd } from '../event-end.ts';
import { type EventTimes, type EventZones, rescheduleTimes, resolveEventTimes } from './times.ts';

/** What an organiser says of an event. An empty text takes away what was said. */
export interface EventInput {
  title?: string | undefined;
  when?: DateValue | undefined;
  until?: EventEnd | undefined;
  place?: string | undefined;
  topic?: string | undefined;
  source?: string | undefined;
  link?: string | undefined;
  summary?: string | undefined;
  other_title?: string | undefined;
  other_summary?: string | undefined;
}

/** What of an event organisers can change, as it is kept. */
export type EventContent = Pick<
  Event,
  'title' | 'summary' | 'place' | 'topic' | 'sourceUrl' | 'linkUrl'
> &
  EventTimes & { translations: Translations; searchText: string };

/** An event is kept only when some of it is still to come. */
function requireFuture({ endsAt }: EventTimes, { when, until }: EventInput, now: Temporal.Instant) {
  if (endsAt.getTime() >= now.epochMilliseconds) return;
  const about = [...(when ? ['when'] : []), ...(until ? ['until'] : [])];
  throw new UserError('events.refused.past', {}, about);
}

type StoredWords = Pick<
  Event,
  'title' | 'summary' | 'place' | 'topic' | 'sourceUrl' | 'linkUrl'
> & {
  translations: unknown;
};

/** The words after what was said, with the text that they are found by. */
function mergeWords(before: StoredWords, input: EventInput, community: Community) {
  const own = {
    title: input.title ?? before.title,
    summary: input.summary ?? before.summary,
    place: input.place ?? before.place,
    topic: input.topic ?? before.topic,
  };
  const other = otherLocale(community.locale);
  const known = parseTranslations(before.translations);
  const added = {
    ...(input.other_title === undefined ? {} : { title: input.other_title }),
    ...(input.other_summary === undefined ? {} : { summary: input.other_summary }),
  };
  // Nobody shall go on reading in one language what was changed in the other.
  const changed = (['title', 'summary', 'place', 'topic'] as const).filter(
    (field) => own[field] !== before[field],
  );
  const kept = Object.fromEntries(
    Object.entries(known[other] ?? {}).filter(([field]) => !changed.some((one) => one === field)),
  );
  const words = Object.fromEntries(
    Object.entries({ ...kept, ...added }).filter(([, word]) => word !== ''),
  );
  const { [other]: _before, ...others } = known;
  const translations = Object.keys(words).length === 0 ? others : { ...others, [other]: words };
  return { ...own, translations, searchText: fold(allTexts(Object.values(own), translations)) };
}

/** A link after what was said; an empty one takes it away. */
const mergeLink = (before: string | null, given: string | undefined): string | null =>
  given === undefined ? before : given || null;

/**
 * A new event's content.
 * @throws Refusal when its times do not fit together or are past
 */
export function newEventContent(
  input: EventInput & { title: string; when: DateValue },
  community: Community,
  { zones, now }: { zones: EventZones; now: Temporal.Instant },
): EventContent {
  const empty = { title: input.title, summary: '', place: '', topic: '', translations: {} };
  const times = resolveEventTimes(input.when, input.until, zones);
  requireFuture(times, input, now);
  const before = { ...empty, sourceUrl: input.source ?? null, linkUrl: null };
  return {
    ...mergeWords(before, input, community),
    ...times,
    sourceUrl: input.source ?? null,
    linkUrl: input.link ?? null,
  };
}

/**
 * An event's content after a change.
 * @throws Refusal when its times do not fit together or are past
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
  return {
    ...mergeWords(event, input, community),
    ...times,
    sourceUrl: mergeLink(event.sourceUrl, input.source),
    linkUrl: mergeLink(event.linkUrl, input.link),
  };
}
