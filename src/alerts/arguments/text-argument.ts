import { publishedText } from '../../kit/argument-types/published-text.ts';
import type { Argument } from '../../kit/define/argument.ts';
import { alertLimits } from '../rules.ts';

/** The text of an alert: several lines, short enough for one message. */
export const alertText = (): Argument<string> =>
  publishedText({ max: alertLimits.text, isMultiline: true });
