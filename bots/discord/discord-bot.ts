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
import type { Form } from '../../src/kit/adapter/form.ts';
import type { RawValues } from '../../src/kit/define/raw-value.ts';
import { readLocale } from '../../src/language/locale.ts';
import { memoizePerMessage } from '../../src/message/memoize-per-message.ts';
import { truncate } from '../../src/message/text/truncate.ts';
import type { Bot, BotDependencies, BotHealth } from '../bot.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { createLatestRetrier } from '../retry-latest.ts';
import {
  type ConnectionControl,
  type SupervisedConnection,
  superviseConnection,
} from '../supervisor.ts';
import { createDiscordPermissions } from './api/permissions.ts';
import { registerCommands } from './api/register-commands.ts';
import { countsAsInvalid, redactDiscordToken } from './api/send-errors.ts';
import { createLoadMonitor } from './load-shedding.ts';
import {
  readCommandName,
  readDiscordActor,
  readFormFields,
  readOptions,
} from './read/interaction.ts';
import { createNameLookup, renderMentionsInValues } from './read/plain-text.ts';
import { createDiscordPublisher } from './send/publisher.ts';
import {
  type AnswerableInteraction,
  createDiscordResponder,
  type DeferrableAnswer,
} from './send/responder.ts';
import { createCommandMentions } from './write/command-mentions.ts';
import { type DiscordMessage, renderDiscordMessages } from './write/message.ts';
import { toRestRequest } from './write/payload.ts';

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
export function createDiscordBot(settings: DiscordSettings, parts: BotDependencies): Bot {
  const { dispatcher, manifests, localizers, lifecycle, log } = parts;
  const rest = new REST({ version: '10', api: settings.apiUrl }).setToken(settings.token);
  let onRefused: () => void = () => undefined;
  const countRefusals = (client: REST) =>
    client.on(RESTEvents.Response, (_request, { status, headers }) => {
      if (countsAsInvalid(status, headers.get('X-RateLimit-Scope'))) onRefused();
    });
  countRefusals(rest);
  const queue = createKeyedQueue();
  const mentions = createCommandMentions(manifests, localizers);
  const write = memoizePerMessage(
    (said) => renderDiscordMessages(said, mentions.write),
    () => mentions.version(),
  );
  let client: Client | undefined;
  let applicationId = '';
  let registration: string | undefined;
  let link: SupervisedConnection | undefined;
  const load = createLoadMonitor(() => performance.now());

  const describe = (error: unknown): string =>
    redactDiscordToken(error instanceof Error ? error.message : String(error), settings.token);

  /** Values as their author saw them. @param asks whether Discord is asked for names that are not known */
  const withPlainText = (interaction: BaseInteraction, values: RawValues, asks = true) =>
    renderMentionsInValues(
      values,
      createNameLookup(interaction, asks),
      localizers[readLocale(interaction.locale, 'en')],
    );

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    // In a rush nothing is looked up while somebody types: commands go first, and typed words are read as well.
    if (load.isOverloaded()) {
      await interaction.respond([]);
      return;
    }
    const focused = interaction.options.getFocused(true);
    const given = await withPlainText(interaction, readOptions(interaction.options.data), false);
    const { [focused.name]: typed, ...others } = given;
    const offered = await dispatcher
      .suggest(
        readDiscordActor(interaction),
        readCommandName(interaction),
        focused.name,
        String(typed ?? focused.value),
        others,
      )
      .catch((error: unknown) => {
        log.warn({ problem: describe(error) }, 'nothing could be suggested');
        return [];
      });
    await interaction.respond(
      offered.slice(0, 25).map(({ label, value }) => ({ name: truncate(label, 100), value })),
    );
  }

  const formToken = (form: Form) => dispatcher.saveAction(form.action);

  async function editLater(
    channelId: string,
    messageId: string,
    part: DiscordMessage,
  ): Promise<void> {
    await rest.patch(Routes.channelMessage(channelId, messageId), toRestRequest(part));
  }

  /** What is under way: in a rush those that came first wait as long as the others. */
  const underWay = new Set<DeferrableAnswer>();

  async function act(interaction: AnswerableInteraction): Promise<void> {
    const actor = readDiscordActor(interaction);
    const command = interaction.isChatInputCommand() ? readCommandName(interaction) : undefined;
    const sheet = manifests.find(({ name }) => name === command);
    const responder = createDiscordResponder(interaction, sheet?.visibility ?? 'private', {
      write,
      formToken,
      edit: editLater,
      now: parts.now,
      isOverloaded: load.isOverloaded(),
      canOpenForm:
        interaction.isMessageComponent() ||
        (sheet?.arguments.some(({ isFormField }) => isFormField) ?? false),
    });
    underWay.add(responder);
    if (load.isOverloaded()) for (const one of underWay) one.deferNow();
    const turn = queue.run(`${actor.user.platformId}:${actor.chat.platformId}`, async () => {
      if (interaction.isChatInputCommand()) {
        await dispatcher.runCommand(
          {
            actor,
            command: command ?? '',
            values: await withPlainText(interaction, readOptions(interaction.options.data)),
          },
          responder,
        );
      } else {
        const sent = interaction.isModalSubmit()
          ? await withPlainText(interaction, readFormFields(interaction))
          : undefined;
        // A choice is the token of its action, and is pressed as a button is.
        const token = interaction.isStringSelectMenu()
          ? interaction.values[0]
          : interaction.customId;
        await dispatcher.pressButton(token ?? '', actor, responder, interaction.id, sent);
      }
      await responder.finish();
    });
    await turn.finally(() => underWay.delete(responder));
  }

  async function onInteraction(interaction: BaseInteraction): Promise<void> {
    load.start();
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
      load.finish();
    }
  }

  async function register(id: string): Promise<void> {
    try {
      mentions.registered(await registerCommands(rest, id, manifests, localizers));
      registration = undefined;
    } catch (error) {
      registration = describe(error);
      log.warn({ problem: registration }, 'Discord refused the commands; older ones still work');
    }
  }

  const { retryLatest, stop: stopPersisting } = createLatestRetrier({
    isDatabaseAvailable: parts.isDatabaseAvailable,
    describe,
    log,
  });
  const space = ({ id, name }: Pick<Guild, 'id' | 'name'>) => ({ platformId: id, title: name });
  const rightsMayBeBack = (guild: Guild) =>
    void retryLatest(`rights ${guild.id}`, () =>
      lifecycle.permissionsRestored('discord', writableChannels(guild)),
    );

  function listen(discord: Client): void {
    discord.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction));
    discord.on(Events.GuildCreate, (guild) =>
      retryLatest(`server ${guild.id}`, async () => {
        await lifecycle.reopened('discord', { space: space(guild) });
        await lifecycle.joined('discord', space(guild));
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
      retryLatest(`server ${guild.id}`, () =>
        lifecycle.left('discord', { space: space(guild) }, 'removed'),
      ),
    );
  }

  async function connect({
    signal,
    reportConnected,
    reportProblem: troubled,
  }: ConnectionControl): Promise<void> {
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
    discord.on(Events.ShardResume, () => reportConnected());
    discord.on(Events.ShardReady, () => reportConnected());
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
        await retryLatest(`server ${guild.id}`, () => lifecycle.joined('discord', space(guild)));
        // What came back while nobody listened.
        rightsMayBeBack(guild);
      }
      reportConnected();
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
      ...createDiscordPublisher({
        ...settings,
        mention: mentions.write,
        isAnnouncementChannel: (id) =>
          client?.channels.cache.get(id)?.type === ChannelType.GuildAnnouncement,
      }),
      onInvalidRequest(tell) {
        onRefused = tell;
      },
    },
    platformPermissions: createDiscordPermissions(() => client),
    inviteUrl: () =>
      applicationId === ''
        ? ''
        : `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot%20applications.commands&permissions=${invitePermissions}`,
    start() {
      link ??= superviseConnection(connect, describe, log);
      return link.firstAttempt;
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
