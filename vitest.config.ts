import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const common = {
  // Nothing of the program keeps state in a module, so that files need no process each: starting one takes half a second.
  isolate: false,
  env: { TZ: 'Asia/Ho_Chi_Minh' },
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // As long as a person of a scenario looks at the screen: a machine may be busy with the other tests.
  expect: { poll: { timeout: 6_000 } },
};

/** Whoever puts the clock of the whole process elsewhere: an embedded database in it would arm its timers by that clock. */
const fakeProcessClock = ['test/schedule/{cron/occurrences,scheduler}.test.ts'];

/** Whoever has three seconds to answer 400 people gets the machine for itself. */
const alone = ['test/scenarios/resilience/signup-rush.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/database/global-setup.ts'],
    // Much of the time of a scenario is waiting for an answer: one worker less than cores would leave them idle.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...common,
          name: 'callboard',
          include: ['test/**/*.test.ts'],
          exclude: [...fakeProcessClock, ...alone],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'fake-process-clock',
          include: fakeProcessClock,
          isolate: true,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...common, name: 'alone', include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
});
