import { expect, test } from 'vitest';
import { createTranslator } from '../../src/language/catalogue.ts';
import { profileLines } from '../../src/people/profile-view.ts';

test('shows a profile as lines in the reader’s language', () => {
  const lines = profileLines(createTranslator('en'), {
    accounts: [
      { platform: 'discord', name: 'Thảo', username: null },
      { platform: 'telegram', name: 'Thảo', username: 'thao' },
    ],
    subscriptions: [{ topic: 'alerts', communityName: 'Creators', platform: 'telegram' }],
    roles: ['editor'],
  });
  expect(lines.accounts).toEqual(['Discord · Thảo', 'Telegram · Thảo · @thao']);
  expect(lines.subscriptions[0]).toMatch(/Creators.* · Telegram$/u);
  expect(lines.roles).toEqual(['editor']);
});
