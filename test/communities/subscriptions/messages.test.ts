import { expect, test } from 'vitest';
import { subscriptionMessage } from '../../../src/communities/subscriptions/messages.ts';
import { transientChat } from '../../../src/context/chats.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';

const translator = createTranslator('en');
const chat = transientChat(
  {
    platform: 'telegram',
    chat: { platformId: '-1', threadId: '', kind: 'group', title: 'Film club' },
  },
  'account',
  new Date(0),
);

test('names the permissions that the bot lacks instead of a result', () => {
  const missing = { chat, missingPermissions: ['telegram.write'], isChanged: false };
  const shown = subscriptionMessage(translator, missing, 'alerts', true);
  expect(shown.tone).toBe('refusal');
  expect(JSON.stringify(shown.blocks)).toContain(translator.t('permissions.telegram.write'));
});

test('tells a change from a subscription that was there already', () => {
  const tones = [true, false].map(
    (isChanged) =>
      subscriptionMessage(translator, { chat, missingPermissions: [], isChanged }, 'alerts', true)
        .tone,
  );
  expect(tones).toEqual(['success', 'plain']);
});
