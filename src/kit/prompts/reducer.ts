import { z } from 'zod';
import type { ArgumentError } from '../define/parse-result.ts';
import type { PickerState } from '../define/picker.ts';
import { type RawValue, rawValueSchema } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { joinValues, splitValues } from '../pickers/value-list.ts';

/** Most events that are remembered, so that one which comes twice does nothing. */
const maxHandledEvents = 20;

/** What a command that asks for its arguments knows so far. It is kept as JSON. */
export const promptStateSchema = z.object({
  command: z.string(),
  /** The place where it was begun, when it is held in another: it is of that one's community. */
  from: z.string().optional(),
  /** Changes when the command's arguments change: an old conversation then ends. */
  fingerprint: z.string(),
  /** `reading`: all that is there is being read; `asking`: the person is to answer; `over`: nothing more comes. */
  phase: z.enum(['reading', 'asking', 'over']),
  raw: z.record(z.string(), rawValueSchema),
  /** Every argument, in order, and whether it may be left out. */
  plan: z.array(
    z.object({
      name: z.string(),
      optional: z.boolean(),
      /** Asked for although it may be left out. */
      asked: z.boolean(),
    }),
  ),
  /** The argument that is being asked for. */
  asking: z.string().optional(),
  view: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What was asked for before, the last one at the end: the way back. */
  trail: z.array(z.string()),
  skipped: z.array(z.string()),
  /** Why what was given for an argument was dropped: it is said when its turn comes. */
  faults: z.record(
    z.string(),
    z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  ),
  /** Events that were taken, the newest at the end. */
  handled: z.array(z.string()),
});

export type PromptState = z.infer<typeof promptStateSchema>;

/** `id` is the platform's own for what happened: the same id a second time does nothing. */
export type PromptEvent = { id?: string | undefined } & (
  | { type: 'decoded'; problems: readonly InvalidArgument[] }
  | { type: 'answered'; argument: string; raw: RawValue }
  | { type: 'looked'; argument: string; view: PickerState }
  | { type: 'ticked'; argument: string; value: string }
  | { type: 'tickedAll'; argument: string }
  | { type: 'skipped'; argument: string }
  | { type: 'back'; argument: string }
  | { type: 'cancelled' }
  | { type: 'expired' }
);

export type PromptEffect =
  /** Read all arguments again and come back with `decoded`. */
  | { type: 'decode' }
  | { type: 'ask'; argument: string; problem: ArgumentError | undefined }
  | { type: 'run' }
  | { type: 'end'; why: 'cancelled' | 'expired' }
  /** The question is over, or what was pressed belongs to another one. */
  | { type: 'stale' }
  | { type: 'none' };

export interface Transition {
  state: PromptState;
  effect: PromptEffect;
}

const isMissing = ({ key }: ArgumentError): boolean => key === 'kit.errors.missing';

/** The reasons that can be kept: of words and numbers. */
const keptErrors = (problems: readonly InvalidArgument[]): PromptState['faults'] =>
  Object.fromEntries(
    problems
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
 * A conversation at its beginning: what came with the command is to be read.
 * @param problems what is known to be wrong already, said when its turn comes
 */
export const createPromptState = (
  start: Pick<PromptState, 'command' | 'from' | 'fingerprint' | 'raw' | 'plan'>,
  problems: readonly InvalidArgument[] = [],
): PromptState => ({
  ...start,
  phase: 'reading',
  view: {},
  trail: [],
  skipped: [],
  faults: keptErrors(problems),
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
  { problem, ...change }: Partial<PromptState> & { problem?: ArgumentError } = {},
): Transition {
  return {
    state: { ...state, view: {}, ...change, phase: 'asking', asking: argument },
    effect: { type: 'ask', argument, problem },
  };
}

/** Everything was read: what is wrong is asked for again, then what is still open, then the command runs. */
function onDecoded(state: PromptState, problems: readonly InvalidArgument[]): Transition {
  const [first] = problems;
  if (first) {
    // What was wrong is dropped, what was right is kept.
    const dropped = problems.map(({ argument }) => argument);
    const wrong = state.raw[first.argument];
    const fits = first.error.suggestions?.length ?? 0;
    const { [first.argument]: earlier, ...faults } = { ...state.faults, ...keptErrors(problems) };
    const why = isMissing(first.error) ? earlier : first.error;
    return transitionToAsking(state, first.argument, {
      raw: without(state.raw, dropped),
      faults,
      ...(why ? { problem: why } : {}),
      // Words that fit several narrow the list down.
      ...(typeof wrong === 'string' && fits > 0 ? { view: { filter: wrong } } : {}),
    });
  }
  const open = state.plan.find(
    ({ name, asked }) => asked && state.raw[name] === undefined && !state.skipped.includes(name),
  );
  if (open) {
    const { [open.name]: why, ...faults } = state.faults;
    return transitionToAsking(state, open.name, { faults, ...(why ? { problem: why } : {}) });
  }
  return { state: { ...state, phase: 'over', asking: undefined }, effect: { type: 'run' } };
}

/** Back to the question before: what was answered from there on is asked again. */
function onBack(state: PromptState, argument: string): Transition {
  // A question that was answered wrongly stands in the trail already.
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
    case 'looked':
      return transitionToAsking(state, asking, { view: { ...state.view, ...event.view } });
    case 'ticked': {
      const have = splitValues(state.view.chosen);
      const chosen = have.includes(event.value)
        ? have.filter((one) => one !== event.value)
        : [...have, event.value];
      return transitionToAsking(state, asking, {
        view: { ...state.view, chosen: joinValues(chosen) },
      });
    }
    case 'tickedAll':
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
    case 'back':
      return onBack(state, asking);
  }
}

/** The whole conversation: what happens next, given what happened. It does nothing itself, and never throws. */
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
      effect: { type: 'end', why: event.type },
    };
  }
  if (event.type === 'decoded') {
    return state.phase === 'reading'
      ? onDecoded(state, event.problems)
      : { state: before, effect: { type: 'none' } };
  }
  return state.phase === 'asking'
    ? onAnswer(state, event)
    : { state: before, effect: { type: 'none' } };
}
