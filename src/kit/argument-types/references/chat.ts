import type { Argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { type PickOptions, pick } from '../pick.ts';

/** A chat, chosen by name from those that the picker offers to this person. */
export const chat = <Value extends NonNullable<unknown>, Context extends ParseContext>(
  picker: Omit<PickOptions<Value, Context>, 'name'>,
): Argument<Value, Context> => pick<Value, Context>({ ...picker, name: 'chat' });
