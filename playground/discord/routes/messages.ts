import { z } from 'zod';
import { type FormIssue, throwApiError } from '../errors.ts';
import { type DiscordApi, RateLimited } from '../http/api-server.ts';
import { limits } from '../limits.ts';
import { deleteMessage, editMessage, postMessage } from '../messages/messages.ts';
import {
  type CreateMessageBody,
  createMessageBody,
  messageBody,
  messageFlag,
} from '../schemas/message.ts';
import { readForm, snowflake } from '../schemas/read-form.ts';
import {
  canSend,
  findMessage,
  requireBotPermissions,
  requireMessage,
  requireVisibleChannel,
  sendPermission,
} from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { permission } from '../state/permissions.ts';
import { type Channel, channelType, type Message } from '../state/state.ts';
import { serializeMessage } from '../wire/message.ts';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(limits.messagesPage).default(50),
  before: z.string().optional(),
  after: z.string().optional(),
  around: z.string().optional(),
});

const bulkBody = z.object({ messages: z.array(snowflake).min(2).max(100) });

export function messageRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;
  const all = '/channels/:channel/messages';
  const one = '/channels/:channel/messages/:message';

  api.get(all, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    requireBotPermissions(state, channel, permission.readMessageHistory);
    const asked = readForm(page, c.req.query());
    const visible = (state.messages.get(channel.id) ?? []).filter(
      (message) => message.ephemeralFor === undefined,
    );
    return c.json(pageOf(visible, asked).map((message) => serializeMessage(context, message)));
  });

  api.post(all, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    const { json, uploads } = c.get('body');
    requireReachable(context, channel);
    if (channel.locked) throwApiError('archivedThread');
    requireBotPermissions(state, channel, sendPermission(channel));
    if (uploads.length > 0) requireBotPermissions(state, channel, permission.attachFiles);
    const body = readForm(createMessageBody, json);
    const earlier = sameNonce(context, body);
    if (earlier) return c.json(serializeMessage(context, earlier));
    const replyTo = readReply(context, channel, body);
    const message = postMessage(context, {
      channel,
      authorId: state.bot.id,
      body: { ...body, flags: (body.flags ?? 0) & ~messageFlag.ephemeral },
      uploads,
      nonce: body.nonce ?? undefined,
      replyTo,
    });
    if (body.enforce_nonce && body.nonce != null)
      state.nonces.set(body.nonce, { message, at: context.now() });
    return c.json(serializeMessage(context, message));
  });

  api.get(one, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    requireBotPermissions(state, channel, permission.readMessageHistory);
    return c.json(
      serializeMessage(context, requireMessage(state, channel, c.req.param('message'))),
    );
  });

  api.patch(one, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    const message = requireMessage(state, channel, c.req.param('message'));
    const { json, uploads } = c.get('body');
    if (message.authorId !== state.bot.id) throwApiError('notYourMessage');
    requireEditable(context, message);
    return c.json(
      serializeMessage(
        context,
        editMessage(context, message, readForm(messageBody, json), uploads),
      ),
    );
  });

  api.delete(one, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    const message = requireMessage(state, channel, c.req.param('message'));
    if (message.authorId !== state.bot.id) {
      if (channel.type === channelType.direct) throwApiError('notInDm');
      requireBotPermissions(state, channel, permission.manageMessages);
    }
    deleteMessage(context, message);
    return c.body(null, 204);
  });

  api.post(`${all}/bulk-delete`, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    if (channel.type === channelType.direct) throwApiError('notInDm');
    requireBotPermissions(state, channel, permission.manageMessages);
    for (const id of readForm(bulkBody, c.get('body').json).messages) {
      const message = findMessage(state, channel.id, id);
      if (message) deleteMessage(context, message);
    }
    return c.body(null, 204);
  });

  api.post(`${one}/crosspost`, (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    if (channel.type !== channelType.announcement) throwApiError('wrongChannelType');
    const message = requireMessage(state, channel, c.req.param('message'));
    requireBotPermissions(state, channel, permission.sendMessages);
    if (message.authorId !== state.bot.id)
      requireBotPermissions(state, channel, permission.manageMessages);
    if (message.flags & messageFlag.crossposted) throwApiError('alreadyCrossposted');
    message.flags |= messageFlag.crossposted;
    context.notifyChanged(channel.id);
    return c.json(serializeMessage(context, message));
  });

  api.post('/channels/:channel/typing', (c) => {
    const channel = requireVisibleChannel(state, c.req.param('channel'));
    requireReachable(context, channel);
    requireBotPermissions(state, channel, sendPermission(channel));
    return c.body(null, 204);
  });
}

/** A private chat needs a server in common and a person who has not blocked the bot. */
function requireReachable({ state }: Context, channel: Channel): void {
  const { recipientId } = channel;
  if (recipientId === undefined) return;
  if (state.blockedBy.has(recipientId)) throwApiError('cannotMessageUser');
  const shared = [...state.guilds.values()].some(
    (guild) => guild.members.has(recipientId) && guild.members.has(state.bot.id),
  );
  if (!shared) throwApiError('noMutualGuild');
}

/**
 * While the edit limit is switched on, what is older than an hour cannot be edited. The headers tell another limit
 * than the body. Source: discord-api-docs, issues 4413 and 6109.
 */
function requireEditable({ oldEditLimit, now }: Context, { createdAt }: Message): void {
  if (oldEditLimit.retryAfter === undefined || now() - createdAt <= limits.oldEditMs) return;
  throw new RateLimited(
    {
      message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
      code: 30046,
      retry_after: oldEditLimit.retryAfter,
      global: false,
    },
    { 'Retry-After': '1', 'X-RateLimit-Scope': 'shared' },
  );
}

/** The message that the bot has already made with this nonce "in the past few minutes". */
function sameNonce(context: Context, body: CreateMessageBody): Message | undefined {
  if (!body.enforce_nonce || body.nonce == null) return undefined;
  const earlier = context.state.nonces.get(body.nonce);
  if (!earlier || context.now() - earlier.at > limits.nonceWindowMs) return undefined;
  return earlier.message;
}

function readReply(
  { state }: Context,
  channel: Channel,
  body: CreateMessageBody,
): string | undefined {
  const reference = body.message_reference;
  if (!reference) return undefined;
  requireReadHistory(state, channel);
  if (findMessage(state, channel.id, reference.message_id)) return reference.message_id;
  if (reference.fail_if_not_exists === false) return undefined;
  const problem: FormIssue = {
    path: ['message_reference'],
    code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE',
    message: 'Unknown message',
  };
  return throwApiError('invalidForm', [problem]);
}

function requireReadHistory(state: Context['state'], channel: Channel): void {
  if (!canSend(state, channel, state.bot.id)) throwApiError('missingPermissions');
}

/** Newest first, as Discord pages. */
function pageOf(messages: Message[], asked: z.output<typeof page>): Message[] {
  const id = (text: string) => BigInt(text);
  const newestFirst = [...messages].reverse();
  const { before, after, around, limit } = asked;
  if (before !== undefined)
    return newestFirst.filter((one) => id(one.id) < id(before)).slice(0, limit);
  if (after !== undefined)
    return messages
      .filter((one) => id(one.id) > id(after))
      .slice(0, limit)
      .reverse();
  if (around !== undefined) {
    const half = Math.floor(limit / 2);
    const index = newestFirst.findIndex((one) => id(one.id) <= id(around));
    return newestFirst.slice(Math.max(0, index - half), index + half + 1);
  }
  return newestFirst.slice(0, limit);
}
