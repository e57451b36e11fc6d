import { type AnsweredAtCallback, createSlidingWindow, maxWindowMs } from './sliding-window.ts';

/** A bucket that holds `burst` sends and fills at `perSecond`. */
export interface BucketLimit {
  perSecond: number;
  burst: number;
}

export interface BotRateLimits {
  /**
   * Over all chats of a bot: how fast, how many at once, and how many in any second at most. Answers to commands count
   * too, and go before whatever is delivered.
   */
  bot: BucketLimit & { maxPerSecond: number };
  chat: BucketLimit;
  group: BucketLimit;
  /** Most deliveries whose fate a crash can leave open: those that are claimed or under way. */
  maxInFlight: number;
}

/** For how many seconds sends may be late and the ones after them catch up. */
const catchUpSeconds = 0.3;
/**
 * How they catch up: a little faster than usual, not all at once. A burst comes back each second, when the one before
 * leaves it, and a platform may see the two closer together than we do.
 */
const smoothing = { rateFactor: 1.1, burstSeconds: 0.01 } as const;
/** Seconds' worth of sends in hand: answers take a while on their way. */
const inFlightSeconds = 0.25;

/** What of a limit is delivered with: the rest is for answering commands, and for requests that are held up on their way. */
const deliveryShare = 0.98;

/** The pace of a bot that may send so many in any second. */
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

/**
 * What the platforms allow, less a reserve for answering commands.
 * Source: Telegram, "Bots FAQ": 30 a second for a bot, 1 a second for a chat, 20 a minute for a group, and
 * "Paid Broadcasts": 1000 a second; Discord, "Rate Limits": 50 a second for a bot, about 5 in 5 seconds for a channel.
 */
const telegramChats = {
  chat: { perSecond: 0.95, burst: 1 },
  group: { perSecond: 17 / 60, burst: 3 },
} as const;
const discordChannel = { perSecond: 0.95, burst: 1 } as const;

export const rateLimitPresets = {
  telegram: botRateLimits(30, telegramChats),
  // Of the 1000 that are allowed: some milliseconds hold several, and no two clocks are so exact.
  telegramPaid: botRateLimits(975, telegramChats),
  discord: botRateLimits(50, { chat: discordChannel, group: discordChannel }),
} as const satisfies Readonly<Record<string, BotRateLimits>>;

/** A pace whose every rate is so many times as fast, for trials against local platforms. */
export function scaleRateLimits(pace: BotRateLimits, factor: number): BotRateLimits {
  const faster = ({ perSecond, burst }: BucketLimit) => ({
    perSecond: perSecond * factor,
    burst: Math.max(1, Math.floor(burst * factor)),
  });
  return {
    bot: {
      ...faster(pace.bot),
      maxPerSecond: Math.floor(pace.bot.maxPerSecond * factor),
    },
    chat: faster(pace.chat),
    group: faster(pace.group),
    maxInFlight: Math.ceil(pace.maxInFlight * factor),
  };
}

/** No limit but how many deliveries are in hand at once. */
export const unlimitedRate = (maxInFlight: number): BotRateLimits => {
  const none = { perSecond: Infinity, burst: Infinity };
  return {
    bot: { ...none, maxPerSecond: Infinity },
    chat: none,
    group: none,
    maxInFlight,
  };
};

/** How full a bucket is at a time. */
interface Bucket {
  tokens: number;
  updatedAt: number;
}

/** A bucket at `now` (milliseconds), filled since it was last looked at; a clock that went back fills nothing. */
function refill(
  bucket: Bucket | undefined,
  { perSecond, burst }: BucketLimit,
  now: number,
): Bucket {
  if (!bucket || burst === Infinity) return { tokens: burst, updatedAt: now };
  const passed = Math.max(0, now - bucket.updatedAt) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + passed * perSecond), updatedAt: now };
}

/** Milliseconds until one token is there; 0 when it is there now. */
function tokenWaitMs({ tokens }: Bucket, { perSecond }: BucketLimit): number {
  // The last billionth is rounding, not a wait.
  return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
}

