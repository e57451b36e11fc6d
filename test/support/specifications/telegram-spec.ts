import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findSharedFile } from './shared-files.ts';

const fieldShape = z.looseObject({
  name: z.string(),
  types: z.array(z.string()),
  required: z.boolean(),
  description: z.string(),
});
const specShape = z.looseObject({
  methods: z.record(z.string(), z.looseObject({ fields: z.array(fieldShape).default([]) })),
  types: z.record(
    z.string(),
    z.looseObject({
      fields: z.array(fieldShape).default([]),
      subtypes: z.array(z.string()).default([]),
    }),
  ),
});

type Field = z.infer<typeof fieldShape>;
type Spec = z.infer<typeof specShape>;

/** Reads the machine-readable Bot API, or null where it is not at hand. */
function loadSpec(): Spec | null {
  const path = findSharedFile('specs/telegram-bot-api.json');
  return path === undefined ? null : specShape.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The specification, or null where it is not at hand. */
export const telegramSpec = loadSpec();

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

/** Lengths that a description states, as in "1-64 bytes"; those "after entities parsing" need the parsed text. */
function lengthProblems(field: Field, value: unknown, at: string): string[] {
  const stated = /(\d+)-(\d+) (bytes|characters)(?! after entit)/.exec(field.description);
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
      return value.flatMap((item, i) => this.value(element, item, `${at}[${i}]`));
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
 * Returns the problems found; none where the specification is not at hand.
 */
export function findTelegramViolations(
  { method, params }: { method: string; params: Record<string, unknown> },
  spec: Spec | null = telegramSpec,
): string[] {
  if (!spec) return [];
  const definition = spec.methods[method];
  if (!definition) return [`${method} is no method of the Bot API`];
  return new Checker(spec).fields(definition.fields, params, method);
}
