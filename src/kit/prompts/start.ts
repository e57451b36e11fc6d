import { createHash } from 'node:crypto';
import type { ActionDefinition } from '../define/command.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { createPromptState, type PromptState } from './reducer.ts';

/** Changes when a command's arguments do, so that no old conversation goes on under new rules. */
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
 * A conversation before anything was asked: what was given, and what there is to ask for, in order.
 * @param problems arguments that are asked for because of what was written for them
 */
export function startPrompt<Context>(
  command: string,
  definition: ActionDefinition<Context>,
  raw: RawValues,
  problems: readonly InvalidArgument[] = [],
): PromptState {
  const open = Object.entries(definition.args).filter(([, { isHidden }]) => !isHidden);
  const isFormOpen = open.some(([name, { isFormField }]) => isFormField && raw[name] === undefined);
  const start = {
    command,
    fingerprint: argumentsFingerprint(definition),
    raw,
    plan: open.map(([name, { isRequired, isFormField: inForm }]) => ({
      name,
      optional: !isRequired,
      asked: (isFormOpen && inForm) || problems.some(({ argument }) => argument === name),
    })),
  };
  return createPromptState(start, problems);
}
