import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderModal } from '../../../../bots/discord/write/modal.ts';
import { modalBody } from '../../../../playground/discord/schemas/modal.ts';
import type { Form } from '../../../../src/kit/adapter/form.ts';
import type { ArgumentType } from '../../../../src/kit/define/argument-type.ts';
import type { FormField } from '../../../../src/kit/define/form-field.ts';
import type { RawValue } from '../../../../src/kit/define/raw-value.ts';
import { fieldOf } from '../../../../src/kit/pickers/field-of.ts';
import { arbitraryHostileText } from '../../../support/fixtures/arbitrary-messages.ts';
import {
  type ArgumentSample,
  argumentSamples,
  argumentTypeNames,
  readContexts,
} from '../../../support/fixtures/argument-samples.ts';
import { findDiscordViolations } from '../../../support/specifications/discord-spec.ts';

const field = (input: FormField, more: Partial<Form['fields'][number]> = {}) => ({
  name: 'a',
  label: 'A label',
  description: 'What it is for',
  required: true,
  input,
  ...more,
});

const form = (...fields: Form['fields']): Form => ({
  title: 'A form',
  action: { command: 'try', args: {}, answer: 'reply' },
  fields,
});

/** What Discord and the local Discord have against a form. */
function complaints(shown: Form): unknown[] {
  const data = renderModal(shown, 'token');
  const path = '/interactions/1/abc/callback';
  return [
    ...findDiscordViolations({ method: 'POST', path, body: { type: 9, data } }),
    ...(modalBody.safeParse(data).error?.issues ?? []),
  ];
}

/** The component inside the label of a form with one field. */
const component = (input: FormField, required = true) => {
  const [label] = renderModal(form(field(input, { required })), 'token').components;
  return label && 'component' in label ? label.component : undefined;
};

describe.each(argumentTypeNames)('a field for %s', (name) => {
  const { argument, values } = argumentSamples[name] as ArgumentSample;
  const type = argument.type as ArgumentType<unknown>;
  const context = fc.constantFrom(...readContexts);

  test('is taken by Discord with any value, valid or not', async () => {
    const given = fc.option(fc.oneof(arbitraryHostileText, fc.integer(), fc.boolean()), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(given, context, fc.boolean(), async (raw, where, required) => {
        const input = await fieldOf(type, raw, where, {});
        expect(complaints(form(field(input, { required })))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('begins with the value that is there', async () => {
    await fc.assert(
      fc.asyncProperty(values, context, async (value, where) => {
        const raw: RawValue = type.encode(value, where);
        const input = await fieldOf(type, raw, where, {});
        expect(complaints(form(field(input)))).toEqual([]);
        if (input.kind === 'file') return;
        const shown = JSON.stringify(input.kind === 'several' ? input.values : input.value);
        expect(shown).not.toMatch(/^(undefined|\[\])$/);
      }),
      { numRuns: 40 },
    );
  });
});

const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `Option ${at}`, value: `${at}` }));

test.each([
  [1, 3],
  [2, 21],
  [10, 21],
  [11, 3],
  [25, 3],
])('one of %i options is component %i', (count, type) => {
  expect(component({ kind: 'one', options: options(count) })).toMatchObject({ type });
});

test.each([
  [1, 22],
  [10, 22],
  [11, 3],
])('several of %i options are component %i', (count, type) => {
  const input = { kind: 'several' as const, options: options(count), values: ['0'] };
  expect(component(input)).toMatchObject({
    type,
    options: options(count).map((_, at) => (at === 0 ? { default: true } : {})),
  });
});

test('optional lists may stay empty, required ones may not', () => {
  const input = { kind: 'person' as const };
  expect(component(input)).toMatchObject({ type: 5, required: true, min_values: 1 });
  expect(component(input, false)).toMatchObject({ type: 5, required: false, min_values: 0 });
});

test('a channel list shows the kinds of chats that are asked for', () => {
  expect(component({ kind: 'chat', chats: ['channel'] })).toMatchObject({
    type: 8,
    channel_types: [5],
  });
});

test('a file is filtered by type only when Discord has a name for every type', () => {
  const types = (...some: string[]) => component({ kind: 'file', types: some });
  expect(types('image/*', 'text/csv')).toMatchObject({ file_types: ['image', '.csv'] });
  expect(types('image/*', 'text/x-unknown')).not.toHaveProperty('file_types');
});

test('the explanation stands before the fields and gives way to a fifth one', () => {
  const text: FormField = { kind: 'text', isMultiline: false };
  const fields = (count: number) =>
    Array.from({ length: count }, (_, at) => field(text, { name: `${at}` }));
  const types = (count: number) =>
    renderModal({ ...form(...fields(count)), explanation: '*no*' }, 'token').components.map(
      ({ type }) => type,
    );
  expect(types(4)).toEqual([10, 18, 18, 18, 18]);
  expect(types(5)).toEqual([18, 18, 18, 18, 18]);
  expect(renderModal({ ...form(...fields(1)), explanation: '*no*' }, 't').components[0]).toEqual({
    type: 10,
    content: '\\*no\\*',
  });
});

test.each([
  { kind: 'person' as const },
  { kind: 'role' as const },
  { kind: 'personOrRole' as const },
  { kind: 'chat' as const, chats: ['group' as const] },
])(
  'given a private chat, where lists are empty, a field for $kind takes what is typed',
  (input) => {
    const [label] = renderModal(form(field(input)), 'token', { isPrivate: true }).components;
    expect(label).toMatchObject({
      type: ComponentType.Label,
      component: { type: ComponentType.TextInput },
    });
  },
);
