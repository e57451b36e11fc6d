import type { ArgumentType } from './argument-type.ts';
import type { ParseContext } from './parse-context.ts';

/**
 * An argument of a command: its type, and whether it is required.
 * `Needs` are the preceding arguments that it depends on: `session of course` needs `{ course: Course }`.
 */
export interface Argument<Value, Context = ParseContext, Needs = unknown> {
  readonly type: ArgumentType<NonNullable<Value>, Context>;
  readonly isRequired: boolean;
  /** Not shown in menus: only buttons pass it. */
  readonly isHidden: boolean;
  /** No option in menus: buttons ask for it, and it can be typed. */
  readonly isUnlisted: boolean;
  /** A field of the command's form. */
  readonly isFormField: boolean;
  /** Takes the message that the command is used on: see {@link fromMessage}. */
  readonly takesMessage: boolean;
  readonly defaultValue: Value | undefined;
  /** Never present at run time: carries the type of `Needs`. */
  readonly needs?: (given: Needs) => void;
  optional(): Argument<Value | undefined, Context, Needs>;
  default(value: Value): Argument<Value, Context, Needs>;
  /** An optional argument that only buttons pass. */
  hide(): Argument<Value, Context, Needs>;
  /** The same argument without an option in menus, which hold a limited number of letters. */
  unlisted(): Argument<Value, Context, Needs>;
  /** The same argument as a field of a form: see {@link form}. */
  asFormField(): Argument<Value, Context, Needs>;
  /**
   * Takes a message that the command is used on, in its menu on Discord or by a reply on Telegram. The type gets a
   * message reference, whose text is the words of the message. The menu says `commands.<command>.onMessage`.
   */
  fromMessage(): Argument<Value, Context, Needs>;
}

/** The values that a handler gets for these arguments. */
export type ArgumentValues<Args> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer Value, infer _Context, infer _N>
    ? Value
    : never;
};

/** `Args`, or a type that nothing matches when a dependency of an argument is missing or of another type. */
export type WithDependenciesMet<Args> = {
  readonly [Name in keyof Args]: Args[Name] extends Argument<infer _V, infer _C, infer Needs>
    ? ArgumentValues<Args> extends Needs
      ? Args[Name]
      : never
    : never;
};

interface ArgumentShape<Value, Context> {
  type: ArgumentType<NonNullable<Value>, Context>;
  isRequired: boolean;
  isHidden: boolean;
  isUnlisted: boolean;
  isFormField: boolean;
  takesMessage: boolean;
  defaultValue: Value | undefined;
}

function build<Value, Context, Needs>(
  shape: ArgumentShape<Value, Context>,
): Argument<Value, Context, Needs> {
  return {
    ...shape,
    optional: () =>
      build<Value | undefined, Context, Needs>({
        ...shape,
        isRequired: false,
        defaultValue: undefined,
      }),
    default: (value) =>
      build<Value, Context, Needs>({ ...shape, isRequired: false, defaultValue: value }),
    hide: () => build<Value, Context, Needs>({ ...shape, isHidden: true }),
    unlisted: () => build<Value, Context, Needs>({ ...shape, isUnlisted: true }),
    asFormField: () => build<Value, Context, Needs>({ ...shape, isFormField: true }),
    fromMessage: () => build<Value, Context, Needs>({ ...shape, takesMessage: true }),
  };
}

/** Creates a required argument of this type. */
export function argument<Value, Context, Needs = unknown>(
  type: ArgumentType<NonNullable<Value>, Context>,
): Argument<Value, Context, Needs> {
  return build<Value, Context, Needs>({
    type,
    isRequired: true,
    isHidden: false,
    isUnlisted: false,
    isFormField: false,
    takesMessage: false,
    defaultValue: undefined,
  });
}
