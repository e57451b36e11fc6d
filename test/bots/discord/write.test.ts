import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits, writeDiscord } from '../../../bots/discord/write.ts';
import { type Reader, renderMarkdown } from '../../../playground/discord/markdown.ts';
import { message, paragraph } from '../../../src/message/build.ts';
import { anyMessage, hostile } from '../../support/messages.ts';

/** Everybody exists and every mention pings: what is left unescaped shows. */
const reader: Reader = {
  locale: 'en',
  now: 0,
  user: (id) => id,
  role: (id) => id,
  channel: (id) => id,
  pings: () => true,
};

describe('what is said on Discord', () => {
  test.each(hostile.map((text) => [text]))('takes %j literally', (text) => {
    for (const { content } of writeDiscord(message([paragraph(text)]))) {
      for (const span of renderMarkdown(content, reader)) {
        const marks = [
          span.bold,
          span.italic,
          span.strike,
          span.spoiler,
          span.code,
          span.pre,
          span.quote,
          span.heading,
          span.mention,
          span.time,
        ];
        expect([span.text, ...marks.filter((mark) => mark)]).toEqual([span.text]);
      }
    }
  });

  test('fits, and the last part carries the buttons', () => {
    fc.assert(
      fc.property(anyMessage, (said) => {
        const parts = writeDiscord(said);
        for (const part of parts) {
          expect(part.content.length).toBeLessThanOrEqual(limits.content);
          for (const { description } of part.embeds) {
            expect(description.length).toBeLessThanOrEqual(limits.description);
          }
        }
        expect(parts.filter(({ components }) => components.length > 0)).toEqual(parts.slice(-1));
      }),
      { numRuns: 150 },
    );
  });
});
