import type { Community, EventDraft } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import type { Recurrence } from '../../language/recurrence/rule.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import { changedEventContent, type EventContent } from '../editing/content.ts';
import { resolveEventTimes } from '../editing/times.ts';
import type { EventEnd } from '../event-end-argument.ts';
import type { EventInput } from '../field-arguments.ts';
import { firstMoment, planSeries, requireDayOf } from '../series/plan.ts';
import { contentAsEvent, type DraftContent, readDraftContent } from './draft.ts';

/** What organisers enter of a draft. The empty text clears a value, also an end and how it repeats. */
export type DraftInput = Omit<EventInput, 'until' | 'repeats'> & {
  until?: EventEnd | '' | undefined;
  repeats?: Recurrence | '' | undefined;
};

/** The start as somebody in this zone would enter it. */
function enteredStart({ startsAt, allDay }: EventContent, zone: string): DateValue {
  const start = startsAt.toTemporalInstant().toZonedDateTimeISO(zone);
  return { date: start.toPlainDate(), ...(allDay ? {} : { time: start.toPlainTime() }) };
}

/** The start that is entered; a rule with a time of day changes that of the draft. */
function enteredWhen(
  { when, repeats }: DraftInput,
  before: EventContent,
  zone: string,
): DateValue | undefined {
  if (repeats === undefined || repeats === '' || !repeats.time) return when;
  return firstMoment(when ?? { date: enteredStart(before, zone).date }, repeats);
}

/**
 * What a draft says after a change; undefined where nothing was entered.
 * @throws UserError when its times contradict each other or are past, or it would not repeat
 */
export async function applyDraftInput(
  { zone, now }: EditTime,
  community: Community,
  row: EventDraft,
  input: DraftInput,
): Promise<DraftContent | undefined> {
  if (Object.values(input).every((value) => value === undefined)) return undefined;
  const before = readDraftContent(row);
  const zones = { asker: zone, event: firstValidZone(zone, row.zone) };
  const { until, repeats, ...others } = input;
  const when = enteredWhen(input, before.content, before.content.allDay ? zones.event : zone);
  const changed = changedEventContent(
    contentAsEvent(before.content, row),
    { ...others, when, until: until === '' ? undefined : until },
    community,
    { zones, now },
  );
  const content =
    until === ''
      ? {
          ...changed,
          ...resolveEventTimes(
            enteredStart(changed, changed.allDay ? zones.event : zone),
            undefined,
            zones,
          ),
        }
      : changed;
  const rule = repeats === '' ? undefined : (repeats?.rule ?? before.repeats);
  if (rule && when) requireDayOf(content, when, zones.event);
  if (rule) await planSeries(content, zones.event, rule);
  return { content, repeats: rule };
}
