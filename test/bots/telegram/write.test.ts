import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits, writeTelegram } from '../../../bots/telegram/write.ts';
import { message, paragraph } from '../../../src/message/build.ts';
import { anyMessage, hostile } from '../../support/messages.ts';
import { parseWithTdlib } from '../../support/tdlib.ts';

const reader = { locale: 'vi', zone: 'Asia/Ho_Chi_Minh' } as const;
/** What only people and their clients may bring forth. */
const pinging = new Set([
  'textEntityTypeMention',
  'textEntityTypeMentionName',
  'mention',
  'text_mention',
]);

function parsed(html: string) {
  const result = parseWithTdlib(html);
  if ('error' in result) throw new Error(`TDLib refuses ${JSON.stringify(html)}: ${result.error}`);
  return result;
}

describe('what is said on Telegram', () => {
  test.each(hostile.map((text) => [text]))('takes %j literally', (text) => {
    for (const { text: html } of writeTelegram(message([paragraph(text)]), reader)) {
      const { entities } = parsed(html);
      const types = entities.map(({ type }) => type);
      expect(types.filter((type) => pinging.has(type))).toEqual([]);
      expect(types.filter((type) => /Bold|Italic|TextUrl|Spoiler|Pre|Code$/.test(type))).toEqual(
        [],
      );
    }
  });

  test('is always taken by Telegram, in parts that fit', () => {
    fc.assert(
      fc.property(anyMessage, (said) => {
        const parts = writeTelegram(said, reader);
        for (const part of parts) {
          const { text } = parsed(part.text);
          expect([...text].length).toBeLessThanOrEqual(limits.text);
        }
        expect(parts.filter(({ keyboard }) => keyboard.length > 0)).toEqual(parts.slice(-1));
      }),
      { numRuns: 150 },
    );
  });
});
