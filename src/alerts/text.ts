import type { Argument } from '../kit/argument.ts';
import { publishedText } from '../kit/kinds/published-text.ts';
import { alertRules } from './rules.ts';

/** What an alert says: several lines, short enough for one message. */
export const alertText = (): Argument<string> =>
  publishedText({ max: alertRules.text, multiline: true });
