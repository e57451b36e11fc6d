import { createHash } from 'node:crypto';
import type { ActionDefinition } from '../define/command.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { createPromptState, type PromptState } from './reducer.ts';

/** A hash of a command's arguments: when it changes, open prompts of the command end. */
export function argumentsFingerprint<Context>({ args }: ActionDefinition<Context>): string {
  const shape = Object.entries(args).map(([name, { type, isRequired, isFormField }]) => [
    name,
    type.name,
    type.discordOption,
    isRequired,
    isFormField,
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

/**
 * The state of a prompt before its first question.
 * @param invalid arguments to ask for although a value was given
 * @param skipped arguments whose questions were skipped before
 */
export function initialPromptState<Context>(
  command: string,
  definition: ActionDefinition<Context>,
  raw: RawValues,
  invalid: readonly InvalidArgument[] = [],
  skipped: readonly string[] = [],
): PromptState {
  const open = Object.entries(definition.args).filter(([, { isHidden }]) => !isHidden);
  const isFormOpen = open.some(([name, { isFormField }]) => isFormField && raw[name] === undefined);
  const invalidOf = (name: string) => invalid.find(({ argument }) => argument === name);
  const start = {
    command,
    fingerprint: argumentsFingerprint(definition),
    raw,
    plan: open.map(([name, { isRequired, isFormField }]) => ({
      name,
      optional: !isRequired && invalidOf(name)?.isNeeded !== true,
      asked: (isFormOpen && isFormField) || invalidOf(name) !== undefined,
    })),
    skipped: skipped.filter((name) => invalidOf(name) === undefined),
  };
  return createPromptState(start, invalid);
}
