import { capital } from '../language/capital.ts';
import { bold, button, type Content, list, message, paragraph } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { shorten } from '../message/shorten.ts';
import type { Condition } from './access.ts';
import type { ArgumentProblem } from './decode.ts';
import type { Problem, ReadContext } from './kind.ts';
import type { RawValues } from './raw.ts';

/** Most values that are put under a question as buttons at once. */
const mostButtons = 8;

/** The name of an argument as people see it. */
export function argumentName(command: string, argument: string, { t }: ReadContext): string {
  return t(`commands.${commandKey(command)}.${argument}.name`);
}

/** `alert send` stands in catalogues as `alert_send`. */
export const commandKey = (command: string): string => command.replaceAll(' ', '_');

/** Letters of what somebody typed that are said back to them: a question must fit into one message. */
const longestSaidBack = 300;

export const explainProblem = ({ key, params }: Problem, { t }: ReadContext): string => {
  const short = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? shorten(value, longestSaidBack) : value,
  ]);
  return t(key, Object.fromEntries(short));
};

/** What is wrong with an argument, its name first. */
export const explainArgument = (
  command: string,
  { argument, problem }: ArgumentProblem,
  context: ReadContext,
): Content => [
  bold(capital(argumentName(command, argument, context))),
  `: ${explainProblem(problem, context)}`,
];

/** No, in these words. */
export const refusing = (words: Content, buttons: readonly (readonly Button[])[] = []): Message =>
  message([paragraph(words)], { tone: 'refusal', buttons });

/**
 * All of a call's argument errors at once, with what could have been meant as buttons, or with others instead.
 * @param mend the button that lets what was wrong be written again
 */
export function explainProblems(
  command: string,
  problems: readonly ArgumentProblem[],
  raw: RawValues,
  context: ReadContext,
  instead?: readonly (readonly Button[])[],
  mend?: Button,
): Message {
  const [first] = problems;
  const offered =
    instead ??
    (problems.length === 1 && first
      ? (first.problem.suggestions ?? [])
          .slice(0, mostButtons)
          .map(({ label, value }) => [
            button(label, { command, args: { ...raw, [first.argument]: value } }),
          ])
      : []);
  const buttons = [...offered, ...(mend ? [[mend]] : [])];
  return message(
    [
      paragraph(context.t('kit.problems', { count: problems.length })),
      list(problems.map((problem) => explainArgument(command, problem, context))),
    ],
    { tone: 'refusal', buttons },
  );
}

export function explainRefusal(condition: Condition, { t }: ReadContext): Message {
  const words =
    condition.rule === 'role'
      ? t('kit.refused.role', { role: t(`roles.${condition.role}`) })
      : t(`kit.refused.${condition.rule}`);
  return refusing(words);
}
