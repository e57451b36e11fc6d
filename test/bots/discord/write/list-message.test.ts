import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiscordContainer, listLimits } from '../../../../bots/discord/write/list-message.ts';
import { renderDiscordMessages } from '../../../../bots/discord/write/message.ts';
import { toRestEdit, toRestRequest } from '../../../../bots/discord/write/payload.ts';
import { renderMarkdown } from '../../../../playground/discord/messages/markdown.ts';
import {
  bold,
  button,
  disabledButton,
  heading,
  message,
  paragraph,
  rows,
} from '../../../../src/message/build.ts';
import { details } from '../../../../src/message/details.ts';
import { actorsOf } from '../../../../src/message/map-buttons.ts';
import type { Button, Message } from '../../../../src/message/message.ts';
import {
  arbitraryListMessage,
  withUniqueTokens,
} from '../../../support/fixtures/arbitrary-messages.ts';
import { isSubsequence, messageLetters, visibleLetters } from '../../../support/visible-letters.ts';

const reader = {
  locale: 'en',
  now: 0,
  user: (id: string) => id,
  role: (id: string) => id,
  channel: (id: string) => id,
  pings: () => true,
} as const;

const containersOf = (said: Message): DiscordContainer[] =>
  renderDiscordMessages(said).flatMap(({ container }) => container ?? []);

/** All components in order, those inside others after what they are in. */
const flat = (component: unknown): Record<string, unknown>[] => {
  if (typeof component !== 'object' || component === null) return [];
  const { components = [], accessory, ...own } = component as Record<string, unknown>;
  const children = Array.isArray(components) ? components : [];
  return [own, ...[...children, accessory].flatMap(flat)];
};

const textsOf = (container: DiscordContainer): string[] =>
  flat(container).flatMap(({ type, content }) => (type === 10 ? [String(content)] : []));

const tokensOf = (components: readonly Record<string, unknown>[]): string[] =>
  components.flatMap((one) => {
    if (Array.isArray(one.options)) return one.options.map(({ value }) => String(value));
    return typeof one.custom_id === 'string' && one.type === 2 && one.disabled !== true
      ? [one.custom_id]
      : [];
  });

/** The message without its folded parts, which are behind buttons. */
const shownOf = ({ blocks }: Message) => ({
  blocks: blocks.map((block) => (block.kind === 'details' ? paragraph(block.summary) : block)),
});

