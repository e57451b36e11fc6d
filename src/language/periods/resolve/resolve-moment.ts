import { formatPeriodInput } from '../format-input.ts';
import type { LocalMoment } from '../model/local-moment.ts';
import type { MomentPart } from '../model/moment-part.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import {
  groupByKind,
  isAtEndOfDay,
  type MomentParts,
  midnightOfTonight,
  requireSingleDay,
  resolveTimeOfDay,
} from './moment-parts.ts';
import { resolveExpression } from './resolve-expression.ts';

/** A moment in a format that both languages read: `19:30 21/11/2026`. */
export const formatMomentInput = ({ date, time }: LocalMoment): string => {
  const day = formatPeriodInput({ from: date, until: date.add({ days: 1 }) });
  return time ? `${time.toString({ smallestUnit: 'minute' })} ${day}` : day;
};

function combine(
  parts: MomentParts,
  time: Temporal.PlainTime | undefined,
  now: Temporal.ZonedDateTime,
): Resolution<LocalMoment> {
  const today = now.toPlainDate();
  if (parts.date) {
    const date = requireSingleDay(resolveExpression(parts.date.expression, today));
    if (!date.ok) return date;
    if (time && isAtEndOfDay(parts)) return resolved({ date: date.value.add({ days: 1 }), time });
    const { partOfDay } = parts.partOfDay ?? {};
    return resolved({
      date: date.value,
      ...(time ? { time } : {}),
      ...(partOfDay && !time ? { partOfDay } : {}),
    });
  }
  if (!time) return unresolved('dates.errors.unreadable');
  const isOver = Temporal.PlainTime.compare(time, now.toPlainTime()) < 0;
  return resolved({ date: today.add({ days: isOver ? 1 : 0 }), time });
}

/** The moment that some parts describe at this time. */
export function resolveMoment(
  moment: readonly MomentPart[],
  now: Temporal.ZonedDateTime,
): Resolution<LocalMoment> {
  const offset = moment.find((part) => part.kind === 'offsetFromNow');
  if (offset) {
    const then = now.add(offset.length).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
    return resolved({ date: then.toPlainDate(), time: then.toPlainTime() });
  }
  const nowOn = moment.find((part) => part.kind === 'nowOn');
  if (nowOn) {
    const date = requireSingleDay(resolveExpression(nowOn.expression, now.toPlainDate()));
    const time = now.toPlainTime().round({ smallestUnit: 'minute', roundingMode: 'floor' });
    return date.ok ? resolved({ date: date.value, time }) : date;
  }
  const parts = groupByKind(moment);
  const tonight = midnightOfTonight(parts);
  if (tonight) return resolved({ date: now.toPlainDate().add({ days: 1 }), time: tonight });
  const time = resolveTimeOfDay(parts);
  if (time.ok) return combine(parts, time.value, now);
  // Each of the possible times with the given day.
  const choices = time.reason.choices?.flatMap((choice) => {
    const resolution = combine(parts, Temporal.PlainTime.from(choice.padStart(5, '0')), now);
    return resolution.ok ? [formatMomentInput(resolution.value)] : [];
  });
  return choices ? { ok: false, reason: { ...time.reason, choices } } : time;
}
