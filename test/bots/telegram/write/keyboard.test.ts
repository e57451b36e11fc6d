import { describe, expect, test } from 'vitest';
import { renderKeyboards } from '../../../../bots/telegram/write/keyboard.ts';
import { copyButton, disabledButton } from '../../../../src/message/build.ts';
import type { Button } from '../../../../src/message/message.ts';

const today = { copyButtons: true, disabledButtons: true };
const rowOf = (button: Button, can = {}) =>
  renderKeyboards({ menus: [], buttons: [[{ ...button, token: 'token:0' }]] }, can)[0]?.[0] ?? [];

describe('buttons on Telegram', () => {
  test.each([
    ['primary', { style: 'primary' }],
    ['success', { style: 'success' }],
    ['danger', { style: 'danger' }],
    ['secondary', {}],
  ] as const)('given the style %s, sends what Telegram has for it', (style, sent) => {
    expect(rowOf({ label: 'A', style })).toEqual([
      { text: 'A', callback_data: 'token:0', ...sent },
    ]);
  });

  test('leaves a disabled button out where the server would refuse the whole message', () => {
    expect(rowOf(disabledButton('Full'), today)).toEqual([{ text: 'Full', disabled: {} }]);
    expect(rowOf(disabledButton('Full'))).toEqual([]);
  });

  test('copies a text where the server can, and otherwise answers it when pressed', () => {
    const copy = copyButton('Copy', 'https://example.org/');
    expect(rowOf(copy, today)).toEqual([
      { text: 'Copy', copy_text: { text: 'https://example.org/' } },
    ]);
    expect(rowOf(copy)).toEqual([{ text: 'Copy', callback_data: 'token:0' }]);
  });

  test('answers a text that is longer than a button can copy', () => {
    expect(rowOf(copyButton('Copy', 'x'.repeat(257)), today)).toEqual([
      { text: 'Copy', callback_data: 'token:0' },
    ]);
  });
});
