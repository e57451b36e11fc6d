import { expect, test } from 'vitest';
import { text } from '../../../../src/kit/argument-types/text.ts';
import { createDefiners } from '../../../../src/kit/define/command.ts';
import { form } from '../../../../src/kit/define/form.ts';
import type { ParseContext } from '../../../../src/kit/define/parse-context.ts';
import { invocationOf } from '../../../../src/kit/runtime/actions/action-invocation.ts';
import { textMessage } from '../../../../src/message/build.ts';
import { testActor as actor } from '../../../support/fixtures/kit-host.ts';

const { defineCommand } = createDefiners<ParseContext>();
const command = defineCommand({
  name: 'note',
  args: { place: text().optional(), ...form({ title: text(), more: text().optional() }) },
  run: () => textMessage(''),
});
const base = { command: 'note', answer: 'reply' as const };

test('a button calls its command with the stored values', () => {
  const invocation = { ...base, step: 'confirm', args: { place: 'Huế' }, line: 'x' };
  expect(invocationOf(invocation, command, actor, undefined)).toEqual({
    actor,
    command: 'note',
    step: 'confirm',
    values: { place: 'Huế' },
    line: 'x',
  });
});

test('a stored value that is no raw value is rejected', () => {
  const invocation = {
    ...base,
    args: { place: { kind: 'planet', platformId: '1', name: 'Mars' } },
  };
  expect(() => invocationOf(invocation, command, actor, undefined)).toThrow();
});

test('a button opens a page of the form, and the sent page replaces its values', () => {
  const invocation = { ...base, args: { place: 'Huế', title: 'old', more: 'old' }, form: 0 };
  expect(invocationOf(invocation, command, actor, undefined).form).toEqual({
    page: 0,
    act: 'open',
  });
  const sent = invocationOf(invocation, command, actor, { title: 'new' });
  expect(sent.values).toEqual({ place: 'Huế', title: 'new' });
  expect(sent.form).toEqual({ page: 0, act: 'sent' });
});
