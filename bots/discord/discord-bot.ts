import { Events, REST, Routes } from 'discord.js';
import { memoizePerMessage } from '../../src/message/memoize-per-message.ts';
import type { Bot, BotDependencies } from '../bot.ts';
import {
  type ConnectionControl,
  type SupervisedConnection,
  superviseConnection,
} from '../shared/connection-supervisor.ts';
import { createKeyedQueue } from '../shared/keyed-queue.ts';
import { createLatestRetrier } from '../shared/latest-retrier.ts';
import { discordFeatures } from '../shared/platform-features.ts';
import { redactToken } from '../shared/redact-token.ts';
import { botIdOf } from './api/bot-id.ts';
import { createInvalidRequestMonitor } from './api/invalid-requests.ts';
import { createDiscordPermissions } from './api/permissions.ts';
import { registerCommands } from './api/register-commands.ts';
import { runGatewaySession } from './gateway.ts';
import { createDirectTextHandler } from './interactions/direct-text-handler.ts';
import { createInteractionHandler } from './interactions/interaction-handler.ts';
import { discordInviteUrl } from './invite-url.ts';
import { fetchAttachment } from './read/fetch-attachment.ts';
import { createPictureAttacher } from './send/attach-picture.ts';
import type { ChannelResponderOptions } from './send/channel-responder.ts';
import { createDiscordPublisher } from './send/publisher.ts';
import { createServerRequests } from './servers/fetch-server.ts';
import { createServerDirectory, type ServerDirectory } from './servers/server-directory.ts';
import { createServerEvents } from './servers/server-events.ts';
import { createCommandMentions } from './write/command-mentions.ts';
import { renderDiscordMessages } from './write/message.ts';
import { toRestEdit } from './write/payload.ts';

export interface DiscordSettings {
  token: string;
  apiUrl: string;
}

/** The Discord bot. discord.js runs the gateway and the requests; state that must survive a restart is in the database. */
export function createDiscordBot(settings: DiscordSettings, dependencies: BotDependencies): Bot {
  const { dispatcher, manifests, localizers, lifecycle, isDatabaseAvailable, log, now } =
    dependencies;
  const rest = new REST({ version: '10', api: settings.apiUrl }).setToken(settings.token);
  const invalidRequests = createInvalidRequestMonitor();
  invalidRequests.watch(rest);
  const queue = createKeyedQueue();
  const pictures = createPictureAttacher(dependencies.pictures, log);
  const mentions = createCommandMentions(manifests, localizers);
  let applicationId = '';
  let registrationProblem: string | undefined;
  let connection: SupervisedConnection | undefined;

  const describeError = (error: unknown): string =>
    redactToken(error instanceof Error ? error.message : String(error), settings.token);
  const retrier = createLatestRetrier({ isDatabaseAvailable, describeError, log });
  const serverEvents = createServerEvents(() => servers, lifecycle, retrier);
  const servers: ServerDirectory = createServerDirectory(serverEvents, botIdOf(settings.token));
  const answering: Omit<ChannelResponderOptions, 'rest'> = {
    pictures,
    render: memoizePerMessage(
      (message, asList?: boolean) => renderDiscordMessages(message, mentions.write, asList),
      (asList) => `${mentions.version()} ${asList ?? ''}`,
    ),
    async editMessage(channelId, messageId, part) {
      await rest.patch(
        Routes.channelMessage(channelId, messageId),
        toRestEdit(await pictures.attach(part)),
      );
    },
  };
  const handleInteraction = createInteractionHandler({
    ...{ dispatcher, manifests, localizers, servers, queue, describeError, log, now },
    ...answering,
  });
  const handleDirectText = createDirectTextHandler({
    ...{ dispatcher, queue, describeError, log, rest },
    ...answering,
  });

  async function register(): Promise<void> {
    try {
      mentions.setIds(await registerCommands(rest, applicationId, manifests, localizers));
      registrationProblem = undefined;
    } catch (error) {
      registrationProblem = describeError(error);
      log.warn(
        { event: 'discord.commands_rejected', applicationId, problem: registrationProblem },
        'Discord rejected the commands; older ones still work',
      );
    }
  }

  const connect = (control: ConnectionControl): Promise<void> =>
    runGatewaySession(
      {
        ...settings,
        listen(discord) {
          invalidRequests.watch(discord.rest);
          discord.on(Events.InteractionCreate, async (interaction) => {
            await serverEvents.recordingOf(interaction.guildId);
            await handleInteraction(interaction);
          });
        },
        onPacket(packet, shardId) {
          servers.handlePacket(packet, shardId);
          handleDirectText(packet);
        },
        async onReady(discord) {
          applicationId = discord.application?.id ?? '';
          await Promise.all([register(), serverEvents.recordPresent()]);
        },
        drain: () => queue.drain(),
        describeError,
        log,
      },
      control,
    );

  const publisher = createDiscordPublisher({
    ...settings,
    mention: mentions.write,
    pictures,
    isAnnouncementChannel: servers.isAnnouncementChannel,
  });
  return {
    platform: 'discord',
    publisher: { ...publisher, onInvalidRequest: invalidRequests.onInvalidRequest },
    serverEvents: publisher.serverEvents,
    platformPermissions: createDiscordPermissions(servers, createServerRequests(rest)),
    inviteUrl: () => discordInviteUrl(applicationId),
    fetchFile: (file, maxBytes) => fetchAttachment(file, maxBytes, settings.apiUrl),
    start() {
      connection ??= superviseConnection(connect, describeError, log);
      return connection.firstAttempt;
    },
    async stop() {
      retrier.stop();
      await connection?.stop();
    },
    health() {
      return {
        ...(connection?.health() ?? { isConnected: false }),
        ...(registrationProblem === undefined ? {} : { registrationProblem }),
        features: { ...discordFeatures },
      };
    },
  };
}
