import {
  DefaultRestOptions,
  REST,
  type RequestMethod,
  type ResponseLike,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type {
  ChatAddress,
  Publisher,
  Receipt,
  RenderedMessage,
  SendPartOptions,
  SendResult,
  SentLookup,
} from '../../../src/delivery/publisher.ts';
import { ActionLimitError, discordSendError, isActionLimit } from '../api/send-errors.ts';
import type { CommandMention } from '../write/markdown.ts';
import { type DiscordMessage, renderDiscordMessages } from '../write/message.ts';
import { toRestRequest } from '../write/payload.ts';

/** Longest that Discord may take to answer, in milliseconds. */
const requestTimeoutMs = 15_000;
/** How often handlers of channels that are not written to now are forgotten, in milliseconds. */
const sweep = 10_000;
/** Messages read back in one request, and requests until it is not worth going on. */
const page = { size: 100, most: 3 } as const;
/** How much the clocks may differ when a lost message is looked for, in milliseconds. */
const clockSkew = 60_000;
/** The first moment of Discord's ids. Source: Discord, "Snowflakes". */
const epoch = 1_420_070_400_000n;

const withId = z.object({ id: z.string() });
const messagesSchema = z.array(
  z.object({
    id: z.string(),
    nonce: z.union([z.string(), z.number()]).nullish(),
    content: z.string(),
    author: z.object({ id: z.string() }),
    embeds: z.array(z.object({ description: z.string().nullish() })),
  }),
);

export interface DiscordPublisherSettings {
  token: string;
  apiUrl: string;
  /** Whether a channel is an announcement channel, as far as the gateway has told. */
  isAnnouncementChannel(channelId: string): boolean;
  /** How a command in a text is written. */
  mention: CommandMention;
}

async function toSendResult<Value>(work: () => Promise<Value>): Promise<SendResult<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...discordSendError(error) };
  }
}

const limitSchema = z.object({ code: z.number(), retry_after: z.number().positive().optional() });

/**
 * The answer, as discord.js may read it.
 * @throws ActionLimit when it is a limit of what was done, which only the body tells
 */
async function throwOnActionLimit(answer: ResponseLike): Promise<ResponseLike> {
  if (answer.status !== 429) return answer;
  // discord.js does not read the body of such an answer.
  const body = limitSchema.safeParse(await answer.json().catch(() => undefined)).data;
  if (!body || !isActionLimit(body.code)) return answer;
  throw new ActionLimitError({
    code: body.code,
    seconds: body.retry_after,
    isShared: answer.headers.get('X-RateLimit-Scope') === 'shared',
  });
}

const partAt = (parts: readonly DiscordMessage[], index: number): DiscordMessage =>
  parts[index] ?? { content: '—', embeds: [], components: [], files: [] };

/** Milliseconds for which a channel's bucket is empty, as the headers tell it. */
function pauseOf(headers: { get(name: string): string | null }): number {
  const remaining = headers.get('X-RateLimit-Remaining');
  return remaining === '0' ? Number(headers.get('X-RateLimit-Reset-After') ?? 0) * 1000 : 0;
}

const snowflakeAt = (milliseconds: number): string =>
  String((BigInt(Math.max(0, Math.floor(milliseconds))) - epoch) << 22n);

/** Discord puts spaces right by itself: what was sent and what stands there are compared without them. */
const bare = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const looksLike = (part: DiscordMessage, found: z.infer<typeof messagesSchema>[number]): boolean =>
  bare(found.content) === bare(part.content) &&
  bare(found.embeds.map(({ description }) => description ?? '').join('\n')) ===
    bare(part.embeds.map(({ description }) => description).join('\n'));

/** The application's id, which is the first part of a bot's token; empty for a token of another make. */
const botOf = (token: string): string => {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{15,20}$/.test(id) ? id : '';
};

