import { z } from 'zod';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import type { Message } from '../bot-api/types.ts';
import { findEphemeral } from '../state/ephemeral.ts';
import { withoutReply } from '../state/messages.ts';
import { type ChatState, findStoredMessage } from '../state/state.ts';
import { hasRelease } from '../versions.ts';
import type { MethodCall } from './method-call.ts';

const replyShape = z.looseObject({
  message_id: z.int().optional(),
  ephemeral_message_id: z.int().optional(),
  allow_sending_without_reply: z.boolean().default(false),
});

/** What a request replies to; undefined when it is no reply. Servers before Bot API 10.2 know ordinary messages alone. */
export function readReplyParameters({ state, args }: Pick<MethodCall, 'state' | 'args'>) {
  const given = args.parsed(
    'reply_parameters',
    'reply parameters',
    z.union([z.strictObject({}).transform(() => undefined), replyShape]),
    'Object expected as reply parameters',
  );
  if (!given) return undefined;
  const ephemeral_message_id = hasRelease(state.serverVersion, '10.2')
    ? given.ephemeral_message_id
    : undefined;
  if (given.message_id === undefined && ephemeral_message_id === undefined) {
    throw badRequest('Can\'t parse reply parameters: Can\'t find field "message_id"');
  }
  return { ...given, ephemeral_message_id };
}

/** The message that a request replies to, as it stands in the reply. `person` is who sees the reply, if it is ephemeral. */
export function findRepliedMessage(
  call: Pick<MethodCall, 'state' | 'args'>,
  chat: ChatState,
  person: number | undefined,
): Message | undefined {
  const { state, args } = call;
  const given = readReplyParameters(call);
  if (given?.ephemeral_message_id !== undefined) {
    const target = findEphemeral(state, chat, person ?? 0, given.ephemeral_message_id);
    return target && withoutReply(target.message);
  }
  const id = given?.message_id ?? args.integer('reply_to_message_id');
  if (!id) return undefined;
  const asked = given?.allow_sending_without_reply ?? args.flag('allow_sending_without_reply');
  const target = findStoredMessage(chat, id);
  if (!target && (!asked || person !== undefined)) throw botApiError('replyNotFound');
  return target && withoutReply(target.message);
}
