import { Routes } from 'discord.js';
import { z } from 'zod';
import type {
  ChatAddress,
  Publisher,
  Receipt,
  SendPartOptions,
} from '../../../src/delivery/publisher.ts';
import type { ServerEvents } from '../../../src/delivery/server-events.ts';
import { acceptRefusal, createResultCatcher } from '../../shared/send-result.ts';
import { botIdOf } from '../api/bot-id.ts';
import { createPublisherClient, type PublisherClient } from '../api/publisher-client.ts';
import { discordSendError } from '../api/send-errors.ts';
import { createScheduledEvents } from '../scheduled-events/scheduled-events.ts';
import type { CommandMention } from '../write/markdown.ts';
import {
  type DiscordMessage,
  missingListPart,
  missingPart,
  renderDiscordMessages,
} from '../write/message.ts';
import { toRestRequest } from '../write/payload.ts';
import { noPictureAttacher, type PictureAttacher } from './attach-picture.ts';
import { findSentMessage } from './find-sent.ts';
import { createPictureRequests } from './picture-requests.ts';

const withId = z.object({ id: z.string() });

export interface DiscordPublisherSettings {
  token: string;
  apiUrl: string;
  /** Whether a channel is an announcement channel, according to the gateway. */
  isAnnouncementChannel(channelId: string): boolean;
  mention: CommandMention;
  pictures?: PictureAttacher;
}

/** Milliseconds until a channel's empty bucket is refilled, according to the headers; 0 while it is not empty. */
function cooldownOf(headers: { get(name: string): string | null }): number {
  const remaining = headers.get('X-RateLimit-Remaining');
  return remaining === '0' ? Number(headers.get('X-RateLimit-Reset-After') ?? 0) * 1000 : 0;
}

const toSendResult = createResultCatcher(discordSendError);

/** Discord as a publisher. Each request is sent once and never waits: delivery decides what follows. */
export function createDiscordPublisher({
  token,
  apiUrl,
  isAnnouncementChannel,
  mention,
  pictures = noPictureAttacher,
}: DiscordPublisherSettings): Publisher & { serverEvents: ServerEvents } {
  const client = createPublisherClient({ token, apiUrl });
  let botId = botIdOf(token);

  /** Private chats are addressed by the user's id; Discord returns the same channel for it every time. */
  async function channelOf({ platformId, isPrivate, channelId }: ChatAddress): Promise<string> {
    if (!isPrivate) return platformId;
    if (channelId !== undefined) return channelId;
    const response = await client.requestExtra('POST', Routes.userChannels(), {
      body: { recipient_id: platformId },
    });
    return withId.parse(await response.json()).id;
  }

  async function findBotId(): Promise<string> {
    if (botId === '') {
      const response = await client.requestExtra('GET', Routes.user());
      botId = withId.parse(await response.json()).id;
    }
    return botId;
  }

  async function send(
    target: ChatAddress,
    part: DiscordMessage,
    { idempotencyKey, replyTo }: SendPartOptions,
  ): Promise<Receipt> {
    const channelId = await channelOf(target);
    const post = (prepared: DiscordMessage, request: PublisherClient['request']) => {
      const { body, files } = toRestRequest(prepared);
      return request('POST', Routes.channelMessages(channelId), {
        body: {
          ...body,
          nonce: idempotencyKey,
          enforce_nonce: true,
          ...(replyTo === undefined
            ? {}
            : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
        },
        files,
      });
    };
    const response = await requests.send(part, post);
    const chatCooldownMs = cooldownOf(response.headers);
    const isNewChannel = target.isPrivate && target.channelId === undefined;
    return {
      messageId: withId.parse(await response.json()).id,
      ...(chatCooldownMs > 0 ? { chatCooldownMs } : {}),
      ...(isNewChannel ? { channelId } : {}),
      ...(isAnnouncementChannel(channelId) ? { needsCrosspost: true } : {}),
    };
  }

  const requests = createPictureRequests(client, pictures);

  /** Takes PIN_MESSAGES; managing messages does not suffice since 2026-02-23. Source: Discord, "Message Resource". */
  const changePin = (method: 'PUT' | 'DELETE', target: ChatAddress, messageId: string) =>
    toSendResult(async () => {
      const route = Routes.channelMessagesPin(await channelOf(target), messageId);
      await (await client.request(method, route)).arrayBuffer();
    });

  return {
    platform: 'discord',
    botId,
    supportsIdempotencyKey: true,
    render(message) {
      const parts = renderDiscordMessages(message, mention);
      const missing = parts.some(({ container }) => container) ? missingListPart : missingPart;
      const partAt = (index: number) => parts[index] ?? missing;
      return {
        partCount: parts.length,
        send: (target, index, options) => toSendResult(() => send(target, partAt(index), options)),
        edit: (target, messageId, index) =>
          toSendResult(async () => {
            const route = Routes.channelMessage(await channelOf(target), messageId);
            return requests.edit(route, partAt(index)).then(() => messageId);
          }),
        findSent: (target, index, sought) =>
          toSendResult(async () => {
            const route = Routes.channelMessages(await channelOf(target));
            return findSentMessage({
              ...sought,
              part: partAt(index),
              authorId: await findBotId(),
              readPage: async (query) =>
                (await client.requestExtra('GET', route, { query })).json(),
            });
          }),
      };
    },
    async remove(target, messageId) {
      const result = await toSendResult(async () => {
        await client.request('DELETE', Routes.channelMessage(await channelOf(target), messageId));
      });
      return acceptRefusal(result, 'messageGone');
    },
    pin: (target, messageId) => changePin('PUT', target, messageId),
    unpin: (target, messageId) => changePin('DELETE', target, messageId),
    async crosspost(target, messageId) {
      const result = await toSendResult(async () => {
        const route = Routes.channelMessageCrosspost(target.platformId, messageId);
        await (await client.requestExtra('POST', route)).arrayBuffer();
      });
      return acceptRefusal(result, 'alreadyCrossposted');
    },
    serverEvents: createScheduledEvents({ client, toSendResult, botId: findBotId }),
    probe: () =>
      toSendResult(async () => {
        await (await client.request('GET', Routes.user())).arrayBuffer();
      }),
    onDirectSend: client.onExtraRequest,
  };
}
