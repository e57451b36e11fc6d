import type { Platform } from '../../platform.ts';

/** A token bucket that holds `burst` tokens and fills at `perSecond`. */
export interface BucketLimit {
  perSecond: number;
  burst: number;
}

export interface BotRateLimits {
  /**
   * Over all chats of a bot: rate, burst, and the most requests in any second. Answers to commands count too, and
   * have precedence over deliveries.
   */
  bot: BucketLimit & { maxPerSecond: number };
  chat: BucketLimit;
  group: BucketLimit;
  /** Maximum number of deliveries claimed or in flight: those whose outcome a crash can leave unknown. */
  maxInFlight: number;
}

export type PlatformRateLimits = Readonly<Record<Platform, BotRateLimits>>;

/** Seconds of delay after which later requests may still catch up. */
const catchUpSeconds = 0.3;
/** Seconds' worth of requests in flight, to cover the response time. */
const inFlightSeconds = 0.25;
/** The share of a limit for deliveries; the rest is for answers to commands and for delayed requests. */
const deliveryShare = 0.98;

/** The limits of a bot that may send `maxPerSecond` messages in any second. */
function botRateLimits(
  maxPerSecond: number,
  chats: Pick<BotRateLimits, 'chat' | 'group'>,
): BotRateLimits {
  return {
    bot: {
      perSecond: maxPerSecond * deliveryShare,
      burst: 1 + maxPerSecond * catchUpSeconds,
      maxPerSecond,
    },
    maxInFlight: Math.ceil(maxPerSecond * inFlightSeconds),
    ...chats,
  };
}

const telegramChats = {
  chat: { perSecond: 0.95, burst: 1 },
  group: { perSecond: 17 / 60, burst: 3 },
} as const;
const discordChannel = { perSecond: 0.95, burst: 1 } as const;

/**
 * What the platforms allow, less a reserve for answers to commands.
 * Source: Telegram, "Bots FAQ": 30 a second for a bot, 1 a second for a chat, 20 a minute for a group, and
 * "Paid Broadcasts": 1000 a second; Discord, "Rate Limits": 50 a second for a bot, about 5 in 5 seconds for a channel.
 */
export const rateLimitPresets = {
  telegram: botRateLimits(30, telegramChats),
  // Less than the 1000 allowed: at this rate the platform's clock and ours differ by several requests.
  telegramPaid: botRateLimits(975, telegramChats),
  discord: botRateLimits(50, { chat: discordChannel, group: discordChannel }),
} as const satisfies Readonly<Record<string, BotRateLimits>>;

/** Scales limits by `factor`, for load tests against local platforms. */
export function scaleRateLimits(limits: BotRateLimits, factor: number): BotRateLimits {
  const scale = ({ perSecond, burst }: BucketLimit) => ({
    perSecond: perSecond * factor,
    burst: Math.max(1, Math.floor(burst * factor)),
  });
  return {
    bot: { ...scale(limits.bot), maxPerSecond: Math.floor(limits.bot.maxPerSecond * factor) },
    chat: scale(limits.chat),
    group: scale(limits.group),
    maxInFlight: Math.ceil(limits.maxInFlight * factor),
  };
}

/** No limit except the number of deliveries in flight. */
export const unlimitedRate = (maxInFlight: number): BotRateLimits => {
  const none = { perSecond: Infinity, burst: Infinity };
  return {
    bot: { ...none, maxPerSecond: Infinity },
    chat: none,
    group: none,
    maxInFlight,
  };
};
