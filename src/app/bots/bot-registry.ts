import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../../bots/bot.ts';
import {
  noPlatformPermissions,
  type PlatformPermissionsByPlatform,
} from '../../context/roles/platform-permissions.ts';
import type { Platform } from '../../platform.ts';

/** What the registry itself needs of a bot. */
type RegisteredBot = Pick<Bot, 'platform' | 'platformPermissions' | 'health' | 'inviteUrl'>;

/** The bots, which are created after what refers to them. */
export interface BotRegistry<Member extends RegisteredBot = Bot> {
  /** All that were added. */
  bots: readonly Member[];
  add(bots: readonly Member[]): void;
  find(platform: Platform): Member | undefined;
  /** Live: those of the bots that are there at the time of a call. */
  platformPermissions: PlatformPermissionsByPlatform;
  /** Waits until every bot is connected, at most `within` milliseconds. */
  waitUntilConnected(within: number): Promise<boolean>;
  /** Addresses at which people add the bots, as far as they are known. */
  inviteUrls(): string[];
}

/** Milliseconds between two looks at the connections. */
const connectionPollMs = 20;

/** @param now milliseconds since the epoch */
export function createBotRegistry<Member extends RegisteredBot = Bot>(
  now: () => number,
  pause: (ms: number) => Promise<unknown> = sleep,
): BotRegistry<Member> {
  const bots: Member[] = [];
  const find = (platform: Platform) => bots.find((bot) => bot.platform === platform);
  return {
    bots,
    add: (all) => void bots.push(...all),
    find,
    platformPermissions: {
      get discord() {
        return find('discord')?.platformPermissions ?? noPlatformPermissions;
      },
      get telegram() {
        return find('telegram')?.platformPermissions ?? noPlatformPermissions;
      },
    },
    async waitUntilConnected(within) {
      const until = now() + within;
      while (!bots.every((bot) => bot.health().isConnected)) {
        if (now() >= until) return false;
        await pause(connectionPollMs);
      }
      return true;
    },
    inviteUrls: () => bots.map((bot) => bot.inviteUrl()).filter((url) => url !== ''),
  };
}
