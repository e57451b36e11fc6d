import type { Argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { type PickOptions, pick } from './pick.ts';

/** A place: of those that the caller's picker lets this person choose, by its name. */
export const chat = <Value extends NonNullable<unknown>, Context extends ParseContext>(
  picker: Omit<PickOptions<Value, Context>, 'name'>,
): Argument<Value, Context> => pick<Value, Context>({ ...picker, name: 'chat' });
