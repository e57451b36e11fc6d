import { expect, test } from 'vitest';
import { askWhichCommunity } from '../../../src/kit/runtime/community-choice.ts';
import { textMessage } from '../../../src/message/build.ts';
import { createTestHost, keyContext, testActor } from '../../support/fixtures/kit-host.ts';

const invocation = { actor: testActor, command: 'events', values: { page: 2 }, line: 'phim' };

test('each community is a single-use button that continues the call', async () => {
  const host = createTestHost([], {
    communityChoices: async () => [{ id: 'c1', name: 'Phim' }],
  });
  const question = await askWhichCommunity(host, invocation, keyContext);
  expect(question?.buttons).toEqual([
    [
      {
        label: 'Phim',
        style: 'secondary',
        action: {
          command: 'events',
          args: { page: 2 },
          line: 'phim',
          account: 'account',
          once: true,
          answer: 'update',
          choose: 'c1',
        },
      },
    ],
  ]);
});

test('without any community the host explains how to get started', async () => {
  const welcome = textMessage('Welcome');
  const host = createTestHost([], { noCommunityMessage: () => welcome });
  expect(await askWhichCommunity(host, invocation, keyContext)).toBe(welcome);
});
