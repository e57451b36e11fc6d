import { capitalize } from '../../language/text/capitalize.ts';
import { bold, button, type Content, list, message, paragraph } from '../../message/build.ts';
import { chunk } from '../../message/layout/normalize.ts';
import type { Button, Message } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import type { AccessCondition } from '../define/access.ts';
import type { Localizer } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';
import { argumentLabel } from '../names/message-keys.ts';
import type { InvalidArgument } from './decode.ts';

/** Maximum number of suggestions shown as buttons. */
const maxSuggestionButtons = 8;

/** Rows of suggestions from which they share rows, so that the button that corrects stays under them. */
const maxRowsBesideFixButton = 5;

/** Maximum length of quoted user input, in characters: an error must fit into one message. */
const maxQuotedInput = 300;

const errorText = ({ key, params }: ArgumentError, { t }: Localizer): string => {
  const shortened = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? truncate(value, maxQuotedInput) : value,
  ]);
  return t(key, Object.fromEntries(shortened));
};

/** The text of an argument's error, after the argument's name. */
export const argumentErrorText = (
  command: string,
  { argument, error }: InvalidArgument,
  localizer: Localizer,
): Content => [
  bold(capitalize(argumentLabel(command, argument, localizer))),
  `: ${errorText(error, localizer)}`,
];

/** The same as a line of plain text. */
export const plainErrorText = (
  command: string,
  { argument, error }: InvalidArgument,
  localizer: Localizer,
): string =>
  `${capitalize(argumentLabel(command, argument, localizer))}: ${errorText(error, localizer)}`;

/** An error message with this content. */
export const errorMessage = (
  content: Content,
  buttons: readonly (readonly Button[])[] = [],
): Message => message([paragraph(content)], { tone: 'refusal', buttons });

/** A plain message about the interaction itself: cancelled, expired, changed. `name` is a key under `kit`. */
export const statusMessage = (name: string, { t }: Localizer): Message =>
  message([paragraph(t(`kit.${name}`))], { tone: 'plain' });

/** The suggestions for a single invalid argument, as buttons that call the command with them. */
function suggestionButtons(
  command: string,
  invalid: readonly InvalidArgument[],
  raw: RawValues,
): Button[][] {
  const [first, ...others] = invalid;
  if (!first || others.length > 0) return [];
  return (first.error.suggestions ?? [])
    .slice(0, maxSuggestionButtons)
    .map(({ label, value }) => [
      button(label, { command, args: { ...raw, [first.argument]: value } }),
    ]);
}

/**
 * All argument errors of an invocation in one message, with suggestions as buttons.
 * @param buttons shown instead of suggestions
 * @param fixButton opens a form with the invalid values
 */
export function argumentErrorsMessage(
  command: string,
  invalid: readonly InvalidArgument[],
  raw: RawValues,
  localizer: Localizer,
  buttons?: readonly (readonly Button[])[],
  fixButton?: Button,
): Message {
  const suggested = buttons ?? suggestionButtons(command, invalid, raw);
  // A sixth row would be in a message of its own on Discord.
  const isFull = fixButton !== undefined && suggested.length >= maxRowsBesideFixButton;
  const offered = isFull ? chunk(suggested.flat(), 2) : suggested;
  return message(
    [
      paragraph(localizer.t('kit.problems', { count: invalid.length })),
      list(invalid.map((one) => argumentErrorText(command, one, localizer))),
    ],
    { tone: 'refusal', buttons: [...offered, ...(fixButton ? [[fixButton]] : [])] },
  );
}

export function accessDeniedMessage(condition: AccessCondition, { t }: Localizer): Message {
  const reason =
    condition.rule === 'role'
      ? t('kit.refused.role', { role: t(`roles.${condition.role}`) })
      : t(`kit.refused.${condition.rule}`);
  return errorMessage(reason);
}
