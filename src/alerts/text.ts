import type { Argument } from '../kit/argument.ts';
import { text } from '../kit/kinds/text.ts';
import { alertRules } from './rules.ts';

/** What an alert says: several lines, short enough for one message. */
export const alertText = (): Argument<string, unknown> =>
  text({ max: alertRules.text, multiline: true });
