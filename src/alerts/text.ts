import { type Argument, argument } from '../kit/argument.ts';
import { text } from '../kit/kinds/text.ts';
import { alertRules } from './rules.ts';

/** An alert's text in the form that asks for it. */
export const alertText = (): Argument<string> => text({ max: alertRules.text, multiline: true });

/** The same where it may be left out: it keeps its lines, but no form waits for it. */
export const changedText = (): Argument<string> =>
  argument({ ...alertText().kind, multiline: false });
