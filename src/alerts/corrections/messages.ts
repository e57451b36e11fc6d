import type { CommandContext } from '../../context/command-context.ts';
import type { Correction } from './service.ts';

/** What a moderator reads once every copy is on its way to be changed. */
export function correctionResultText(
  { t }: Pick<CommandContext, 't'>,
  { alert, grade, isDeleting }: Correction,
  count: number,
): string {
  const retracted = isDeleting ? 'deletedIn' : 'retractedIn';
  const key = grade === 'retract' ? retracted : 'correctedIn';
  return alert.isDrill ? t(`alerts.drill.${key}`, { count }) : t(`alerts.${key}`, { count });
}
