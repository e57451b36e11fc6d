import { Refusal } from '../kit/command.ts';
import { fold } from '../language/fold.ts';
import type { Change } from './version.ts';

/** Words by which a drill is known in either language, folded. */
const drillWords = /\bdrill\b|dien tap/;

/** @throws Refusal when the title of a real alert would let people take it for a drill */
export function refuseLikeDrill(
  { drill }: { drill?: boolean | undefined },
  { title, other_title }: Pick<Change, 'title' | 'other_title'>,
): void {
  if (!drill && drillWords.test(fold(`${title ?? ''} ${other_title ?? ''}`))) {
    throw new Refusal('alerts.errors.likeDrill');
  }
}