/** Discord as delivery sees it. Its requests are tried once and wait for nothing: the ledger decides what follows. */
export function createDiscordPublisher({
  token,
  apiUrl,
  isAnnouncementChannel,
  mention,
}: DiscordPublisherSettings): Publisher {
  const rest = new REST({
    version: '10',
    api: apiUrl,
    retries: 0,
    timeout: requestTimeoutMs,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: sweep,
    makeRequest: async (url, init) =>
      throwOnActionLimit(await DefaultRestOptions.makeRequest(url, init)),
  });
  let self = botOf(token);
  let admit: () => Promise<() => void> = async () => () => undefined;

  async function ask(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    fullRoute: `/${string}`,
    {
      body,
      files,
      query,
    }: {
      body?: object;
      files?: ReturnType<typeof toRestRequest>['files'];
      query?: Record<string, string>;
    } = {},
  ) {
    // discord.js forgets the token when Discord refuses it once.
    rest.setToken(token);
    return rest.queueRequest({
      method: method as RequestMethod,
      fullRoute,
      ...(body === undefined ? {} : { body }),
      ...(files === undefined || files.length === 0 ? {} : { files }),
      ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
    });
  }

  /** A request beside the one that a step has its turn for: it counts against the same limit. */
  async function askBeside(...request: Parameters<typeof ask>) {
    const answered = await admit();
    const answer = await ask(...request);
    answered();
    return answer;
  }

  /** Private targets go by the user's id: Discord gives the same channel each time it is asked. */
  async function channelOf({ platformId, isPrivate, channelId }: ChatAddress): Promise<string> {
    if (!isPrivate) return platformId;
    if (channelId !== undefined) return channelId;
    const answer = await askBeside('POST', Routes.userChannels(), {
      body: { recipient_id: platformId },
    });
    return withId.parse(await answer.json()).id;
  }

  async function selfId(): Promise<string> {
    if (self === '') self = withId.parse(await (await askBeside('GET', Routes.user())).json()).id;
    return self;
  }

  const send = (
    part: DiscordMessage,
    target: ChatAddress,
    { idempotencyKey, replyTo }: SendPartOptions,
  ) =>
    toSendResult(async (): Promise<Receipt> => {
      const channel = await channelOf(target);
      const written = toRestRequest(part);
      const answer = await ask('POST', Routes.channelMessages(channel), {
        body: {
          ...written.body,
          nonce: idempotencyKey,
          enforce_nonce: true,
          ...(replyTo === undefined
            ? {}
            : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
        },
        files: written.files,
      });
      const chatCooldownMs = pauseOf(answer.headers);
      const isNew = target.isPrivate && target.channelId === undefined;
      return {
        messageId: withId.parse(await answer.json()).id,
        ...(chatCooldownMs > 0 ? { chatCooldownMs } : {}),
        ...(isNew ? { channelId: channel } : {}),
        ...(isAnnouncementChannel(channel) ? { needsCrosspost: true } : {}),
      };
    });

  const look = (
    part: DiscordMessage,
    target: ChatAddress,
    {
      idempotencyKey,
      since,
      knownMessageIds,
    }: { idempotencyKey: string; since: number; knownMessageIds: ReadonlySet<string> },
  ) =>
    toSendResult(async (): Promise<SentLookup> => {
      const channel = await channelOf(target);
      const me = await selfId();
      let after = snowflakeAt(since - clockSkew);
      for (let count = 0; count < page.most; count += 1) {
        const answer = await askBeside('GET', Routes.channelMessages(channel), {
          query: { after, limit: String(page.size) },
        });
        const newestFirst = messagesSchema.parse(await answer.json());
        const ours = newestFirst.filter(({ author }) => author.id === me).reverse();
        const found =
          ours.find(({ nonce }) => nonce === idempotencyKey) ??
          ours.find((one) => !knownMessageIds.has(one.id) && looksLike(part, one));
        if (found) return { found: found.id };
        if (newestFirst.length < page.size) return 'absent';
        after = newestFirst[0]?.id ?? after;
      }
      return 'unclear';
    });

  return {
    platform: 'discord',
    botId: self,
    supportsIdempotencyKey: true,
    render(message): RenderedMessage {
      const parts = renderDiscordMessages(message, mention);
      return {
        partCount: parts.length,
        send: (target, part, options) => send(partAt(parts, part), target, options),
        edit: (target, messageId, part) =>
          toSendResult(async () => {
            const route = Routes.channelMessage(await channelOf(target), messageId);
            const answer = await ask('PATCH', route, toRestRequest(partAt(parts, part)));
            await answer.arrayBuffer();
            return messageId;
          }),
        findSent: (target, part, sought) => look(partAt(parts, part), target, sought),
      };
    },
    async remove(target, messageId) {
      const outcome = await toSendResult(async () => {
        await ask('DELETE', Routes.channelMessage(await channelOf(target), messageId));
      });
      const isGone = !outcome.ok && outcome.fault === 'refused' && outcome.reason === 'messageGone';
      return isGone ? { ok: true, value: undefined } : outcome;
    },
    async crosspost(target, messageId) {
      const outcome = await toSendResult(async () => {
        const route = Routes.channelMessageCrosspost(target.platformId, messageId);
        await (await askBeside('POST', route)).arrayBuffer();
      });
      const isDone =
        !outcome.ok && outcome.fault === 'refused' && outcome.reason === 'alreadyCrossposted';
      return isDone ? { ok: true, value: undefined } : outcome;
    },
    probe: () =>
      toSendResult(async () => {
        await (await ask('GET', Routes.user())).arrayBuffer();
      }),
    onDirectSend(leave) {
      admit = leave;
    },
  };
}
