import { refusal } from '../errors.ts';
import type { Call, Method } from './call.ts';
import { chatMethods } from './chats.ts';
import { editMethods } from './edit.ts';
import { mediaMethods } from './media.ts';
import { profileMethods } from './profile.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

const NAMED = {
  ...updateMethods,
  ...sendMethods,
  ...mediaMethods,
  ...editMethods,
  ...chatMethods,
  ...profileMethods,
};

/** Telegram reads method names in any case. */
const BY_LOWER_CASE: ReadonlyMap<string, { name: string; method: Method }> = new Map(
  Object.entries(NAMED).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** The documented spelling of a method's name, or the name as it came. */
export const methodName = (name: string): string =>
  BY_LOWER_CASE.get(name.toLowerCase())?.name ?? name;

/**
 * Carries out one method of the Bot API.
 * @throws ApiError where Telegram refuses it.
 */
export async function perform(name: string, call: Call): Promise<unknown> {
  const found = BY_LOWER_CASE.get(name.toLowerCase());
  if (!found) throw refusal('methodNotFound');
  return await found.method(call);
}
