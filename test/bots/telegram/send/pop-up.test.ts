import { expect, test } from 'vitest';
import { popUpBeginning, wholePopUp } from '../../../../bots/telegram/send/pop-up.ts';
import { heading, message, paragraph, textMessage } from '../../../../src/message/build.ts';

test('shows one short paragraph as a whole', () => {
  expect(wholePopUp(textMessage('You are going.'))).toBe('You are going.');
});

test('shows only the beginning of a message with more blocks', () => {
  const long = message([paragraph('You are going.'), paragraph('See you there.')]);
  expect(wholePopUp(long)).toBeUndefined();
  expect(popUpBeginning(long)).toBe('You are going.');
});

test.each([
  ['a heading', message([heading('Events')])],
  ['more than 200 characters', textMessage('x'.repeat(201))],
])('shows nothing of %s', (_name, long) => {
  expect(popUpBeginning(long)).toBeUndefined();
});
