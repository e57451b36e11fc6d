import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argumentError } from '../../../src/kit/define/parse-result.ts';
import type { InvalidArgument } from '../../../src/kit/input/decode.ts';
import {
  createPromptState,
  type PromptEvent,
  type PromptState,
  promptStateSchema,
  reducePrompt,
} from '../../../src/kit/prompts/reducer.ts';

const plan = [
  { name: 'course', optional: false, asked: false },
  { name: 'session', optional: true, asked: false },
  { name: 'note', optional: true, asked: true },
];
const start = createPromptState({ command: 'signup', fingerprint: 'x', raw: {}, plan });
const missing = (argument: string): InvalidArgument => ({
  argument,
  error: argumentError('kit.errors.missing'),
});
const asking = (argument: string, change: Partial<PromptState> = {}): PromptState => ({
  ...start,
  ...change,
  phase: 'asking',
  asking: argument,
});

describe('the prompt reducer', () => {
  test('asks for the first invalid argument and keeps the valid ones', () => {
    const { state, effect } = reducePrompt(
      { ...start, raw: { course: 'podcast', note: 'x' } },
      { type: 'decoded', errors: [missing('note')] },
    );
    expect(effect).toMatchObject({ type: 'ask', argument: 'note' });
    expect(state.raw).toEqual({ course: 'podcast' });
  });

  test('narrows the choices when words match several', () => {
    const several = argumentError('kit.errors.many', { text: 'po' }, [
      { label: 'P', value: 'id:1' },
    ]);
    const { state } = reducePrompt(
      { ...start, raw: { course: 'po' } },
      { type: 'decoded', errors: [{ argument: 'course', error: several }] },
    );
    expect(state.view).toEqual({ filter: 'po' });
  });

  test('asks for an optional argument where the plan says so and lets it be skipped', () => {
    const asked = reducePrompt({ ...start, raw: { course: 'x' } }, { type: 'decoded', errors: [] });
    expect(asked.effect).toMatchObject({ type: 'ask', argument: 'note' });
    const skipped = reducePrompt(asked.state, { type: 'skipped', argument: 'note' });
    expect(reducePrompt(skipped.state, { type: 'decoded', errors: [] }).effect).toEqual({
      type: 'run',
    });
  });

  test('asks for an optional argument whose value was wrong, also after another question', () => {
    const wrong = { argument: 'session', error: argumentError('kit.errors.gone') };
    const first = reducePrompt(
      { ...start, raw: { session: 'x', note: 'y' } },
      { type: 'decoded', errors: [missing('course'), wrong] },
    );
    const answered = reducePrompt(first.state, { type: 'answered', argument: 'course', raw: 'a' });
    const next = reducePrompt(answered.state, { type: 'decoded', errors: [] });
    expect(next.effect).toMatchObject({ type: 'ask', argument: 'session', error: wrong.error });
  });

  test('does not ask again for what was skipped before it started', () => {
    const begun = createPromptState({ ...start, raw: { course: 'x' }, skipped: ['note'] });
    expect(reducePrompt(begun, { type: 'decoded', errors: [] }).effect).toEqual({ type: 'run' });
  });

  test('does not let a required argument be skipped', () => {
    const { effect } = reducePrompt(asking('course'), { type: 'skipped', argument: 'course' });
    expect(effect).toMatchObject({ type: 'ask', argument: 'course' });
  });

  test('ignores an answer to another prompt', () => {
    const state = asking('note');
    expect(reducePrompt(state, { type: 'answered', argument: 'course', raw: 'x' })).toEqual({
      state,
      effect: { type: 'stale' },
    });
  });

  test('counts a repeated event once', () => {
    const first = reducePrompt(asking('course'), {
      type: 'answered',
      argument: 'course',
      raw: 'x',
      id: '1',
    });
    const next = reducePrompt(first.state, { type: 'decoded', errors: [missing('note')] });
    const again = reducePrompt(next.state, {
      type: 'answered',
      argument: 'note',
      raw: 'x',
      id: '1',
    });
    expect(again).toEqual({ state: next.state, effect: { type: 'none' } });
  });

  test('goes back to the previous prompt and forgets later answers', () => {
    const state = asking('note', {
      raw: { course: 'a', session: 'b' },
      trail: ['course', 'session'],
    });
    const once = reducePrompt(state, { type: 'wentBack', argument: 'note' });
    expect(once.effect).toMatchObject({ type: 'ask', argument: 'session' });
    expect(once.state.raw).toEqual({ course: 'a' });
    const twice = reducePrompt(once.state, { type: 'wentBack', argument: 'session' });
    expect(twice.effect).toMatchObject({ type: 'ask', argument: 'course' });
    expect(twice.state.raw).toEqual({});
    expect(
      reducePrompt(twice.state, { type: 'wentBack', argument: 'course' }).effect,
    ).toMatchObject({
      type: 'ask',
      argument: 'course',
    });
  });

  test('applies toggles one by one, whatever state was shown', () => {
    const first = reducePrompt(asking('course'), {
      type: 'toggled',
      argument: 'course',
      value: 'a',
    });
    const second = reducePrompt(first.state, { type: 'toggled', argument: 'course', value: 'b' });
    const third = reducePrompt(second.state, { type: 'toggled', argument: 'course', value: 'a' });
    expect(third.state.view).toEqual({ chosen: 'b' });
    expect(
      reducePrompt(second.state, { type: 'submittedToggled', argument: 'course' }).state.raw,
    ).toEqual({
      course: 'a, b',
    });
  });

  test('ignores everything after the end', () => {
    const { state } = reducePrompt(asking('course'), { type: 'cancelled' });
    expect(reducePrompt(state, { type: 'answered', argument: 'course', raw: 'x' }).effect).toEqual({
      type: 'stale',
    });
  });
});

