import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArgumentType } from '../../../src/kit/define/argument-type.ts';
import type { ParseContext, PrecedingValues } from '../../../src/kit/define/parse-context.ts';
import type { PickerState } from '../../../src/kit/define/picker.ts';
import { type RawValue, typedForm } from '../../../src/kit/define/raw-value.ts';
import { arbitraryHostileText } from '../../support/fixtures/arbitrary-messages.ts';
import {
  type ArgumentSample,
  argumentSamples,
  argumentTypeNames,
  readContexts,
} from '../../support/fixtures/argument-samples.ts';

const context = fc.constantFrom(...readContexts);
const read = async (
  kind: ArgumentType<unknown>,
  raw: RawValue,
  where: ParseContext,
  given: PrecedingValues = {},
) => kind.parse(raw, where, given);

/** Temporal's objects are alike when they say the same. */
const said = (value: unknown): string => JSON.stringify(value);

describe.each(argumentTypeNames)('%s', (name) => {
  const { argument, values } = argumentSamples[name] as ArgumentSample;
  const kind = argument.type as ArgumentType<unknown>;

  test('is declared under its own name', () => {
    expect(kind.name).toBe(name);
  });

  test('reads its own output back, from Discord and from Telegram', async () => {
    await fc.assert(
      fc.asyncProperty(values, context, async (value, where) => {
        const typed = kind.encode(value, where);
        expect(said(await read(kind, typed, where))).toBe(said({ ok: true, value }));
        expect(kind.schema.safeParse(value).success).toBe(true);
        if (kind.isUntypable) return;
        expect(said(await read(kind, typedForm(typed), where))).toBe(said({ ok: true, value }));
      }),
    );
  });

  test('gives the same value or error for the same input, typed by Discord or as text', async () => {
    const raws = fc.oneof(
      arbitraryHostileText,
      fc.integer(),
      fc.boolean(),
      fc
        .double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 })
        .map((one) => Math.round(one * 100) / 100),
    );
    await fc.assert(
      fc.asyncProperty(raws, context, async (raw, where) => {
        const typed = await read(kind, raw, where);
        const words = await read(kind, String(raw), where);
        const outcome = (one: typeof typed) => (one.ok ? said(one.value) : one.error.key);
        expect(outcome(words)).toBe(outcome(typed));
      }),
      { numRuns: 60 },
    );
  });

  test('gives only values that fit its schema', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostileText, context, async (raw, where) => {
        const one = await read(kind, raw, where);
        if (one.ok) expect(kind.schema.safeParse(one.value).success).toBe(true);
        else expect(where.t(one.error.key, one.error.params)).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  test('offers only buttons that give a valid value or change the view', async () => {
    for (const where of readContexts) {
      const views: PickerState[] = [
        {},
        { hour: 9 },
        { day: '28/11/2026' },
        { day: '28/11/2026', hour: 9 },
        { page: 1 },
        { chosen: 'alerts' },
      ];
      for (const view of views) {
        const panel = await kind.picker(view, where, {});
        expect(panel.rows.flat().length).toBeLessThanOrEqual(96);
        for (const { effect } of panel.rows.flat()) {
          if ('submit' in effect)
            expect(await read(kind, effect.submit, where)).toMatchObject({ ok: true });
        }
      }
    }
  });

  test('suggests only valid values', async () => {
    for (const where of readContexts) {
      for (const typed of ['', 'h', 'a', 'Hà', 'alerts, ']) {
        for (const { value } of (await kind.suggest?.(typed, where, {}, 25)) ?? []) {
          expect(await read(kind, value, where)).toMatchObject({ ok: true });
        }
      }
    }
  });
});

test('there is a sample of every argument type', () => {
  const folder = path.resolve(import.meta.dirname, '../../../src/kit/argument-types');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const declared = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(path.join(folder, file), 'utf8');
      return [...source.matchAll(/^ {4}name: '(\w+)',$/gm)].map(([, name]) => name);
    });
  expect(declared.filter((name) => !Object.keys(argumentSamples).includes(name ?? ''))).toEqual([]);
  expect(declared).toContain('duration');
});
