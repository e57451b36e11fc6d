import type { Call } from '../communities/call.ts';
import type { Correction } from './correction.ts';

/** What a moderator reads once every copy is on its way to be changed. */
export function sayCorrected(
  { t }: Pick<Call, 't'>,
  { alert, grade, isDeleting }: Correction,
  count: number,
): string {
  const retracted = isDeleting ? 'deletedIn' : 'retractedIn';
  const key = grade === 'retract' ? retracted : 'correctedIn';
  return alert.drill ? t(`alerts.drill.${key}`, { count }) : t(`alerts.${key}`, { count });
}
