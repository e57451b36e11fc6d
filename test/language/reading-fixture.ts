import type { Period, ReadingResult } from '../../src/language/periods/index.ts';

/** A Tuesday: its week runs from 23 to 29 November. */
export const tuesday = Temporal.PlainDate.from('2026-11-24');
export const tuesdayAtTen = Temporal.ZonedDateTime.from('2026-11-24T10:00[Asia/Ho_Chi_Minh]');

/** What was read, written for a table: the first and the last day, or the error's key. */
export function formatReading(reading: ReadingResult<unknown>): string {
  if (!reading.ok) return reading.key.replace('dates.errors.', '');
  const { value } = reading;
  if (isPeriod(value)) {
    const last = value.until.subtract({ days: 1 });
    return last.equals(value.from) ? String(last) : `${value.from} ${last}`;
  }
  if (isMoment(value))
    return `${value.date}${value.time ? ` ${value.time.toString({ smallestUnit: 'minute' })}` : ''}`;
  if (value instanceof Temporal.PlainTime) return value.toString({ smallestUnit: 'minute' });
  return String(value);
}

const isPeriod = (value: unknown): value is Period =>
  typeof value === 'object' && value !== null && 'from' in value && 'until' in value;
const isMoment = (
  value: unknown,
): value is { date: Temporal.PlainDate; time?: Temporal.PlainTime } =>
  typeof value === 'object' && value !== null && 'date' in value;

/** The same words as other keyboards and other people write them. */
export function typedVariants(text: string): string[] {
  return [
    ...new Set([
      text,
      text.normalize('NFD'),
      text.toUpperCase(),
      `  ${text.replaceAll(' ', '   ')} `,
    ]),
  ];
}

export const withoutDiacritics = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
