import { TelegramError } from 'telegraf';
import { z } from 'zod';
import { noFeatures, type PlatformFeatures } from '../../shared/platform-features.ts';

/** What a probe says: `unclear` after a timeout, a failure of the server or an answer that no version gives. */
type Finding = 'yes' | 'no' | 'unclear';

export interface ProbeResult {
  features: PlatformFeatures;
  /** Whether every probe was answered; otherwise it is worth asking again soon. */
  isClear: boolean;
}

/** Calls a method of the Bot API once, with a timeout. */
export type CallMethod = (method: string, params: object) => Promise<unknown>;

/** Whether the server does not know the method at all. Source: Bot API server, Client::on_cmd. */
export const isUnknownMethod = (error: unknown): boolean =>
  error instanceof TelegramError && error.code === 404 && /method not found/i.test(error.message);

/** Whether a method exists: without its arguments a known one answers 400 and changes nothing, an unknown one 404. */
async function hasMethod(call: CallMethod, method: string): Promise<Finding> {
  try {
    await call(method, {});
    return 'unclear';
  } catch (error) {
    if (isUnknownMethod(error)) return 'no';
    return error instanceof TelegramError && error.code === 400 ? 'yes' : 'unclear';
  }
}

const rightsSchema = z.looseObject({ can_manage_chat: z.boolean() });

/** Whether administrators have the right to welcome newcomers, which came with Bot API 10.3 and is never left out. */
async function hasWelcomeRight(call: CallMethod): Promise<Finding> {
  try {
    const rights = rightsSchema.safeParse(await call('getMyDefaultAdministratorRights', {}));
    if (!rights.success) return 'unclear';
    return typeof rights.data.can_send_welcome_messages === 'boolean' ? 'yes' : 'no';
  } catch (error) {
    return isUnknownMethod(error) ? 'no' : 'unclear';
  }
}

/**
 * Finds out what the Bot API server can do, by calls that change nothing. A feature counts only when it is proven: a server
 * older than 10.3 ignores `ephemeral_message_parameters` and would publish a private answer, one older than 9.5 refuses
 * every text with a `<tg-time>`, and one older than 10.3 every message with a disabled button.
 */
export async function probeFeatures(call: CallMethod): Promise<ProbeResult> {
  const [ephemeralMethods, welcomeRight, tagMethod, richMethod] = await Promise.all([
    hasMethod(call, 'deleteEphemeralMessage'),
    hasWelcomeRight(call),
    // Came with Bot API 9.5, as date entities did.
    hasMethod(call, 'setChatMemberTag'),
    hasMethod(call, 'sendRichMessage'),
  ]);
  const findings = [ephemeralMethods, welcomeRight, tagMethod, richMethod];
  const isSince10_3 = welcomeRight === 'yes';
  return {
    features: {
      ...noFeatures,
      ephemeral: isSince10_3 && ephemeralMethods === 'yes',
      forceReplyWithButtons: isSince10_3,
      dateTime: findings.includes('yes'),
      // Came with Bot API 7.11, before everything that is probed.
      copyButtons: findings.includes('yes'),
      disabledButtons: isSince10_3,
      rich: richMethod === 'yes',
      // Came with Bot API 10.3.
      richButtons: isSince10_3 && richMethod === 'yes',
    },
    isClear: !findings.includes('unclear'),
  };
}
