import { ApiError, botApiError } from '../bot-api/errors.ts';
import { hasRelease } from '../versions.ts';
import { chatMethods } from './chats.ts';
import { defaultRightsMethods } from './default-rights.ts';
import { editMethods } from './edit.ts';
import { ephemeralMethods } from './ephemeral/ephemeral-methods.ts';
import { inlineMethods } from './inline/answer-inline-query.ts';
import { knownMethods } from './known/known-methods.ts';
import { methodReleases } from './known/method-releases.ts';
import { mediaMethods } from './media.ts';
import type { MethodCall, MethodHandler, MethodHandlers } from './method-call.ts';
import { otherMediaMethods } from './other-media.ts';
import { pinMethods } from './pins.ts';
import { profileMethods } from './profile.ts';
import { sendMethods } from './send.ts';
import { updateMethods } from './updates.ts';

const NAMED: MethodHandlers = {
  ...updateMethods,
  ...sendMethods,
  ...mediaMethods,
  ...otherMediaMethods,
  ...editMethods,
  ...pinMethods,
  ...ephemeralMethods,
  ...chatMethods,
  ...profileMethods,
  ...defaultRightsMethods,
  ...inlineMethods,
};

/** Old names that Telegram still takes. */
const OLD_NAMES: Record<string, string> = { getChatMembersCount: 'getChatMemberCount' };

interface Named {
  name: string;
  method: MethodHandler;
}

/** Telegram reads method names in any case. */
const BY_LOWER_CASE: ReadonlyMap<string, Named> = new Map(
  Object.entries(NAMED).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(OLD_NAMES).map(([old, name]) => [old.toLowerCase(), name.toLowerCase()]),
);

function find(name: string): Named | undefined {
  const lower = name.toLowerCase();
  return BY_LOWER_CASE.get(ALIASES.get(lower) ?? lower);
}

/** The documented spelling of a method's name, or the name as it came. */
export const documentedMethodName = (name: string): string => find(name)?.name ?? name;

/**
 * Carries out one method of the Bot API.
 * @throws ApiError where Telegram refuses it, with 501 where Telegram has it and the local one does not.
 */
export async function callMethod(name: string, call: MethodCall): Promise<unknown> {
  const found = find(name);
  const known = found?.name ?? knownMethods.find((one) => one.toLowerCase() === name.toLowerCase());
  const { serverVersion } = call.state;
  if (known === undefined || !hasRelease(serverVersion, methodReleases[known] ?? '1.0')) {
    throw botApiError('methodNotFound');
  }
  if (found) return await found.method(call);
  // A status that Telegram itself never gives.
  throw new ApiError(501, `Not Implemented: ${known} is not built in the playground`);
}
