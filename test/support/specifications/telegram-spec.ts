import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { knownMethods } from '../../../playground/telegram/methods/known/known-methods.ts';

const fieldShape = z.strictObject({
  name: z.string(),
  types: z.array(z.string()),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
  length: z.string().optional(),
});
const specShape = z.strictObject({
  source: z.string(),
  methods: z.record(z.string(), z.strictObject({ fields: z.array(fieldShape) })),
  types: z.record(
    z.string(),
    z.strictObject({
      fields: z.array(fieldShape).default([]),
      subtypes: z.array(z.string()).default([]),
    }),
  ),
});

type Field = z.infer<typeof fieldShape>;
type Spec = z.infer<typeof specShape>;

/** The arguments of all methods of Bot API 10.3. `node scripts/telegram-specification.ts` makes it anew. */
export const telegramSpec: Spec = specShape.parse(
  JSON.parse(readFileSync(new URL('./telegram-bot-api.json', import.meta.url), 'utf8')),
);

/** Scalars, also as the text that forms carry. */
const SCALARS: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string' || typeof value === 'number',
  Integer: (value) =>
    Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value)),
  Float: (value) =>
    typeof value === 'number' ||
    (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value))),
  Boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
};

const ARRAY = /^Array of (.+)$/;

function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Stated lengths, as in "1-64 bytes"; those "after entities parsing" need the parsed text. */
function lengthProblems(field: Field, value: unknown, at: string): string[] {
  const stated = /^(\d+)-(\d+) (bytes|characters)$/.exec(field.length ?? '');
  if (!stated || typeof value !== 'string') return [];
  const [, least, most, unit] = stated;
  const length = unit === 'bytes' ? Buffer.byteLength(value) : [...value].length;
  return length < Number(least) || length > Number(most)
    ? [`${at} has ${length} ${unit}, not ${least} to ${most}`]
    : [];
}

class Checker {
  private readonly spec: Spec;
  constructor(spec: Spec) {
    this.spec = spec;
  }

  fields(fields: Field[], values: Record<string, unknown>, at: string): string[] {
    const known = new Set(fields.map(({ name }) => name));
    const unknown = Object.keys(values).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => `${at} has no "${name}"`),
      ...fields.flatMap((field) => this.field(field, values[field.name], `${at}.${field.name}`)),
    ];
  }

  private field(field: Field, value: unknown, at: string): string[] {
    if (value === undefined || value === null) return field.required ? [`${at} is missing`] : [];
    if (field.values && !field.values.includes(String(value))) {
      return [`${at} is none of ${field.values.join(', ')}`];
    }
    const attempts = field.types.map((type) => this.value(type, value, at));
    if (attempts.some((problems) => problems.length === 0)) return lengthProblems(field, value, at);
    return closest(attempts);
  }

  private value(type: string, given: unknown, at: string): string[] {
    const scalar = SCALARS[type];
    if (scalar) return scalar(given) ? [] : [`${at} is no ${type}`];
    if (type === 'InputFile')
      return typeof given === 'object' || typeof given === 'string' ? [] : [`${at} is no file`];
    const value = unwrapped(given);
    const element = ARRAY.exec(type)?.[1];
    if (element !== undefined) {
      if (!Array.isArray(value)) return [`${at} is no ${type}`];
      return value.flatMap((item, i) =>
        closest(element.split(' or ').map((type) => this.value(type, item, `${at}[${i}]`))),
      );
    }
    const object = z.record(z.string(), z.unknown()).safeParse(value);
    if (!object.success) return [`${at} is no ${type}`];
    const definition = this.spec.types[type];
    if (!definition) return [`${at} is of type ${type}, which the specification does not know`];
    if (definition.subtypes.length > 0) {
      return closest(definition.subtypes.map((subtype) => this.value(subtype, value, at)));
    }
    return this.fields(definition.fields, object.data, at);
  }
}

/** Of several ways to read a value, what is wrong with the one that fits best. */
const closest = (attempts: string[][]): string[] =>
  attempts.toSorted((a, b) => a.length - b.length)[0] ?? [];

/**
 * Checks a request against the Bot API's specification: unknown and missing arguments, types, stated lengths.
 * A request without arguments asks whether a server has the method, and misses none. Methods newer than the
 * specification are known by name alone.
 * @returns the problems found
 */
export function findTelegramViolations({
  method,
  params,
}: {
  method: string;
  params: Record<string, unknown>;
}): string[] {
  const definition = telegramSpec.methods[method];
  if (!definition) {
    return knownMethods.includes(method) ? [] : [`${method} is no method of the Bot API`];
  }
  if (Object.keys(params).length === 0) return [];
  return new Checker(telegramSpec).fields(definition.fields, params, method);
}
