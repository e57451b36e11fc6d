import { z } from 'zod';
import type { ArgumentError } from '../define/parse-result.ts';
import type { PickerState } from '../define/picker.ts';
import { type RawValue, rawValueSchema } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { joinValues, splitValues } from '../pickers/value-list.ts';

/** Ids of events that are remembered, so that a repeated event does nothing. */
const maxHandledEvents = 20;

/** The state of a prompt, stored as JSON: the names are part of the stored format. */
export const promptStateSchema = z.object({
  command: z.string(),
  /** The chat where it was started, when it is held in another: it belongs to that chat's community. */
  from: z.string().optional(),
  /** Changes when the command's arguments change: the prompt then ends. */
  fingerprint: z.string(),
  /** `reading`: the values are being decoded; `asking`: waiting for an answer; `over`: ended. */
  phase: z.enum(['reading', 'asking', 'over']),
  raw: z.record(z.string(), rawValueSchema),
  /** Every argument, in order. */
  plan: z.array(
    z.object({
      name: z.string(),
      optional: z.boolean(),
      /** Asked for although it is optional. */
      asked: z.boolean(),
    }),
  ),
  /** The argument of the current question. */
  asking: z.string().optional(),
  view: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Arguments of earlier questions, the latest last: where `back` leads. */
  trail: z.array(z.string()),
  skipped: z.array(z.string()),
  /** Errors of dropped values, shown when their arguments are asked for. */
  faults: z.record(
    z.string(),
    z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** Ids of handled events, the newest last. */
  handled: z.array(z.string()),
});

export type PromptState = z.infer<typeof promptStateSchema>;

/** `id` is the platform's id of the event: a repeated id does nothing. */
export type PromptEvent = { id?: string | undefined } & (
  | { type: 'decoded'; errors: readonly InvalidArgument[] }
  | { type: 'answered'; argument: string; raw: RawValue }
  | { type: 'navigated'; argument: string; view: PickerState }
  | { type: 'toggled'; argument: string; value: string }
  | { type: 'submittedToggled'; argument: string }
  | { type: 'skipped'; argument: string }
  | { type: 'wentBack'; argument: string }
  | { type: 'cancelled' }
  | { type: 'expired' }
);

export type PromptEffect =
  /** Decode all arguments and continue with `decoded`. */
  | { type: 'decode' }
  | { type: 'ask'; argument: string; error: ArgumentError | undefined }
  | { type: 'run' }
  | { type: 'end'; reason: 'cancelled' | 'expired' }
  /** The prompt has ended, or the event belongs to another question. */
  | { type: 'stale' }
  | { type: 'none' };

export interface Transition {
  state: PromptState;
  effect: PromptEffect;
}

const isMissing = ({ key }: ArgumentError): boolean => key === 'kit.errors.missing';

/** The errors as JSON, without missing arguments. */
const storableErrors = (errors: readonly InvalidArgument[]): PromptState['faults'] =>
  Object.fromEntries(
    errors
      .filter(({ error }) => !isMissing(error))
      .map(({ argument, error: { key, params } }) => [
        argument,
        {
          key,
          params: Object.fromEntries(
            Object.entries(params).map(([name, value]) => [
              name,
              value instanceof Date ? value.toISOString() : value,
            ]),
          ),
        },
      ]),
  );

/**
 * A prompt at its start, with the values given so far.
 * @param errors errors that are known already, shown when their arguments are asked for
 */
export const createPromptState = (
  start: Pick<PromptState, 'command' | 'from' | 'fingerprint' | 'raw' | 'plan'> &
    Partial<Pick<PromptState, 'skipped'>>,
  errors: readonly InvalidArgument[] = [],
): PromptState => ({
  skipped: [],
  ...start,
  phase: 'reading',
  view: {},
  trail: [],
  faults: storableErrors(errors),
  handled: [],
});

const without = (raw: PromptState['raw'], names: readonly string[]): PromptState['raw'] =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !names.includes(key)));

const transitionToReading = (state: PromptState, change: Partial<PromptState>): Transition => ({
  state: { ...state, ...change, phase: 'reading', asking: undefined, view: {} },
  effect: { type: 'decode' },
});

function transitionToAsking(
  state: PromptState,
  argument: string,
  { error, ...change }: Partial<PromptState> & { error?: ArgumentError } = {},
): Transition {
  return {
    state: { ...state, view: {}, ...change, phase: 'asking', asking: argument },
    effect: { type: 'ask', argument, error },
  };
}

