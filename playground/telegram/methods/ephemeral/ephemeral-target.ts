import { z } from 'zod';
import type { LocalActor } from '../../../driver/world-setup.ts';
import { badRequest, botApiError } from '../../bot-api/errors.ts';
import { LIFETIMES } from '../../limits.ts';
import { findEphemeral } from '../../state/ephemeral.ts';
import { appOf, type ChatState, findActorById, type State } from '../../state/state.ts';
import { hasRelease } from '../../versions.ts';
import type { MethodCall } from '../method-call.ts';
import { readReplyParameters } from '../reply-parameters.ts';

/** The one person whom a message is for. */
export interface EphemeralTarget {
  person: LocalActor;
  /** Whether it arrives. */
  isShown: boolean;
  /** The pressed message in whose place it is shown. */
  replaces?: number;
}

const parametersShape = z.looseObject({
  receiver_user_id: z.coerce.number().optional(),
  callback_query_id: z.union([z.string(), z.int()]).transform(String).optional(),
  replace_callback_query_message: z.boolean().default(false),
});
type Parameters = z.infer<typeof parametersShape>;

/**
 * The parameters in the shape of the server's release. What a server does not know it ignores, and the message is then for all to see.
 * Source: Bot API 10.2 (two arguments), 10.3 (an object).
 */
function readParameters({ state, args }: MethodCall): Parameters | undefined {
  const { serverVersion } = state;
  if (hasRelease(serverVersion, '10.3')) {
    return args.parsed(
      'ephemeral_message_parameters',
      'ephemeral message parameters',
      parametersShape,
      'Object expected as ephemeral message parameters',
    );
  }
  const receiver = args.integer('receiver_user_id');
  if (!hasRelease(serverVersion, '10.2') || receiver === undefined) return undefined;
  const query = args.text('callback_query_id');
  return {
    receiver_user_id: receiver,
    ...(query !== '' && { callback_query_id: query }),
    replace_callback_query_message: false,
  };
}

/** The chat of a request. From Bot API 10.4 on, an answer to a press need not name it. */
export function chatIdOf(call: MethodCall): string {
  const { state, args } = call;
  const given = args.text('chat_id');
  if (given !== '' || !hasRelease(state.serverVersion, '10.4')) return given;
  const query = state.queries.get(readParameters(call)?.callback_query_id ?? '');
  return query ? String(query.chat) : '';
}

function receiverOf(state: State, chat: ChatState, parameters: Parameters): LocalActor {
  const query = state.queries.get(parameters.callback_query_id ?? '');
  const { receiver_user_id } = parameters;
  if (receiver_user_id === undefined && query && hasRelease(state.serverVersion, '10.4')) {
    const presser = state.actors.get(query.actor);
    if (presser) return presser;
  }
  const person = findActorById(state, receiver_user_id ?? 0);
  if (!person) throw badRequest('USER_ID_INVALID');
  if (!chat.members.has(person.telegram.id)) throw botApiError('participant');
  return person;
}

/** Whether the request answers something that the person did within the last 15 seconds. */
function answersAct(call: MethodCall, chat: ChatState, person: LocalActor, parameters: Parameters) {
  const { state } = call;
  const id = parameters.callback_query_id;
  if (id !== undefined) {
    const query = state.queries.get(id);
    const isOwn = query?.actor === person.key && query.chat === chat.chat.id;
    if (!query || !isOwn || state.now() - query.at > LIFETIMES.ephemeralAnswer) {
      throw botApiError('queryInvalid');
    }
    return true;
  }
  const replied = readReplyParameters(call)?.ephemeral_message_id;
  if (replied === undefined) return false;
  const target = findEphemeral(state, chat, person.telegram.id, replied);
  const isLate = target && state.now() - target.at > LIFETIMES.ephemeralAnswer;
  if (!target || target.fromBot || isLate) throw botApiError('replyNotFound');
  return true;
}

/** @returns the pressed message that the person shall no longer see */
function replacedMessage(call: MethodCall, chat: ChatState, parameters: Parameters) {
  if (!parameters.replace_callback_query_message) return undefined;
  const { state, args } = call;
  const query = state.queries.get(parameters.callback_query_id ?? '');
  const isTaken = chat.person === undefined && query !== undefined && query.messageId !== 0;
  const isPlain = !args.integer('message_thread_id') && !readReplyParameters(call);
  if (!isTaken || !isPlain) throw botApiError('messageIdInvalid');
  return query.messageId;
}

/**
 * The person whom a request writes to alone, undefined when it writes to the whole chat.
 * @throws ApiError where the bot may not: BOT_NOT_ADMIN, an act that is too long ago, somebody who is no member
 */
export function readEphemeralTarget(
  call: MethodCall,
  chat: ChatState,
): EphemeralTarget | undefined {
  const { state } = call;
  const parameters = readParameters(call);
  if (!parameters) {
    if (readReplyParameters(call)?.ephemeral_message_id !== undefined) {
      throw badRequest('A reply to an ephemeral message must be ephemeral');
    }
    return undefined;
  }
  if (chat.chat.type === 'channel') throw badRequest('CHANNEL_INVALID');
  const person = receiverOf(state, chat, parameters);
  const isAnswer = answersAct(call, chat, person, parameters);
  const isAdministrator = !chat.person && chat.botStatus === 'administrator';
  if (!isAnswer && !isAdministrator) throw badRequest('BOT_NOT_ADMIN');
  const replaces = replacedMessage(call, chat, parameters);
  return {
    person,
    isShown: appOf(state, person.key).isOnline,
    ...(replaces !== undefined && { replaces }),
  };
}
