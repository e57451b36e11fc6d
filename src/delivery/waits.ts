import type { PrismaClient } from '../database/generated/client.ts';
import type { Clock } from './clock.ts';
import type { Pacer } from './pacing.ts';
import type { Fault } from './publisher.ts';

type Platform = 'discord' | 'telegram';

/** Waits shorter than this are over before a restart could forget them, in seconds. */
const worthKeeping = 5;
/** Refused requests that a platform bans for: 10,000 in ten minutes. Source: Discord, "Invalid Request Limit". */
const invalidLimit = { stopAt: 5_000, withinMs: 600_000, keptEvery: 50 } as const;

/** How long the bot stands still after a wait of which nobody knows whom it means, in milliseconds: it tells. */
const pauseMs = 300;

const keys = { bot: 'bot', invalid: 'invalid' } as const;

export interface Waits {
  /** Brings the waits of an earlier process into the pacer. */
  load(): Promise<void>;
  /** A platform asked to wait. */
  asked(fault: Extract<Fault, { fault: 'wait' }>, chatId: string): Promise<void>;
  /** The platform counts an answer against us; sending stops well before it bans us. */
  refused(): Promise<void>;
}

/** The waits that one platform asked for: in the pacer for now, in the store for a restart. */
export function createWaits(
  db: PrismaClient,
  { platform, pacer, clock }: { platform: Platform; pacer: Pacer; clock: Clock },
): Waits {
  /** The last wait of which the platform did not say whom it means. */
  let unsaid: { chatId: string; until: number } | undefined;
  let invalid = { since: -Infinity, count: 0 };

  async function keep(key: string, ms: number, count = 0): Promise<void> {
    const [since, until] = [new Date(clock.now()), new Date(clock.now() + ms)];
    await db.wait.upsert({
      where: { platform_key: { platform, key } },
      create: { platform, key, since, until, count },
      update: { since, until, count },
    });
  }

  async function hold(chatId: string | undefined, seconds: number): Promise<void> {
    pacer.hold(chatId, seconds * 1000, clock.monotonic());
    if (seconds >= worthKeeping) await keep(chatId ?? keys.bot, seconds * 1000);
  }

  return {
    async load() {
      await db.wait.deleteMany({ where: { platform, until: { lt: new Date(clock.now()) } } });
      for (const { key, since, until, count } of await db.wait.findMany({ where: { platform } })) {
        // No longer than it was asked for, whatever happened to the clock since.
        const asked = until.getTime() - since.getTime();
        const left = Math.min(asked, until.getTime() - clock.now());
        if (Number.isNaN(left)) continue;
        if (key === keys.invalid) {
          invalid = { since: clock.monotonic() + left - invalidLimit.withinMs, count };
        } else pacer.hold(key === keys.bot ? undefined : key, left, clock.monotonic());
      }
    },
    async asked({ seconds, scope }, chatId) {
      // The copy waits in the ledger; others may go to its chat.
      if (scope === 'copy') return;
      if (scope === 'bot') return hold(undefined, seconds);
      await hold(chatId, seconds);
      if (scope === 'chat') return;
      const now = clock.monotonic();
      pacer.hold(undefined, Math.min(pauseMs, seconds * 1000), now);
      // Said of two chats at a time, it is meant for the whole bot.
      const isMeantForAll = unsaid && unsaid.chatId !== chatId && unsaid.until > now;
      const until = Math.max(now + seconds * 1000, unsaid?.until ?? 0);
      unsaid = { chatId, until };
      if (isMeantForAll) await hold(undefined, (until - now) / 1000);
    },
    async refused() {
      const now = clock.monotonic();
      if (now - invalid.since > invalidLimit.withinMs) invalid = { since: now, count: 0 };
      invalid = { ...invalid, count: invalid.count + 1 };
      const left = invalid.since + invalidLimit.withinMs - now;
      if (invalid.count >= invalidLimit.stopAt) await hold(undefined, left / 1000);
      if (invalid.count % invalidLimit.keptEvery === 0)
        await keep(keys.invalid, left, invalid.count);
    },
  };
}
