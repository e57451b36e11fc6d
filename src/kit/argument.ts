import type { Kind, ReadContext } from './kind.ts';

/**
 * An argument of a command: a kind, and whether it must be there.
 * `Needs` are the arguments before it that it depends on: `session of course` needs `{ course: Course }`.
 */
export interface Argument<Value, Context = ReadContext, Needs = unknown> {
  readonly kind: Kind<NonNullable<Value>, Context>;
  readonly required: boolean;
  /** Not in any menu: given by buttons only. */
  readonly hidden: boolean;
  /** A field of the command's form. */
  readonly inForm: boolean;
  readonly fallback: Value | undefined;
  /** Nothing stands here: it carries what the argument depends on, for the compiler. */
  readonly needs?: (given: Needs) => void;
  optional(): Argument<Value | undefined, Context, Needs>;
  default(value: Value): Argument<Value, Context, Needs>;
  /** An optional argument that only buttons give. */
  hide(): Argument<Value, Context, Needs>;
  /** The same as a field of a form: see {@link form}. */
  asField(): Argument<Value, Context, Needs>;
}

/** The values that a handler gets for these arguments. */
export type Values<Args> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer Value, infer _Context, infer _N>
    ? Value
    : never;
};

/** `Args`, or nothing that fits where an argument depends on one that is not there or is of another kind. */
export type Complete<Args> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer _V, infer _C, infer Needs>
    ? Values<Args> extends Needs
      ? Args[Name]
      : never
    : never;
};

interface Shape<Value, Context> {
  kind: Kind<NonNullable<Value>, Context>;
  required: boolean;
  hidden: boolean;
  inForm: boolean;
  fallback: Value | undefined;
}

function build<Value, Context, Needs>(
  shape: Shape<Value, Context>,
): Argument<Value, Context, Needs> {
  return {
    ...shape,
    optional: () =>
      build<Value | undefined, Context, Needs>({ ...shape, required: false, fallback: undefined }),
    default: (value) =>
      build<Value, Context, Needs>({ ...shape, required: false, fallback: value }),
    hide: () => build<Value, Context, Needs>({ ...shape, hidden: true }),
    asField: () => build<Value, Context, Needs>({ ...shape, inForm: true }),
  };
}

/** A required argument of this kind. */
export function argument<Value, Context, Needs = unknown>(
  kind: Kind<NonNullable<Value>, Context>,
): Argument<Value, Context, Needs> {
  return build<Value, Context, Needs>({
    kind,
    required: true,
    hidden: false,
    inForm: false,
    fallback: undefined,
  });
}
