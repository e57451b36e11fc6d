import { capitalize } from '../../language/text/capitalize.ts';
import { bold, button, type Content, list, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import type { AccessCondition } from '../define/access.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from './decode.ts';
import { argumentLabel } from './message-keys.ts';

/** Most values that are put under a question as buttons at once. */
const maxSuggestionButtons = 8;

/** Letters of what somebody typed that are said back to them: a question must fit into one message. */
const maxQuotedInput = 300;

export const errorText = ({ key, params }: ArgumentError, { t }: ParseContext): string => {
  const short = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? truncate(value, maxQuotedInput) : value,
  ]);
  return t(key, Object.fromEntries(short));
};

/** What is wrong with an argument, its name first. */
export const argumentErrorText = (
  command: string,
  { argument, error }: InvalidArgument,
  context: ParseContext,
): Content => [
  bold(capitalize(argumentLabel(command, argument, context))),
  `: ${errorText(error, context)}`,
];

/** No, in these words. */
export const errorMessage = (
  words: Content,
  buttons: readonly (readonly Button[])[] = [],
): Message => message([paragraph(words)], { tone: 'refusal', buttons });

/**
 * All of a call's argument errors at once, with what could have been meant as buttons, or with others instead.
 * @param mend the button that lets what was wrong be written again
 */
export function argumentErrorsMessage(
  command: string,
  problems: readonly InvalidArgument[],
  raw: RawValues,
  context: ParseContext,
  instead?: readonly (readonly Button[])[],
  mend?: Button,
): Message {
  const [first] = problems;
  const offered =
    instead ??
    (problems.length === 1 && first
      ? (first.error.suggestions ?? [])
          .slice(0, maxSuggestionButtons)
          .map(({ label, value }) => [
            button(label, { command, args: { ...raw, [first.argument]: value } }),
          ])
      : []);
  const buttons = [...offered, ...(mend ? [[mend]] : [])];
  return message(
    [
      paragraph(context.t('kit.problems', { count: problems.length })),
      list(problems.map((problem) => argumentErrorText(command, problem, context))),
    ],
    { tone: 'refusal', buttons },
  );
}

export function accessDeniedMessage(condition: AccessCondition, { t }: ParseContext): Message {
  const words =
    condition.rule === 'role'
      ? t('kit.refused.role', { role: t(`roles.${condition.role}`) })
      : t(`kit.refused.${condition.rule}`);
  return errorMessage(words);
}
