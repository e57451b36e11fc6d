import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventStartPayload, readEventPayload } from '../../../src/events/links/start-payload.ts';

const anyId = fc.uuid({ version: [4, 7] });

describe('the payload of a link that opens an event', () => {
  test('is what Telegram takes, and is read as the same event', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const payload = eventStartPayload(id);
        expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
        expect(readEventPayload(payload)).toBe(id);
      }),
    );
  });

  test('has one spelling alone: what reads as an event is what would be written for it', () => {
    const nearly = fc
      .tuple(anyId, fc.nat(22), fc.constantFrom(...'aAzZ09-_+=/ é'))
      .map(([id, at, letter]) => {
        const payload = eventStartPayload(id);
        return `${payload.slice(0, at)}${letter}${payload.slice(at + 1)}`;
      });
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string(), fc.string({ unit: 'binary' })), (payload) => {
        const id = readEventPayload(payload);
        if (id !== undefined) expect(eventStartPayload(id)).toBe(payload);
      }),
    );
  });

  test.each(['', 'e', 'hello', 'event', `e${'A'.repeat(21)}`, `e${'A'.repeat(23)}`])(
    'is not %j',
    (payload) => expect(readEventPayload(payload)).toBeUndefined(),
  );
});
