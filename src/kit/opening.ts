import { createHash } from 'node:crypto';
import type { Definition } from './command.ts';
import { begin, type Conversation } from './conversation.ts';
import type { ArgumentProblem } from './decode.ts';
import type { RawValues } from './raw.ts';

/** Changes when a command's arguments do, so that no old conversation goes on under new rules. */
export function fingerprint<Context>({ args }: Definition<Context>): string {
  const shape = Object.entries(args).map(([name, { kind, required, inForm }]) => [
    name,
    kind.name,
    kind.discord,
    required,
    inForm,
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

/**
 * A conversation before anything was asked: what was given, and what there is to ask for, in order.
 * @param problems arguments that are asked for because of what was written for them
 */
export function openingOf<Context>(
  command: string,
  definition: Definition<Context>,
  raw: RawValues,
  problems: readonly ArgumentProblem[] = [],
): Conversation {
  const open = Object.entries(definition.args).filter(([, { hidden }]) => !hidden);
  const isFormOpen = open.some(([name, { inForm }]) => inForm && raw[name] === undefined);
  const start = {
    command,
    fingerprint: fingerprint(definition),
    raw,
    plan: open.map(([name, { required, inForm }]) => ({
      name,
      optional: !required,
      asked: (isFormOpen && inForm) || problems.some(({ argument }) => argument === name),
    })),
  };
  return begin(start, problems);
}
