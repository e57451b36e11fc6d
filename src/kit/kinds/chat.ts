import type { Argument } from '../argument.ts';
import type { ReadContext } from '../kind.ts';
import { type Picker, pick } from './pick.ts';

/** A place: of those that the caller's picker lets this person choose, by its name. */
export const chat = <Value extends NonNullable<unknown>, Context extends ReadContext>(
  picker: Omit<Picker<Value, Context>, 'name'>,
): Argument<Value, Context> => pick<Value, Context>({ ...picker, name: 'chat' });
