import type { Action } from '../../../message/message.ts';
import type { Actor } from '../../adapter/actor.ts';
import type { Invocation } from '../../adapter/invocation.ts';
import type { ActionDefinition } from '../../define/command.ts';
import { type RawValues, rawValueSchema } from '../../define/raw-value.ts';
import { mergeFormPage } from '../forms/pages.ts';

const rawValuesOf = (args: Action['args']): RawValues =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, rawValueSchema.parse(value)]),
  );

/**
 * The invocation that a pressed button or a sent form stands for.
 * @param sent the values of the form's fields
 */
export function invocationOf<Context>(
  { command, step, form, fields, line, implied, args }: Action,
  definition: ActionDefinition<Context>,
  actor: Actor,
  sent: RawValues | undefined,
): Invocation {
  const values = rawValuesOf(args);
  if (form === undefined)
    return {
      actor,
      command,
      values,
      ...(step === undefined ? {} : { step }),
      ...(line === undefined ? {} : { line }),
      ...(implied === undefined ? {} : { implied: rawValuesOf(implied) }),
    };
  return {
    actor,
    command,
    values: sent ? mergeFormPage(definition, values, { page: form, fields }, sent) : values,
    form: { page: form, act: sent ? 'sent' : 'open', ...(fields ? { fields } : {}) },
  };
}
