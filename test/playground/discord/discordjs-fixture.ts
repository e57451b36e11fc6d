import { Client, Events, GatewayIntentBits, type Interaction, Partials } from 'discord.js';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../playground/discord/index.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';

export const token = sampleWorld.discord.bot.token;
export const serverId = '1300000000000000001';
export const textChannelId = '1400000000000000002';
export const announcementChannelId = '1400000000000000001';
export const threadId = '1400000000000000004';

export interface DiscordJsFixture {
  discord: LocalDiscord;
  client: Client<true>;
  /** What to do with the next interactions; errors of it are kept in `errors`. */
  onInteraction: (handler: (interaction: Interaction) => unknown) => void;
  errors: unknown[];
  stop: () => Promise<void>;
}

export const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];

/** A local Discord with the real discord.js logged in. */
export async function connectDiscordJs(
  options: Partial<LocalDiscordOptions> = {},
  asked: readonly GatewayIntentBits[] = intents,
): Promise<DiscordJsFixture> {
  const discord = await startLocalDiscord({ world: sampleWorld, ...options });
  const client = new Client({
    intents: asked,
    partials: [Partials.Channel],
    rest: { api: discord.url, retries: 0 },
  });
  const errors: unknown[] = [];
  let handler: (interaction: Interaction) => unknown = () => undefined;
  client.on(Events.InteractionCreate, async (interaction) => {
    try {
      await handler(interaction);
    } catch (error) {
      errors.push(error);
    }
  });
  client.on(Events.Error, (error) => errors.push(error));
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  return {
    discord,
    client: await ready,
    errors,
    onInteraction: (next) => {
      handler = next;
    },
    stop: async () => {
      await client.destroy();
      await discord.stop();
    },
  };
}

/** Waits until a change of what people see makes this true. */
export function waitUntil<T>(
  discord: LocalDiscord,
  find: () => T | undefined | false,
  what = 'what was waited for',
): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      stop();
      reject(new Error(`Never came: ${what}`));
    }, 5_000);
    const look = () => {
      const found = find();
      if (found === undefined || found === false) return;
      clearTimeout(limit);
      stop();
      resolve(found);
    };
    const stop = discord.driver.onChange(look);
    look();
  });
}

export const spanText = (spans: readonly { text: string }[] | undefined) =>
  (spans ?? []).map((span) => span.text).join('');
