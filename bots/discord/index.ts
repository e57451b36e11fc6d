import {
  type AutocompleteInteraction,
  type BaseInteraction,
  ChannelType,
  Client,
  Events,
  type Guild,
  GatewayIntentBits as Intents,
  Partials,
  REST,
  RESTEvents,
  PermissionFlagsBits as Rights,
  Routes,
} from 'discord.js';
import type { Form } from '../../src/kit/invocation.ts';
import type { RawValues } from '../../src/kit/raw.ts';
import { readLocale } from '../../src/language/locale.ts';
import { perMessage } from '../../src/message/per-message.ts';
import { shorten } from '../../src/message/shorten.ts';
import type { Bot, BotHealth, BotParts } from '../bot.ts';
import { createPersistence } from '../persist.ts';
import { createQueue } from '../queue.ts';
import { type Line, type Supervised, supervise } from '../supervise.ts';
import { createCommandMentions } from './command-mentions.ts';
import { countsAsInvalid, withoutToken } from './faults.ts';
import { registerCommands } from './menus.ts';
import { requestOf } from './payload.ts';
import { discordPowers } from './powers.ts';
import { discordPublisher } from './publisher.ts';
import { readCaller, readFields, readName, readOptions } from './read.ts';
import { type Answerable, type Answering, discordResponder } from './respond.ts';
import { createRush } from './rush.ts';
import { inWords, namesFor } from './words.ts';
import { type DiscordPart, writeDiscord } from './write.ts';

export interface DiscordSettings {
  token: string;
  apiUrl: string;
}

/** View Channel, Send Messages, Send Messages in Threads, Embed Links, Attach Files, Read Message History. */
const invitePermissions = 274878024704n | 65536n;

/** Channels and threads of a server in which the bot may write now. */
const writableChannels = (guild: Guild): string[] =>
  [...guild.channels.cache.values()].flatMap((channel) => {
    const rights = guild.members.me && channel.permissionsFor(guild.members.me);
    const needed = channel.isThread() ? Rights.SendMessagesInThreads : Rights.SendMessages;
    const isLocked = channel.isThread() && channel.locked === true;
    return rights?.has([Rights.ViewChannel, needed]) && !isLocked ? [channel.id] : [];
  });
/**
 * discord.js counts the answers to interactions against the 50 requests a second of a bot; Discord does not.
 * This client does little else; publishing goes by a `REST` of its own, which keeps to 50.
 * Source: Discord, "Rate Limits", "Global Rate Limit".
 */
const answersPerSecond = 5_000;

/** discord.js keeps a queue for each answer that was promised first; how often it clears them away, in milliseconds. */
const sweepEvery = 30_000;

