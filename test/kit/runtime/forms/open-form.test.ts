import { expect, test } from 'vitest';
import { integer } from '../../../../src/kit/argument-types/integer.ts';
import { text } from '../../../../src/kit/argument-types/text.ts';
import { createDefiners } from '../../../../src/kit/define/command.ts';
import { form } from '../../../../src/kit/define/form.ts';
import type { ParseContext } from '../../../../src/kit/define/parse-context.ts';
import { createExecutor } from '../../../../src/kit/runtime/executor.ts';
import { openForm } from '../../../../src/kit/runtime/forms/open-form.ts';
import { textMessage } from '../../../../src/message/build.ts';
import {
  createTestHost,
  createTestResponder,
  keyContext,
  testActor,
} from '../../../support/fixtures/kit-host.ts';

const { defineCommand } = createDefiners<ParseContext>();
const command = defineCommand({
  name: 'note',
  args: { count: integer({ min: 1, max: 9 }), ...form({ title: text(), more: text().optional() }) },
  run: () => textMessage(''),
});
const call = (values: Record<string, string | number>) => ({
  actor: testActor,
  command: 'note',
  values,
});
const { say } = createExecutor(createTestHost([command]));
const open = (values: Record<string, string | number>, isLate = false) => {
  const fixture = createTestResponder();
  const responder = isLate
    ? { ...fixture.withForms, openForm: async () => false }
    : fixture.withForms;
  return { ...fixture, result: openForm(call(values), command, keyContext, responder, say) };
};

test('the form opens when everything outside it is valid', async () => {
  const { result, forms } = open({ count: 2 });
  expect(await result).toBe(true);
  expect(forms[0]?.fields.map(({ name, required }) => [name, required])).toEqual([
    ['title', true],
    ['more', false],
  ]);
  expect(forms[0]?.action).toMatchObject({ command: 'note', form: 0, args: { count: 2 } });
});

test('with values for its fields the command runs without a form', async () => {
  const { result, forms } = open({ count: 2, title: 'x' });
  expect(await result).toBe(false);
  expect(forms).toEqual([]);
});

test('an invalid value outside the form is reported before anybody fills the form in', async () => {
  const { result, forms, texts } = open({ count: 99 });
  expect(await result).toBe(true);
  expect(forms).toEqual([]);
  expect(texts()[0]).toContain('kit.errors.outOfRange');
});

test('when it is too late for a form, a button opens it', async () => {
  const { result, answers } = open({ count: 2 }, true);
  expect(await result).toBe(true);
  expect(answers[0]?.visibility).toBe('private');
  expect(answers[0]?.message.buttons.flat().map(({ label }) => label)).toEqual(['kit.form.open']);
});