/** After decoding: ask for invalid arguments, then for requested ones, then run. */
function onDecoded(state: PromptState, errors: readonly InvalidArgument[]): Transition {
  const [first] = errors;
  if (first) {
    // Invalid values are dropped, valid ones are kept.
    const dropped = errors.map(({ argument }) => argument);
    const wrong = state.raw[first.argument];
    const fits = first.error.suggestions?.length ?? 0;
    const { [first.argument]: earlier, ...faults } = { ...state.faults, ...storableErrors(errors) };
    const reason = isMissing(first.error) ? earlier : first.error;
    return transitionToAsking(state, first.argument, {
      raw: without(state.raw, dropped),
      // Whoever gave a value for an optional argument wants one.
      plan: state.plan.map((one) => (dropped.includes(one.name) ? { ...one, asked: true } : one)),
      faults,
      ...(reason ? { error: reason } : {}),
      // Text that matches several values filters the list.
      ...(typeof wrong === 'string' && fits > 0 ? { view: { filter: wrong } } : {}),
    });
  }
  const open = state.plan.find(
    ({ name, asked }) => asked && state.raw[name] === undefined && !state.skipped.includes(name),
  );
  if (open) {
    const { [open.name]: reason, ...faults } = state.faults;
    return transitionToAsking(state, open.name, { faults, ...(reason ? { error: reason } : {}) });
  }
  return { state: { ...state, phase: 'over', asking: undefined }, effect: { type: 'run' } };
}

/** Back to the previous question: answers from there on are dropped. */
function onBack(state: PromptState, argument: string): Transition {
  // A question whose answer was invalid is in the trail already.
  const trail = state.trail.filter((name) => name !== argument);
  const before = trail.at(-1);
  if (before === undefined) return transitionToAsking(state, argument, { view: state.view });
  const from = state.plan.findIndex(({ name }) => name === before);
  const asked = [...trail, argument];
  const later = state.plan
    .filter(({ name }, index) => index >= from && asked.includes(name))
    .map(({ name }) => name);
  return transitionToAsking(state, before, {
    raw: without(state.raw, later),
    trail: trail.slice(0, -1),
    skipped: state.skipped.filter((name) => !later.includes(name)),
  });
}

function onAnswer(
  state: PromptState,
  event: Exclude<PromptEvent, { type: 'decoded' | 'cancelled' | 'expired' }>,
): Transition {
  const { asking } = state;
  if (asking === undefined || event.argument !== asking)
    return { state, effect: { type: 'stale' } };
  const trail = state.trail.at(-1) === asking ? state.trail : [...state.trail, asking];
  switch (event.type) {
    case 'answered':
      return transitionToReading(state, { raw: { ...state.raw, [asking]: event.raw }, trail });
    case 'navigated':
      return transitionToAsking(state, asking, { view: { ...state.view, ...event.view } });
    case 'toggled': {
      const have = splitValues(state.view.chosen);
      const chosen = have.includes(event.value)
        ? have.filter((one) => one !== event.value)
        : [...have, event.value];
      return transitionToAsking(state, asking, {
        view: { ...state.view, chosen: joinValues(chosen) },
      });
    }
    case 'submittedToggled':
      return transitionToReading(state, {
        raw: { ...state.raw, [asking]: joinValues(splitValues(state.view.chosen)) },
        trail,
      });
    case 'skipped': {
      const isOptional = state.plan.some(({ name, optional }) => name === asking && optional);
      if (!isOptional) return transitionToAsking(state, asking, { view: state.view });
      return transitionToReading(state, {
        raw: without(state.raw, [asking]),
        skipped: [...state.skipped, asking],
        trail,
      });
    }
    case 'wentBack':
      return onBack(state, asking);
  }
}

/** The next state and effect of a prompt after an event. Pure; never throws. */
export function reducePrompt(before: PromptState, event: PromptEvent): Transition {
  if (before.phase === 'over') return { state: before, effect: { type: 'stale' } };
  if (event.id !== undefined && before.handled.includes(event.id))
    return { state: before, effect: { type: 'none' } };
  const state =
    event.id === undefined
      ? before
      : { ...before, handled: [...before.handled, event.id].slice(-maxHandledEvents) };
  if (event.type === 'cancelled' || event.type === 'expired') {
    return {
      state: { ...state, phase: 'over', asking: undefined },
      effect: { type: 'end', reason: event.type },
    };
  }
  if (event.type === 'decoded') {
    return state.phase === 'reading'
      ? onDecoded(state, event.errors)
      : { state: before, effect: { type: 'none' } };
  }
  return state.phase === 'asking'
    ? onAnswer(state, event)
    : { state: before, effect: { type: 'none' } };
}
