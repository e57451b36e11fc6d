import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Conversation,
  type ConversationEvent,
  conversationSchema,
  step,
} from '../../src/kit/conversation.ts';

const start: Conversation = { command: 'signup', fingerprint: 'x', raw: {} };
const missing = (argument: string) => ({
  argument,
  problem: { key: 'kit.errors.missing', params: {} },
});

test('asks for the first problem and keeps what was right', () => {
  const asked = step(
    { ...start, raw: { course: 'podcast', note: 'x' } },
    { type: 'decoded', problems: [missing('note')] },
  );
  expect(asked.effect).toMatchObject({ type: 'ask', argument: 'note' });
  expect(asked.state.raw).toEqual({ course: 'podcast' });
});

test('runs only after everything was read', () => {
  const answered = step(
    { ...start, asking: 'course' },
    { type: 'answered', argument: 'course', raw: 'podcast' },
  );
  expect(answered.effect).toEqual({ type: 'decode' });
  expect(step(answered.state, { type: 'decoded', problems: [] }).effect).toEqual({ type: 'run' });
});

test('an answer to a question that is over changes nothing', () => {
  const state = { ...start, asking: 'note' };
  expect(step(state, { type: 'answered', argument: 'course', raw: 'x' }).state).toEqual(state);
});

const names = fc.constantFrom('course', 'session', 'note');
const event: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({
    type: fc.constant('answered' as const),
    argument: names,
    raw: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
  }),
  fc
    .array(names.map(missing), { maxLength: 3 })
    .map((problems) => ({ type: 'decoded' as const, problems })),
  fc.constantFrom(
    { type: 'skipped' as const },
    { type: 'cancelled' as const },
    { type: 'expired' as const },
  ),
);

test('10,000 sequences: never throws, runs only on a clean reading, always ends or waits', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      let state = start;
      for (const one of events) {
        const next = step(state, one);
        const isClean = one.type === 'decoded' && one.problems.length === 0;
        expect(next.effect.type === 'run').toBe(isClean);
        if (next.effect.type === 'ask') expect(next.state.asking).toBe(next.effect.argument);
        conversationSchema.parse(JSON.parse(JSON.stringify(next.state)));
        state = next.state;
      }
    }),
    { numRuns: 10_000 },
  );
});
