import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { Responder } from '../../../src/kit/adapter/responder.ts';
import type { Dispatcher } from '../../../src/kit/runtime/dispatcher.ts';
import { withRateLimit } from '../../../src/kit/runtime/rate-limit.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const callerOf = (user: string): Actor => ({
  platform: 'telegram',
  user: { platformId: user, name: user },
  chat: { platformId: user, threadId: '', kind: 'private', title: user },
  roles: [],
});

function stand(perMinute: number) {
  const clock = { now: 0 };
  const done: string[] = [];
  const texts: string[] = [];
  const inner: Dispatcher = {
    runCommand: async ({ actor }) => void done.push(actor.user.name),
    pressButton: async (_token, caller) => void done.push(caller.user.name),
    answerPrompt: async (caller, _responder, raw) => {
      if (raw === 'talk') return false;
      done.push(caller.user.name);
      return true;
    },
    readLink: () => undefined,
    answerText: async (caller) => void done.push(caller.user.name),
    suggest: async () => [{ label: 'a', value: 'a' }],
    saveAction: async () => '',
  };
  const pipeline = withRateLimit(inner, {
    perMinute,
    now: () => clock.now,
    localizerFor: async () => createTranslator('en'),
  });
  const responderOf = (user: string): Responder => ({
    say: async () => {
      texts.push(user);
      return { update: async () => {} };
    },
    update: async () => ({ update: async () => {} }),
    hasForms: false,
  });
  const acts = {
    text: (user: string) => pipeline.answerText(callerOf(user), responderOf(user), 'hello'),
    command: (user: string) =>
      pipeline.runCommand(
        { actor: callerOf(user), command: 'help', values: {} },
        responderOf(user),
      ),
    press: (user: string) => pipeline.pressButton('x', callerOf(user), responderOf(user), 'id'),
    answer: (user: string) =>
      pipeline.answerPrompt(callerOf(user), responderOf(user), 'words', {
        id: '1',
        replyTo: undefined,
      }),
    talk: (user: string) =>
      pipeline.answerPrompt(callerOf(user), responderOf(user), 'talk', {
        id: '1',
        replyTo: undefined,
      }),
  };
  return { clock, done, told: texts, acts, pipeline };
}

test('tells once when the limit is exceeded and answers again after the minute', async () => {
  const { clock, done, told, acts, pipeline } = stand(3);
  await acts.command('linh');
  await acts.press('linh');
  await acts.answer('linh');
  for (let count = 0; count < 10; count += 1) await acts.press('linh');
  await acts.text('linh');
  expect(done).toHaveLength(3);
  expect(told).toEqual(['linh']);
  expect(await pipeline.suggest(callerOf('linh'), 'help', 'command', '', {})).toEqual([]);
  await acts.command('minh');
  expect(done).toHaveLength(4);
  clock.now += 60_000;
  await acts.command('linh');
  expect(done).toHaveLength(5);
  expect(told).toEqual(['linh']);
});

test('ignores words that answer nothing, and a limit of zero is no limit', async () => {
  const { done, told, acts } = stand(2);
  for (let count = 0; count < 10; count += 1) expect(await acts.talk('linh')).toBe(false);
  await acts.command('linh');
  await acts.command('linh');
  expect(done).toHaveLength(2);
  expect(told).toEqual([]);
  const free = stand(0);
  for (let count = 0; count < 1_000; count += 1) await free.acts.command('linh');
  expect(free.done).toHaveLength(1_000);
});

test('never exceeds the limit in a minute nor tells twice in one, whatever people do', async () => {
  const act = fc.record({
    user: fc.constantFrom('linh', 'minh', 'thao'),
    kind: fc.constantFrom('command' as const, 'press' as const, 'answer' as const, 'talk' as const),
    // A clock may also be put back.
    passes: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(-3_600_000)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (script) => {
      const { clock, done, told, acts } = stand(4);
      const windows = new Map<string, { since: number; done: number; told: number }>();
      for (const { user, kind, passes } of script) {
        clock.now += passes;
        const known = windows.get(user);
        const fresh = { since: clock.now, done: 0, told: 0 };
        const isIn = known && clock.now >= known.since && clock.now < known.since + 60_000;
        const window = isIn ? known : fresh;
        windows.set(user, window);
        const before = { done: done.length, told: told.length };
        await acts[kind](user);
        window.done += done.length - before.done;
        window.told += told.length - before.told;
        expect(window.done).toBeLessThanOrEqual(4);
        expect(window.told).toBeLessThanOrEqual(1);
      }
    }),
  );
});