const names = fc.constantFrom('course', 'session', 'note', 'other');
const id = fc.option(fc.constantFrom('1', '2', '3', '4', '5'), { nil: undefined });
const event: fc.Arbitrary<PromptEvent> = fc.oneof(
  fc.record({
    type: fc.constant('answered' as const),
    argument: names,
    raw: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    id,
  }),
  fc.record({
    type: fc.constant('navigated' as const),
    argument: names,
    view: fc.dictionary(fc.constantFrom('page', 'month', 'chosen'), fc.integer()),
    id,
  }),
  fc.record({
    type: fc.constantFrom('skipped' as const, 'wentBack' as const, 'submittedToggled' as const),
    argument: names,
    id,
  }),
  fc.record({ type: fc.constant('toggled' as const), argument: names, value: names, id }),
  fc.constantFrom({ type: 'cancelled' as const }, { type: 'expired' as const }),
);

/** The result of decoding: absent required arguments are missing; another one may be invalid. */
const reading = (state: PromptState, wrong: readonly string[]): InvalidArgument[] =>
  state.plan.flatMap(({ name, optional }) => {
    if (state.raw[name] === undefined) return optional ? [] : [missing(name)];
    return wrong.includes(name)
      ? [{ argument: name, error: argumentError('kit.errors.gone') }]
      : [];
  });

test('never throws, runs only with valid arguments and always ends or waits, in 10,000 sequences', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(event, fc.subarray(['course', 'session', 'note'])), { maxLength: 25 }),
      fc.subarray(['session', 'note']),
      (events, wrongAtFirst) => {
        let state: PromptState = { ...start, raw: { session: 'x', note: 'y' } };
        let runs = 0;
        const everWrong = new Set<string>();
        const follow = (one: PromptEvent, wrong: readonly string[]) => {
          const before = state;
          let next = reducePrompt(state, one);
          let errors: InvalidArgument[] = [];
          if (next.effect.type === 'decode') {
            expect(next.state.phase).toBe('reading');
            errors = reading(next.state, wrong);
            for (const { argument } of errors) everWrong.add(argument);
            next = reducePrompt(next.state, { type: 'decoded', errors });
          }
          const { effect } = next;
          if (effect.type === 'run') {
            runs += 1;
            expect(errors).toEqual([]);
            expect(next.state.raw).toHaveProperty('course');
            for (const name of everWrong)
              expect(next.state.raw[name] !== undefined || next.state.skipped.includes(name)).toBe(
                true,
              );
          }
          // It waits for an answer to the one question that it asks, or it is over.
          if (effect.type === 'ask') expect(next.state.asking).toBe(effect.argument);
          expect(next.state.phase === 'over' || next.state.asking !== undefined).toBe(true);
          if (before.phase === 'over') expect(next.state).toEqual(before);
          expect(promptStateSchema.parse(JSON.parse(JSON.stringify(next.state)))).toEqual(
            JSON.parse(JSON.stringify(next.state)),
          );
          state = next.state;
        };
        const errors = reading(state, wrongAtFirst);
        for (const { argument } of errors) everWrong.add(argument);
        const first = reducePrompt(state, { type: 'decoded', errors });
        state = first.state;
        for (const [one, wrong] of events) follow(one, wrong);
        expect(runs).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 10_000 },
  );
});