/** Keeps a bot within its platform's limits. Times are milliseconds of a clock that is never set. */
export interface RateLimiter {
  /** Milliseconds until something may be sent anywhere. */
  botWaitMs(now: number): number;
  /** Milliseconds until this chat may get something. */
  chatWaitMs(chat: string, isGroup: boolean, now: number): number;
  /** Counts a send to a chat: when it is claimed. */
  consumeChat(chat: string, isGroup: boolean, now: number): void;
  /** Counts a send of the bot: when it leaves. To be told when the platform answered; not when nothing is known. */
  consume(now: number): AnsweredAtCallback;
  /** Milliseconds until an answer to a command may leave; 0 whenever nothing was delivered of late. */
  commandWaitMs(now: number): number;
  /** Counts an answer to a command: it goes to the account of what is delivered. */
  consumeForCommand(now: number): AnsweredAtCallback;
  /** Nothing for this chat, or for no chat at all, for so many milliseconds. */
  pauseFor(chat: string | undefined, forMs: number, now: number): void;
}

/** Chats remembered at once; the fullest buckets are as good as none. */
const maxChats = 20_000;

export function createRateLimiter(rateLimits: BotRateLimits): RateLimiter {
  let bot: Bucket | undefined;
  let smoothBucket: Bucket | undefined;
  const smoothLimit: BucketLimit = {
    perSecond: rateLimits.bot.perSecond * smoothing.rateFactor,
    burst: 1 + rateLimits.bot.perSecond * smoothing.burstSeconds,
  };
  let pausedUntil = -Infinity;
  const window = createSlidingWindow(rateLimits.bot.maxPerSecond);
  let deliveredAt = -Infinity;
  const chats = new Map<string, Bucket & { heldUntil?: number }>();
  const limitOf = (isGroup: boolean) => (isGroup ? rateLimits.group : rateLimits.chat);
  const botWaitMs = (now: number) =>
    Math.max(
      0,
      pausedUntil - now,
      tokenWaitMs(refill(bot, rateLimits.bot, now), rateLimits.bot),
      tokenWaitMs(refill(smoothBucket, smoothLimit, now), smoothLimit),
      window.waitMs(now),
    );

  function remember(chat: string, bucket: Bucket & { heldUntil?: number }): void {
    chats.delete(chat);
    chats.set(chat, bucket);
    if (chats.size > maxChats) {
      const [oldest] = chats.keys();
      if (oldest !== undefined) chats.delete(oldest);
    }
  }
  function consumeBucket(now: number): AnsweredAtCallback {
    const whole = refill(bot, rateLimits.bot, now);
    // Answers to commands are never held back, so that the bucket may owe something.
    bot = { ...whole, tokens: Math.max(whole.tokens - 1, -rateLimits.bot.perSecond) };
    const evened = refill(smoothBucket, smoothLimit, now);
    smoothBucket = { ...evened, tokens: Math.max(evened.tokens - 1, -1) };
    return window.record(now);
  }
  return {
    botWaitMs,
    chatWaitMs(chat, isGroup, now) {
      const limit = limitOf(isGroup);
      const own = chats.get(chat);
      return Math.max(
        0,
        (own?.heldUntil ?? -Infinity) - now,
        tokenWaitMs(refill(own, limit, now), limit),
      );
    },
    consume(now) {
      deliveredAt = now;
      return consumeBucket(now);
    },
    commandWaitMs: (now) => (now - deliveredAt > maxWindowMs ? 0 : window.waitMs(now)),
    consumeForCommand: consumeBucket,
    consumeChat(chat, isGroup, now) {
      const limit = limitOf(isGroup);
      if (limit.burst === Infinity) return;
      const own = refill(chats.get(chat), limit, now);
      remember(chat, { ...own, tokens: own.tokens - 1 });
    },
    pauseFor(chat, forMs, now) {
      if (chat === undefined) {
        pausedUntil = Math.max(pausedUntil, now + forMs);
        return;
      }
      const own = chats.get(chat) ?? { tokens: 0, updatedAt: now };
      remember(chat, { ...own, heldUntil: Math.max(own.heldUntil ?? -Infinity, now + forMs) });
    },
  };
}
