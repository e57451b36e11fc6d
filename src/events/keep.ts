import type { Community, Event } from '../database/generated/client.ts';
import { Refusal } from '../kit/command.ts';
import type { Moment } from '../kit/kinds/date.ts';
import { fold } from '../language/fold.ts';
import { allWords, otherLocale, type Translations } from '../language/translations.ts';
import { changedTimes, type EventTimes, timesOf, type Zones } from './times.ts';
import { readTranslations } from './translations.ts';
import type { End } from './until.ts';

/** What an organiser says of an event. An empty text takes away what was said. */
export interface EventInput {
  title?: string | undefined;
  when?: Moment | undefined;
  until?: End | undefined;
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
function refusePast({ endsAt }: EventTimes, { when, until }: EventInput, now: Temporal.Instant) {
  if (endsAt.getTime() >= now.epochMilliseconds) return;
  const about = [...(when ? ['when'] : []), ...(until ? ['until'] : [])];
  throw new Refusal('events.refused.past', {}, about);
}

type Kept = Pick<Event, 'title' | 'summary' | 'place' | 'topic' | 'sourceUrl' | 'linkUrl'> & {
  translations: unknown;
};

/** The words after what was said, with the text that they are found by. */
function wordsAfter(before: Kept, input: EventInput, community: Community) {
  const own = {
    title: input.title ?? before.title,
    summary: input.summary ?? before.summary,
    place: input.place ?? before.place,
    topic: input.topic ?? before.topic,
  };
  const other = otherLocale(community.locale);
  const known = readTranslations(before.translations);
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
  return { ...own, translations, searchText: fold(allWords(Object.values(own), translations)) };
}

/** A link after what was said; an empty one takes it away. */
const linkAfter = (before: string | null, given: string | undefined): string | null =>
  given === undefined ? before : given || null;

/**
 * A new event's content.
 * @throws Refusal when its times do not fit together or are past
 */
export function newContent(
  input: EventInput & { title: string; when: Moment },
  community: Community,
  { zones, now }: { zones: Zones; now: Temporal.Instant },
): EventContent {
  const empty = { title: input.title, summary: '', place: '', topic: '', translations: {} };
  const times = timesOf(input.when, input.until, zones);
  refusePast(times, input, now);
  const before = { ...empty, sourceUrl: input.source ?? null, linkUrl: null };
  return {
    ...wordsAfter(before, input, community),
    ...times,
    sourceUrl: input.source ?? null,
    linkUrl: input.link ?? null,
  };
}

/**
 * An event's content after a change.
 * @throws Refusal when its times do not fit together or are past
 */
export function changedContent(
  event: Event,
  input: EventInput,
  community: Community,
  { zones, now }: { zones: Zones; now: Temporal.Instant },
): EventContent {
  const times = changedTimes(
    { startsAt: event.startsAt, endsAt: event.endsAt, allDay: event.allDay },
    input.when,
    input.until,
    zones,
  );
  if (input.when || input.until) refusePast(times, input, now);
  return {
    ...wordsAfter(event, input, community),
    ...times,
    sourceUrl: linkAfter(event.sourceUrl, input.source),
    linkUrl: linkAfter(event.linkUrl, input.link),
  };
}
