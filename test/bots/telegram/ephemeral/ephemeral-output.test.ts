import { Agent } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { TelegramClient } from '../../../../bots/telegram/api/client.ts';
import { createEphemeralOutput } from '../../../../bots/telegram/ephemeral/ephemeral-output.ts';
import { openWhenSlow } from '../../../../bots/telegram/send/group-privacy.ts';
import { renderTelegramMessages } from '../../../../bots/telegram/write/message.ts';
import { textMessage } from '../../../../src/message/build.ts';

function createFixture() {
  const calls: string[] = [];
  const telegram = new TelegramClient({
    ...{ token: '1:x', apiUrl: 'http://127.0.0.1:9', agent: new Agent() },
  });
  telegram.call = async (method, params) => {
    calls.push(`${method} ${'text' in params ? params.text : ''}`);
    return true;
  };
  const output = createEphemeralOutput({
    ...{ telegram, target: { platformId: '-1', threadId: '' }, openingText: 'One moment…' },
    opener: {
      async open({ text, forceReply }) {
        calls.push(`open ${text}${forceReply ? ' with reply' : ''}`);
        return { ephemeral: 1, receiver: 2 };
      },
      discard: async () => void calls.push('discard'),
    },
    render: (message) => renderTelegramMessages(message, { locale: 'en', zone: 'UTC' }),
    async sendToOwnChat() {
      calls.push('own chat');
      return { sent: undefined, pointer: textMessage('how to open') };
    },
  });
  return { output, calls };
}

afterEach(() => void vi.useRealTimers());

test('opens a slow answer before it is there, and fills that same message', async () => {
  vi.useFakeTimers();
  const { output, calls } = createFixture();
  openWhenSlow(output);
  await vi.advanceTimersByTimeAsync(3_900);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(calls).toEqual(['open One moment…']);
  await output.send(textMessage('done'));
  await output.finish();
  expect(calls).toEqual(['open One moment…', 'editEphemeralMessageText done']);
});

test('removes what was opened for an answer that was public in the end', async () => {
  const { output, calls } = createFixture();
  await output.open('answer');
  await output.finish();
  expect(calls).toEqual(['open One moment…', 'discard']);
});

test('edits up to 1,024 characters, and points to the private chat beyond', async () => {
  const { output, calls } = createFixture();
  await output.send(textMessage('x'.repeat(1_024)));
  expect(calls.at(-1)).toMatch(/^editEphemeralMessageText x+$/);
  await output.send(textMessage('x'.repeat(1_025)));
  expect(calls.slice(-2)).toEqual(['own chat', 'editEphemeralMessageText how to open']);
});

test('opens a question with the reply field, which an edit could not do', async () => {
  const { output, calls } = createFixture();
  expect(await output.ask(textMessage('When?'))).toEqual({ ephemeral: 1, receiver: 2 });
  expect(calls).toEqual(['open One moment… with reply', 'editEphemeralMessageText When?']);
});
