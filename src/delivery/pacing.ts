/** A bucket that holds `burst` sends and fills at `perSecond`. */
export interface Limit {
  perSecond: number;
  burst: number;
}

export interface Pace {
  /** Over all chats of a bot. */
  bot: Limit;
  chat: Limit;
  group: Limit;
  /** Requests under way at once. */
  parallel: number;
}

/**
 * What the platforms allow, less a reserve for answering commands.
 * Source: Telegram, "Bots FAQ": 30 a second for a bot, 1 a second for a chat, 20 a minute for a group;
 * Discord, "Rate Limits": 50 a second for a bot, about 5 in 5 seconds for a channel.
 */
export const paces: Readonly<Record<'discord' | 'telegram', Pace>> = {
  telegram: {
    bot: { perSecond: 28.5, burst: 28 },
    chat: { perSecond: 1, burst: 1 },
    group: { perSecond: 20 / 60, burst: 3 },
    parallel: 24,
  },
  discord: {
    bot: { perSecond: 47.5, burst: 45 },
    chat: { perSecond: 1, burst: 4 },
    group: { perSecond: 1, burst: 4 },
    parallel: 32,
  },
};

/** How full a bucket is at a time. */
export interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket at `now` (milliseconds), filled since it was last looked at; a clock that went back fills nothing. */
function refill(bucket: Bucket | undefined, { perSecond, burst }: Limit, now: number): Bucket {
  if (!bucket) return { tokens: burst, at: now };
  const passed = Math.max(0, now - bucket.at) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + passed * perSecond), at: now };
}

/** Milliseconds until one token is there; 0 when it is there now. */
function waitFor(bucket: Bucket, { perSecond }: Limit): number {
  // The last billionth is rounding, not a wait.
  return bucket.tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
}

export interface Pacer {
  /** Milliseconds until something may be sent anywhere. */
  botWait(now: number): number;
  /** Milliseconds until this chat may get something. */
  chatWait(chat: string, isGroup: boolean, now: number): number;
  /** Counts a send. */
  take(chat: string, isGroup: boolean, now: number): void;
}

/** Chats remembered at once; the fullest buckets are as good as none. */
const remembered = 20_000;

/** Keeps a bot within its platform's limits. */
export function createPacer(pace: Pace): Pacer {
  let bot: Bucket | undefined;
  const chats = new Map<string, Bucket>();
  const limitOf = (isGroup: boolean) => (isGroup ? pace.group : pace.chat);
  return {
    botWait: (now) => waitFor(refill(bot, pace.bot, now), pace.bot),
    chatWait: (chat, isGroup, now) =>
      waitFor(refill(chats.get(chat), limitOf(isGroup), now), limitOf(isGroup)),
    take(chat, isGroup, now) {
      const whole = refill(bot, pace.bot, now);
      bot = { ...whole, tokens: whole.tokens - 1 };
      const limit = limitOf(isGroup);
      const own = refill(chats.get(chat), limit, now);
      chats.delete(chat);
      chats.set(chat, { ...own, tokens: own.tokens - 1 });
      if (chats.size > remembered) {
        const [oldest] = chats.keys();
        if (oldest !== undefined) chats.delete(oldest);
      }
    },
  };
}
