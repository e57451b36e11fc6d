import { expect, test } from 'vitest';
import { storedAnswer } from '../../../../src/kit/runtime/actions/stored-answer.ts';
import { codeBlock, copyButton, message, paragraph } from '../../../../src/message/build.ts';
import { details } from '../../../../src/message/details.ts';
import { actionSchema, type Button } from '../../../../src/message/message.ts';

const answerOf = ({ action }: Button) =>
  storedAnswer(actionSchema.parse(JSON.parse(JSON.stringify(action))));

test('answers a press on a copy button with the text to copy', () => {
  expect(answerOf(copyButton('Copy', 'abc'))).toEqual(message([codeBlock('abc')]));
});

test('answers a press for more with the folded part', () => {
  const { more } = details('Film week', [paragraph('All about it')], 'More');
  expect(answerOf(more)).toEqual(message([paragraph('All about it')]));
});

test('leaves every other action to its command', () => {
  expect(storedAnswer({ command: 'events', args: {}, answer: 'reply' })).toBeUndefined();
});
