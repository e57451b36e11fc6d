import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { View } from '../../src/kit/asking/panel.ts';
import type { Given, Kind, ReadContext } from '../../src/kit/kind.ts';
import { kindNames } from '../../src/kit/kind.ts';
import { inText, type Raw } from '../../src/kit/raw.ts';
import { contexts, samples } from '../support/kinds.ts';
import { hostileText } from '../support/messages.ts';

const context = fc.constantFrom(...contexts);
const read = async (kind: Kind<unknown>, raw: Raw, where: ReadContext, given: Given = {}) =>
  kind.read(raw, where, given);

/** Temporal's objects are alike when they say the same. */
const said = (value: unknown): string => JSON.stringify(value);

describe.each(kindNames)('%s', (name) => {
  const { argument, values, untyped } = samples[name];
  const kind = argument.kind as Kind<unknown>;

  test('is declared under its own name', () => {
    expect(kind.name).toBe(name);
  });

  test('what is written reads back, as Discord gives it and as Telegram does', async () => {
    await fc.assert(
      fc.asyncProperty(values, context, async (value, where) => {
        const typed = kind.encode(value, where);
        expect(said(await read(kind, typed, where))).toBe(said({ ok: true, value }));
        expect(kind.schema.safeParse(value).success).toBe(true);
        if (untyped) return;
        expect(said(await read(kind, inText(typed), where))).toBe(said({ ok: true, value }));
      }),
    );
  });

  test('the same input is the same value or the same mistake, typed by Discord or in words', async () => {
    const raws = fc.oneof(
      hostileText,
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
        const outcome = (one: typeof typed) => (one.ok ? said(one.value) : one.problem.key);
        expect(outcome(words)).toBe(outcome(typed));
      }),
      { numRuns: 60 },
    );
  });

  test('what is read fits its schema, whatever was given', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, context, async (raw, where) => {
        const one = await read(kind, raw, where);
        if (one.ok) expect(kind.schema.safeParse(one.value).success).toBe(true);
        else expect(where.t(one.problem.key, one.problem.params)).not.toBe('');
      }),
      { numRuns: 60 },
    );
  });

  test('every button under its question gives something that reads, or looks elsewhere', async () => {
    for (const where of contexts) {
      const views: View[] = [
        {},
        { hour: 9 },
        { day: '28/11/2026' },
        { day: '28/11/2026', hour: 9 },
        { page: 1 },
        { chosen: 'alerts' },
      ];
      for (const view of views) {
        const panel = await kind.ask(view, where, {});
        expect(panel.rows.flat().length).toBeLessThanOrEqual(96);
        for (const { tap } of panel.rows.flat()) {
          if ('give' in tap) expect(await read(kind, tap.give, where)).toMatchObject({ ok: true });
        }
      }
    }
  });

  test('every suggestion reads', async () => {
    for (const where of contexts) {
      for (const typed of ['', 'h', 'a', 'Hà', 'alerts, ']) {
        for (const { value } of (await kind.suggest?.(typed, where, {}, 25)) ?? []) {
          expect(await read(kind, value, where)).toMatchObject({ ok: true });
        }
      }
    }
  });
});
