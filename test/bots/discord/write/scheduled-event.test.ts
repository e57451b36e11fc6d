import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeBody,
  creationBody,
  scheduledEventLimits,
  writeAbout,
} from '../../../../bots/discord/scheduled-events/body.ts';
import { newEvent } from '../../../../playground/discord/schemas/scheduled-event.ts';
import type { ServerEventContent } from '../../../../src/delivery/server-events.ts';
import { arbitraryHostileText } from '../../../support/fixtures/arbitrary-messages.ts';

const content = (over: Partial<ServerEventContent> = {}): ServerEventContent => ({
  ...{ name: 'Chiếu phim', place: 'Rạp Ngọc Khánh', about: '', footer: ['Callboard · 0123456789'] },
  startsAt: new Date('2026-12-10T12:30:00Z'),
  endsAt: new Date('2026-12-10T14:30:00Z'),
  ...over,
});

describe('an event of a server', () => {
  test('has its times, its place, and the lines below the description', () => {
    expect(creationBody(content({ about: 'Vào cửa tự do' }))).toEqual({
      ...{ name: 'Chiếu phim', entity_type: 3, privacy_level: 2 },
      entity_metadata: { location: 'Rạp Ngọc Khánh' },
      description: 'Vào cửa tự do\n\nCallboard · 0123456789',
      scheduled_start_time: '2026-12-10T12:30:00.000Z',
      scheduled_end_time: '2026-12-10T14:30:00.000Z',
    });
  });

  test('is changed without a start when it has begun', () => {
    const { startsAt: _, ...begun } = content();
    expect(changeBody(begun)).not.toHaveProperty('scheduled_start_time');
    expect(changeBody(content())).toHaveProperty('scheduled_start_time');
  });

  test('keeps the lines below a description that is too long', () => {
    const { description } = creationBody(content({ about: '*'.repeat(1500) }));
    expect(description.length).toBeLessThanOrEqual(scheduledEventLimits.description);
    expect(description).toMatch(/\\\*…\n\nCallboard · 0123456789$/);
  });

  test('shows words of people as they are, and their links as links', () => {
    expect(writeAbout('**Xem** <@1> @everyone https://a.example/b_c_d nhé', 900)).toBe(
      '\\*\\*Xem\\*\\* \\<@\u20601\\> @\u2060everyone https://a.example/b_c_d nhé',
    );
    const { entity_metadata: metadata } = creationBody(content({ place: 'phòng <#12>' }));
    expect(metadata.location).toBe('phòng <\u2060#12>');
  });

  test('leaves out a link for which there is no room', () => {
    expect(writeAbout(`${'a'.repeat(90)} https://example.com/long`, 100)).toBe(
      `${'a'.repeat(90)}…`,
    );
  });

  test('is taken whatever people write', () => {
    const words = arbitraryHostileText.filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, words, arbitraryHostileText, (name, place, about) => {
        const body = creationBody(content({ name, place, about }));
        expect(newEvent.safeParse(body).error).toBeUndefined();
        expect(body.description.endsWith('Callboard · 0123456789')).toBe(true);
      }),
    );
  });
});
