import { z } from 'zod';
import { type FormIssue, throwApiError } from '../errors.ts';

/** Reads a body, or refuses it as Discord does: 50035 with the tree of what is wrong. */
export function readForm<S extends z.ZodType>(
  schema: S,
  input: unknown,
  under: readonly PropertyKey[] = [],
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, input));
  return throwApiError(
    'invalidForm',
    problems.map((one) => ({ ...one, path: [...under, ...one.path] })),
  );
}

type Issue = z.core.$ZodIssue;

const wrongType: Record<string, (value: unknown) => [string, string]> = {
  string: (value) => ['STRING_TYPE_CONVERT', `Could not interpret "${shown(value)}" as string.`],
  number: (value) => ['NUMBER_TYPE_COERCE', `Value "${shown(value)}" is not int.`],
  int: (value) => ['NUMBER_TYPE_COERCE', `Value "${shown(value)}" is not int.`],
  boolean: () => ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  array: () => ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'],
  object: () => ['MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType'],
  record: () => ['DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType'],
};

function problemsOf(issue: Issue, input: unknown): FormIssue[] {
  const { path } = issue;
  const problem = (code: string, message: string): FormIssue[] => [{ path, code, message }];
  const value = valueAt(input, path);
  switch (issue.code) {
    case 'custom':
      return problem(String(issue.params?.code ?? 'BASE_TYPE_INVALID'), issue.message);
    case 'invalid_type': {
      if (value === undefined || value === null) return problem(...required);
      const say = wrongType[issue.expected];
      return say ? problem(...say(value)) : problem('BASE_TYPE_INVALID', issue.message);
    }
    case 'invalid_value':
      if (value === undefined) return problem(...required);
      return problem(
        'BASE_TYPE_CHOICES',
        `Value must be one of {${issue.values.map((one) => (typeof one === 'string' ? `'${one}'` : String(one))).join(', ')}}.`,
      );
    case 'invalid_union':
      // A discriminated union names its field at the end of the path.
      if (value === undefined) return problem(...required);
      return problem('UNION_TYPE_CHOICES', `Value of field "${String(path.at(-1))}" is not known`);
    case 'invalid_format':
      return problem('STRING_TYPE_REGEX', 'String value did not match validation regex.');
    case 'too_big':
      return problem(
        'NUMBER_TYPE_MAX',
        `int value should be less than or equal to ${issue.maximum}.`,
      );
    case 'too_small':
      return problem(
        'NUMBER_TYPE_MIN',
        `int value should be greater than or equal to ${issue.minimum}.`,
      );
    default:
      return problem('BASE_TYPE_INVALID', issue.message);
  }
}

const required = ['BASE_TYPE_REQUIRED', 'This field is required'] as const;

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

type Context = z.core.$RefinementCtx<unknown>;

/** Adds a complaint with one of Discord's own codes. */
export function reportIssue(
  ctx: Context,
  code: string,
  message: string,
  path: PropertyKey[] = [],
): void {
  ctx.addIssue({ code: 'custom', params: { code }, message, path });
}

/** Length as the API counts it. */
export const countCodePoints = (text: string) => Array.from(text).length;

function lengthComplaint(ctx: Context, length: number, min: number, max: number): void {
  if (length === 0 && min > 0 && max > 1) {
    reportIssue(ctx, ...required);
  } else if (length > max || length < min) {
    if (min > 0)
      reportIssue(ctx, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    else reportIssue(ctx, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  }
}

/** Text of `min` to `max` code points. */
export const boundedText = (max: number, min = 0) =>
  z.string().superRefine((value, ctx) => lengthComplaint(ctx, countCodePoints(value), min, max));

/** Text from which Discord first takes the blanks at both ends. */
export const trimmedText = (max: number, min = 0) =>
  z
    .string()
    .transform((value) => value.trim())
    .superRefine((value, ctx) => lengthComplaint(ctx, countCodePoints(value), min, max));

export const boundedList = <S extends z.ZodType>(item: S, max: number, min = 0) =>
  z.array(item).superRefine((value, ctx) => {
    if (value.length > max || value.length < min) {
      if (min > 0)
        reportIssue(ctx, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      else reportIssue(ctx, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  });

export const snowflake = z
  .union([z.string(), z.number()])
  .transform(String)
  .superRefine((value, ctx) => {
    if (!/^\d{1,20}$/.test(value))
      reportIssue(ctx, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  });

export const webUrl = (max: number, schemes: readonly string[] = ['http', 'https']) =>
  boundedText(max).superRefine((value, ctx) => {
    if (!URL.canParse(value)) {
      reportIssue(ctx, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    } else if (!schemes.includes(new URL(value).protocol.slice(0, -1))) {
      const scheme = new URL(value).protocol.slice(0, -1);
      reportIssue(
        ctx,
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.map((one) => `'${one}'`).join(', ')}).`,
      );
    }
  });
