import { type Answered, createWindow, heldMs } from './window.ts';

/** A bucket that holds `burst` sends and fills at `perSecond`. */
export interface Limit {
  perSecond: number;
  burst: number;
}

export interface Pace {
  /**
   * Over all chats of a bot: how fast, how many at once, and how many in any second at most. Answers to commands count
   * too, and go before whatever is delivered.
   */
  bot: Limit & { inSecond: number };
  chat: Limit;
  group: Limit;
  /** Most deliveries whose fate a crash can leave open: those that are claimed or under way. */
  inHand: number;
}

/** For how many seconds sends may be late and the ones after them catch up. */
const catchUp = 0.3;
/**
 * How they catch up: a little faster than usual, not all at once. A burst comes back each second, when the one before
 * leaves it, and a platform may see the two closer together than we do.
 */
const smooth = { faster: 1.1, atOnceSeconds: 0.01 } as const;
/** Seconds' worth of sends in hand: answers take a while on their way. */
const handSeconds = 0.25;

/** What of a limit is delivered with: the rest is for answering commands, and for requests that are held up on their way. */
const share = 0.98;

/** The pace of a bot that may send so many in any second. */
function paceOf(inSecond: number, chats: Pick<Pace, 'chat' | 'group'>): Pace {
  return {
    bot: {
      perSecond: inSecond * share,
      burst: 1 + inSecond * catchUp,
      inSecond,
    },
    inHand: Math.ceil(inSecond * handSeconds),
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

export const paces = {
  telegram: paceOf(30, telegramChats),
  // Of the 1000 that are allowed: some milliseconds hold several, and no two clocks are so exact.
  telegramPaid: paceOf(975, telegramChats),
  discord: paceOf(50, { chat: discordChannel, group: discordChannel }),
} as const satisfies Readonly<Record<string, Pace>>;

/** A pace whose every rate is so many times as fast, for trials against local platforms. */
export function timesFaster(pace: Pace, factor: number): Pace {
  const faster = ({ perSecond, burst }: Limit) => ({
    perSecond: perSecond * factor,
    burst: Math.max(1, Math.floor(burst * factor)),
  });
  return {
    bot: {
      ...faster(pace.bot),
      inSecond: Math.floor(pace.bot.inSecond * factor),
    },
    chat: faster(pace.chat),
    group: faster(pace.group),
    inHand: Math.ceil(pace.inHand * factor),
  };
}

/** No limit but how many deliveries are in hand at once. */
export const unpaced = (inHand: number): Pace => {
  const none = { perSecond: Infinity, burst: Infinity };
  return {
    bot: { ...none, inSecond: Infinity },
    chat: none,
    group: none,
    inHand,
  };
};

/** How full a bucket is at a time. */
interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket at `now` (milliseconds), filled since it was last looked at; a clock that went back fills nothing. */
function refill(bucket: Bucket | undefined, { perSecond, burst }: Limit, now: number): Bucket {
  if (!bucket || burst === Infinity) return { tokens: burst, at: now };
  const passed = Math.max(0, now - bucket.at) / 1000;
  return { tokens: Math.min(burst, bucket.tokens + passed * perSecond), at: now };
}

/** Milliseconds until one token is there; 0 when it is there now. */
function waitFor({ tokens }: Bucket, { perSecond }: Limit): number {
  // The last billionth is rounding, not a wait.
  return tokens >= 1 - 1e-9 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
}

/** Keeps a bot within its platform's limits. Times are milliseconds of a clock that is never set. */
export interface Pacer {
  /** Milliseconds until something may be sent anywhere. */
  botWait(now: number): number;
  /** Milliseconds until this chat may get something. */
  chatWait(chat: string, isGroup: boolean, now: number): number;
  /** Counts a send to a chat: when it is claimed. */
  take(chat: string, isGroup: boolean, now: number): void;
  /** Counts a send of the bot: when it leaves. To be told when the platform answered; not when nothing is known. */
  spend(now: number): Answered;
  /** Milliseconds until an answer to a command may leave; 0 whenever nothing was delivered of late. */
  answerWait(now: number): number;
  /** Counts an answer to a command: it goes to the account of what is delivered. */
  answer(now: number): Answered;
  /** Nothing for this chat, or for no chat at all, for so many milliseconds. */
  hold(chat: string | undefined, forMs: number, now: number): void;
}

/** Chats remembered at once; the fullest buckets are as good as none. */
const remembered = 20_000;

export function createPacer(pace: Pace): Pacer {
  let bot: Bucket | undefined;
  let even: Bucket | undefined;
  const evenly: Limit = {
    perSecond: pace.bot.perSecond * smooth.faster,
    burst: 1 + pace.bot.perSecond * smooth.atOnceSeconds,
  };
  let heldUntil = -Infinity;
  const second = createWindow(pace.bot.inSecond);
  let deliveredAt = -Infinity;
  const chats = new Map<string, Bucket & { heldUntil?: number }>();
  const limitOf = (isGroup: boolean) => (isGroup ? pace.group : pace.chat);
  const botWait = (now: number) =>
    Math.max(
      0,
      heldUntil - now,
      waitFor(refill(bot, pace.bot, now), pace.bot),
      waitFor(refill(even, evenly, now), evenly),
      second.wait(now),
    );

  function remember(chat: string, bucket: Bucket & { heldUntil?: number }): void {
    chats.delete(chat);
    chats.set(chat, bucket);
    if (chats.size > remembered) {
      const [oldest] = chats.keys();
      if (oldest !== undefined) chats.delete(oldest);
    }
  }
  function count(now: number): Answered {
    const whole = refill(bot, pace.bot, now);
    // Answers to commands are never held back, so that the bucket may owe something.
    bot = { ...whole, tokens: Math.max(whole.tokens - 1, -pace.bot.perSecond) };
    const evened = refill(even, evenly, now);
    even = { ...evened, tokens: Math.max(evened.tokens - 1, -1) };
    return second.take(now);
  }
  return {
    botWait,
    chatWait(chat, isGroup, now) {
      const limit = limitOf(isGroup);
      const own = chats.get(chat);
      return Math.max(
        0,
        (own?.heldUntil ?? -Infinity) - now,
        waitFor(refill(own, limit, now), limit),
      );
    },
    spend(now) {
      deliveredAt = now;
      return count(now);
    },
    answerWait: (now) => (now - deliveredAt > heldMs ? 0 : second.wait(now)),
    answer: count,
    take(chat, isGroup, now) {
      const limit = limitOf(isGroup);
      if (limit.burst === Infinity) return;
      const own = refill(chats.get(chat), limit, now);
      remember(chat, { ...own, tokens: own.tokens - 1 });
    },
    hold(chat, forMs, now) {
      if (chat === undefined) {
        heldUntil = Math.max(heldUntil, now + forMs);
        return;
      }
      const own = chats.get(chat) ?? { tokens: 0, at: now };
      remember(chat, { ...own, heldUntil: Math.max(own.heldUntil ?? -Infinity, now + forMs) });
    },
  };
}
