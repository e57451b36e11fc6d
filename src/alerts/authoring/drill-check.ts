import { UserError } from '../../kit/define/user-error.ts';
import { fold } from '../../language/text/fold.ts';
import type { AlertChange } from '../corrections/version.ts';

/** How drills are called in both languages, folded. */
const drillPattern = /\bdrill\b|dien tap/;

/** @throws UserError when the title of a real alert could be taken for that of a drill */
export function rejectDrillLikeTitle(
  { isDrill }: { isDrill?: boolean | undefined },
  { title, other_title }: Pick<AlertChange, 'title' | 'other_title'>,
): void {
  if (!isDrill && drillPattern.test(fold(`${title ?? ''} ${other_title ?? ''}`))) {
    throw new UserError('alerts.errors.likeDrill');
  }
}
