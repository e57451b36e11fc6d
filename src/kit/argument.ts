import type { Kind, ReadContext } from './kind.ts';

/** An argument of a command: a kind, and whether it must be there. */
export interface Argument<Value, Context = ReadContext> {
  readonly kind: Kind<NonNullable<Value>, Context>;
  readonly required: boolean;
  /** Not in any menu: given by buttons only. */
  readonly hidden: boolean;
  readonly fallback: Value | undefined;
  optional(): Argument<Value | undefined, Context>;
  default(value: Value): Argument<Value, Context>;
  /** An optional argument that only buttons give. */
  hide(): Argument<Value, Context>;
}

/** The values that a handler gets for these arguments. */
export type Values<Args> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer Value, infer _Context>
    ? Value
    : never;
};

interface Shape<Value, Context> {
  kind: Kind<NonNullable<Value>, Context>;
  required: boolean;
  hidden: boolean;
  fallback: Value | undefined;
}

function build<Value, Context>(shape: Shape<Value, Context>): Argument<Value, Context> {
  return {
    ...shape,
    optional: () =>
      build<Value | undefined, Context>({ ...shape, required: false, fallback: undefined }),
    default: (value) => build<Value, Context>({ ...shape, required: false, fallback: value }),
    hide: () => build<Value, Context>({ ...shape, hidden: true }),
  };
}

/** A required argument of this kind. */
export function argument<Value, Context>(
  kind: Kind<NonNullable<Value>, Context>,
): Argument<Value, Context> {
  return build<Value, Context>({ kind, required: true, hidden: false, fallback: undefined });
}