describe('a list whose rows have buttons, on Discord', () => {
  test('keeps every limit, loses no letter and no button, and pings nobody', () => {
    fc.assert(
      fc.property(arbitraryListMessage, (said) => {
        const containers = containersOf(said);
        for (const container of containers) {
          expect(flat(container).length).toBeLessThanOrEqual(listLimits.components);
          expect(textsOf(container).join('').length).toBeLessThanOrEqual(listLimits.text);
          for (const text of textsOf(container)) expect(text.trim()).not.toBe('');
          const ids = flat(container).flatMap(({ custom_id: id }) =>
            id === undefined ? [] : [id],
          );
          expect(new Set(ids).size).toBe(ids.length);
          for (const child of container.components) {
            if (child.type === 1) expect(child.components.length).toBeLessThanOrEqual(5);
          }
        }
        const spans = containers.flatMap(textsOf).flatMap((text) => renderMarkdown(text, reader));
        expect(spans.filter(({ mention }) => mention)).toEqual([]);
        const words = spans.map(({ text, time }) => (time === undefined ? text : '')).join('');
        expect(
          isSubsequence(
            messageLetters(shownOf(said), () => ''),
            visibleLetters(words),
          ),
        ).toBe(true);
        expect(tokensOf(containers.flatMap(flat)).sort()).toEqual(
          actorsOf(said)
            .flatMap(({ token }) => token ?? [])
            .sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  const eventList = withUniqueTokens(
    message(
      [
        heading('Coming events'),
        rows([
          {
            content: [bold('Film week'), '\nSat 5 Dec'],
            name: 'Film week',
            buttons: [
              { label: 'Details', token: '' },
              { label: 'Going', style: 'success', token: '' },
            ],
          },
          { content: 'Market', name: 'Market', buttons: [disabledButton('Full')] },
        ]),
        paragraph('Page 1'),
      ],
      { buttons: [[{ label: 'Next', token: '' }]] },
    ),
  );

  test('shows the first button of a row beside it, the others under it, and none that is full', () => {
    expect(containersOf(eventList).map(({ components }) => components)).toEqual([
      [
        { type: 10, content: '### Coming events' },
        {
          type: 9,
          components: [{ type: 10, content: '**1\\. Film week**\nSat 5 Dec' }],
          accessory: { type: 2, style: 2, label: 'Details', custom_id: 'AbCdEfGhIjKlMnOpQrStUv:1' },
        },
        {
          type: 1,
          components: [
            { type: 2, style: 3, label: 'Going', custom_id: 'AbCdEfGhIjKlMnOpQrStUv:2' },
          ],
        },
        {
          type: 9,
          components: [{ type: 10, content: '2\\. Market' }],
          accessory: { type: 2, style: 2, label: 'Full', custom_id: 'disabled:1', disabled: true },
        },
        { type: 10, content: 'Page 1' },
        {
          type: 1,
          components: [{ type: 2, style: 2, label: 'Next', custom_id: 'AbCdEfGhIjKlMnOpQrStUv:3' }],
        },
      ],
    ]);
  });

  test('given an edit, removes what a message of components must not have', () => {
    const [part] = renderDiscordMessages(eventList);
    if (!part) throw new Error('nothing was rendered');
    expect(toRestRequest(part).body).not.toHaveProperty('content');
    expect(toRestEdit(part).body).toMatchObject({ content: null, embeds: [], flags: 1 << 15 });
  });

  test('given a list without rows, stays a message of components', () => {
    expect(containersOf(message([paragraph('Nothing is on'), rows([])]))).toHaveLength(1);
  });

  test('shows many rows in several messages', () => {
    const items = Array.from({ length: 30 }, (_, at) => ({
      content: `Row ${at}`,
      name: '',
      buttons: [{ label: 'Details', token: '' }],
    }));
    const said = withUniqueTokens(message([rows(items)]));
    expect(containersOf(said).map((container) => flat(container).length)).toEqual([40, 40, 13]);
  });

  test('given an address too long for a button of a row, writes it in the text', () => {
    const url = `https://example.org/${'a'.repeat(600)}`;
    const said = message([
      rows([{ content: 'Row', name: '', buttons: [{ label: 'Source', url }] }]),
    ]);
    expect(containersOf(said).flatMap(textsOf).join('')).toContain(url);
    const [plain] = renderDiscordMessages(said, undefined, false);
    expect(JSON.stringify(plain)).toContain(url);
  });

  const folded = (more: Button) =>
    message([
      paragraph('News'),
      { ...details([bold('Film week')], [paragraph('All')], 'More'), more },
    ]);

  test('shows a folded part behind a button beside its summary', () => {
    expect(
      containersOf(folded({ label: 'More', token: 'T:0' })).map((one) => one.components),
    ).toEqual([
      [
        { type: 10, content: 'News' },
        {
          type: 9,
          components: [{ type: 10, content: '**Film week**' }],
          accessory: { type: 2, style: 2, label: 'More', custom_id: 'T:0' },
        },
      ],
    ]);
  });

  test('shows a folded part whose button does nothing', () => {
    expect(containersOf(folded({ label: 'More' })).flatMap(textsOf)).toEqual([
      'News\n\n**Film week**\n\nAll',
    ]);
  });

  test('shows a folded part beside files, with which there are no components of text', () => {
    const files = [{ name: 'a.csv', contentType: 'text/csv', content: 'a' }];
    const said = { ...folded({ label: 'More', token: 'T:0' }), files };
    const [part] = renderDiscordMessages(said);
    expect(part?.embeds[0]?.description).toBe('News\n\n**Film week**\n\nAll');
  });

  test('has no rows: is a plain message', () => {
    const plain = message([paragraph('Words')], {
      buttons: [[button('A', { command: 'x', args: {} })]],
    });
    expect(containersOf(plain)).toEqual([]);
  });
});