/** The Discord face: discord.js carries the gateway and the requests, everything that must last is in the store. */
export function createDiscordBot(settings: DiscordSettings, parts: BotParts): Bot {
  const { pipeline, sheets, words, places, log } = parts;
  const rest = new REST({ version: '10', api: settings.apiUrl }).setToken(settings.token);
  let onRefused: () => void = () => undefined;
  const countRefusals = (client: REST) =>
    client.on(RESTEvents.Response, (_request, { status, headers }) => {
      if (countsAsInvalid(status, headers.get('X-RateLimit-Scope'))) onRefused();
    });
  countRefusals(rest);
  const queue = createQueue();
  const mentions = createCommandMentions(sheets, words);
  const write = perMessage(
    (said) => writeDiscord(said, mentions.write),
    () => mentions.version(),
  );
  let client: Client | undefined;
  let applicationId = '';
  let registration: string | undefined;
  let link: Supervised | undefined;
  const rush = createRush(() => performance.now());

  const describe = (error: unknown): string =>
    withoutToken(error instanceof Error ? error.message : String(error), settings.token);

  /** Values as their author saw them. @param asks whether Discord is asked for names that are not known */
  const written = (interaction: BaseInteraction, values: RawValues, asks = true) =>
    inWords(values, namesFor(interaction, asks), words[readLocale(interaction.locale, 'en')]);

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    // In a rush nothing is looked up while somebody types: commands go first, and typed words are read as well.
    if (rush.isOn()) {
      await interaction.respond([]);
      return;
    }
    const focused = interaction.options.getFocused(true);
    const given = await written(interaction, readOptions(interaction.options.data), false);
    const { [focused.name]: typed, ...others } = given;
    const offered = await pipeline
      .suggest(
        readCaller(interaction),
        readName(interaction),
        focused.name,
        String(typed ?? focused.value),
        others,
      )
      .catch((error: unknown) => {
        log.warn({ problem: describe(error) }, 'nothing could be suggested');
        return [];
      });
    await interaction.respond(
      offered.slice(0, 25).map(({ label, value }) => ({ name: shorten(label, 100), value })),
    );
  }

  const formToken = (form: Form) => pipeline.keep(form.action);

  async function editLater(channelId: string, messageId: string, part: DiscordPart): Promise<void> {
    await rest.patch(Routes.channelMessage(channelId, messageId), requestOf(part));
  }

  /** What is under way: in a rush those that came first wait as long as the others. */
  const underWay = new Set<Answering>();

  async function act(interaction: Answerable): Promise<void> {
    const caller = readCaller(interaction);
    const command = interaction.isChatInputCommand() ? readName(interaction) : undefined;
    const sheet = sheets.find(({ name }) => name === command);
    const responder = discordResponder(interaction, sheet?.visibility ?? 'private', {
      write,
      formToken,
      edit: editLater,
      now: parts.now,
      isRush: rush.isOn(),
      mayOpenForm:
        interaction.isMessageComponent() ||
        (sheet?.arguments.some(({ inForm }) => inForm) ?? false),
    });
    underWay.add(responder);
    if (rush.isOn()) for (const one of underWay) one.hurry();
    const turn = queue.run(`${caller.user.platformId}:${caller.chat.platformId}`, async () => {
      if (interaction.isChatInputCommand()) {
        await pipeline.handle(
          {
            caller,
            command: command ?? '',
            values: await written(interaction, readOptions(interaction.options.data)),
          },
          responder,
        );
      } else {
        const sent = interaction.isModalSubmit()
          ? await written(interaction, readFields(interaction))
          : undefined;
        // A choice is the token of its action, and is pressed as a button is.
        const token = interaction.isStringSelectMenu()
          ? interaction.values[0]
          : interaction.customId;
        await pipeline.press(token ?? '', caller, responder, interaction.id, sent);
      }
      await responder.settle();
    });
    await turn.finally(() => underWay.delete(responder));
  }

  async function onInteraction(interaction: BaseInteraction): Promise<void> {
    rush.began();
    try {
      if (interaction.isAutocomplete()) await suggest(interaction);
      else if (
        interaction.isChatInputCommand() ||
        interaction.isMessageComponent() ||
        interaction.isModalSubmit()
      ) {
        await act(interaction);
      }
    } catch (error) {
      log.error({ problem: describe(error) }, 'an interaction could not be answered');
    } finally {
      rush.ended();
    }
  }

  async function register(id: string): Promise<void> {
    try {
      mentions.registered(await registerCommands(rest, id, sheets, words));
      registration = undefined;
    } catch (error) {
      registration = describe(error);
      log.warn({ problem: registration }, 'Discord refused the commands; older ones still work');
    }
  }

  const { persist, stop: stopPersisting } = createPersistence({
    storeAnswers: parts.storeAnswers,
    describe,
    log,
  });
  const space = ({ id, name }: Pick<Guild, 'id' | 'name'>) => ({ platformId: id, title: name });
  const rightsMayBeBack = (guild: Guild) =>
    void persist(`rights ${guild.id}`, () => places.rightsBack('discord', writableChannels(guild)));

  function listen(discord: Client): void {
    discord.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction));
    discord.on(Events.GuildCreate, (guild) =>
      persist(`server ${guild.id}`, async () => {
        await places.reopened('discord', { space: space(guild) });
        await places.joined('discord', space(guild));
      }),
    );
    discord.on(Events.ChannelUpdate, (_before, after) => {
      if ('guild' in after) rightsMayBeBack(after.guild);
    });
    discord.on(Events.ThreadUpdate, (_before, { guild }) => rightsMayBeBack(guild));
    discord.on(Events.GuildRoleUpdate, (_before, { guild }) => rightsMayBeBack(guild));
    discord.on(Events.GuildMemberUpdate, (_before, { guild, id }) => {
      if (id === discord.user?.id) rightsMayBeBack(guild);
    });
    discord.on(Events.GuildDelete, (guild) =>
      persist(`server ${guild.id}`, () =>
        places.left('discord', { space: space(guild) }, 'removed'),
      ),
    );
  }

  async function connect({ signal, alive, troubled }: Line): Promise<void> {
    const discord = new Client({
      // Of messages it needs to hear nothing, not even of its own: people speak to it by commands and buttons.
      intents: [Intents.Guilds],
      partials: [Partials.Channel],
      rest: {
        api: settings.apiUrl,
        globalRequestsPerSecond: answersPerSecond,
        handlerSweepInterval: sweepEvery,
      },
      // Whatever is sent is written in Discord's own names already.
      jsonTransformer: (written) => written,
      allowedMentions: { parse: [] },
    });
    countRefusals(discord.rest);
    const over = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => over.resolve(), { once: true });
    discord.on(Events.Error, (error) =>
      log.warn({ problem: describe(error) }, 'the gateway complains'),
    );
    discord.on(Events.Invalidated, () => over.reject(new Error('Discord ended the session')));
    discord.on(Events.ShardDisconnect, (event) =>
      over.reject(new Error(`the gateway closed the connection (${event.code})`)),
    );
    discord.on(Events.ShardReconnecting, () => troubled('reconnecting'));
    discord.on(Events.ShardResume, () => alive());
    discord.on(Events.ShardReady, () => alive());
    listen(discord);
    try {
      const ready = new Promise<void>((resolve) =>
        discord.once(Events.ClientReady, () => resolve()),
      );
      await Promise.race([Promise.all([discord.login(settings.token), ready]), over.promise]);
      if (signal.aborted) return;
      client = discord;
      applicationId = discord.application?.id ?? '';
      await register(applicationId);
      for (const guild of discord.guilds.cache.values()) {
        await persist(`server ${guild.id}`, () => places.joined('discord', space(guild)));
        // What came back while nobody listened.
        rightsMayBeBack(guild);
      }
      alive();
      await over.promise;
      await queue.drain();
    } finally {
      client = undefined;
      await discord.destroy();
    }
  }

  return {
    platform: 'discord',
    publisher: {
      ...discordPublisher({
        ...settings,
        mention: mentions.write,
        announces: (id) => client?.channels.cache.get(id)?.type === ChannelType.GuildAnnouncement,
      }),
      onRefused(tell) {
        onRefused = tell;
      },
    },
    powers: discordPowers(() => client),
    inviteUrl: () =>
      applicationId === ''
        ? ''
        : `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${invitePermissions}`,
    start() {
      link ??= supervise(connect, describe, log);
      return link.tried;
    },
    async stop() {
      stopPersisting();
      await link?.stop();
    },
    health(): BotHealth {
      const health = link?.health() ?? { connected: false };
      return registration === undefined ? health : { ...health, registration };
    },
  };
}
