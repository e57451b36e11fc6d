import { expect, test } from 'vitest';
import { createSentMessage } from '../../../bots/shared/sent-message.ts';
import { message, paragraph, textMessage } from '../../../src/message/build.ts';

function createFixture(ids: readonly string[]) {
  const calls: string[] = [];
  let next = 10;
  const sent = createSentMessage<string, string>(ids, {
    render: ({ blocks }) =>
      blocks.map((block) =>
        block.kind === 'paragraph'
          ? block.content.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')
          : '',
      ),
    async send(part) {
      calls.push(`send ${part}`);
      next += 1;
      return String(next);
    },
    async replace(id, part) {
      calls.push(`replace ${id} ${part}`);
      return id;
    },
    async remove(id) {
      calls.push(`remove ${id}`);
      throw new Error('too old');
    },
  });
  return { sent, calls };
}

test('replaces parts in place, adds new ones and removes surplus ones', async () => {
  const { sent, calls } = createFixture(['1']);
  await sent.update(message([paragraph('a'), paragraph('b')]));
  await sent.update(textMessage('c'));
  await sent.update(textMessage('d'));
  expect(calls).toEqual(['replace 1 a', 'send b', 'replace 1 c', 'remove 11', 'replace 1 d']);
});
