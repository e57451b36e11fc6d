import type { BaseInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Form } from '../../../src/kit/adapter/form.ts';
import type { RawValues } from '../../../src/kit/define/raw-value.ts';
import { maxFormFields } from '../../../src/kit/limits.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { readLocale } from '../../../src/language/locale.ts';
import type { BotDependencies } from '../../bot.ts';
import type { KeyedQueue } from '../../shared/keyed-queue.ts';
import { messageCommandNames } from '../api/register-commands.ts';
import { readFormFields } from '../read/form.ts';
import { readCommandName, readDiscordActor, readOptions } from '../read/interaction.ts';
import { createNameLookup, renderMentionsInValues } from '../read/plain-text.ts';
import { readTargetMessage } from '../read/target-message.ts';
import {
  type AnswerableInteraction,
  createDiscordResponder,
  type DeferrableAnswer,
  type DiscordResponderOptions,
} from '../send/responder.ts';
import type { ServerNames } from '../servers/server-directory.ts';
import { respondWithSuggestions } from './autocomplete.ts';
import { createLoadMonitor } from './load-monitor.ts';

export interface InteractionHandlerOptions
  extends Pick<BotDependencies, 'dispatcher' | 'manifests' | 'localizers' | 'now'>,
    Pick<DiscordResponderOptions, 'render' | 'pictures' | 'editMessage'> {
  servers: ServerNames;
  queue: KeyedQueue;
  describeError(error: unknown): string;
  log: Pick<Logger, 'error' | 'warn'>;
}

/** What the form asks after the menu of a message, which has no options: the first open arguments, optional ones too. */
function askedBeside(values: RawValues, manifest: CommandManifest | undefined): string[] {
  const open = (manifest?.arguments ?? []).filter(({ name }) => !(name in values));
  return open.some(({ isRequired }) => isRequired)
    ? open.slice(0, maxFormFields).map(({ name }) => name)
    : [];
}

/** Entry point for all interactions: commands, buttons, selects, forms and autocompletion. Never rejects. */
export function createInteractionHandler({
  dispatcher,
  manifests,
  localizers,
  servers,
  queue,
  describeError,
  log,
  ...options
}: InteractionHandlerOptions): (interaction: BaseInteraction) => Promise<void> {
  const load = createLoadMonitor(() => performance.now());
  /** All of these are deferred as soon as the bot is overloaded, not only the newest. */
  const inProgress = new Set<DeferrableAnswer>();
  const messageCommands = messageCommandNames(manifests, localizers);
  const formToken = (form: Form) => dispatcher.saveAction(form.action);

  const readValues = (interaction: BaseInteraction, values: RawValues) =>
    renderMentionsInValues(
      values,
      createNameLookup(interaction, servers, true),
      localizers[readLocale(interaction.locale, 'en')],
    );

  async function answer(interaction: AnswerableInteraction): Promise<void> {
    const actor = readDiscordActor(interaction, servers);
    const command = interaction.isChatInputCommand() ? readCommandName(interaction) : undefined;
    const manifest = interaction.isMessageContextMenuCommand()
      ? messageCommands.get(interaction.commandName)
      : manifests.find(({ name }) => name === command);
    const responder = createDiscordResponder(interaction, manifest?.visibility ?? 'private', {
      ...options,
      formToken,
      isOverloaded: load.isOverloaded(),
      canOpenForm:
        interaction.isMessageComponent() ||
        interaction.isMessageContextMenuCommand() ||
        (manifest?.arguments.some(({ isFormField }) => isFormField) ?? false),
    });
    inProgress.add(responder);
    if (load.isOverloaded()) for (const other of inProgress) other.deferNow();
    const done = queue.run(`${actor.user.platformId}:${actor.chat.platformId}`, async () => {
      if (interaction.isChatInputCommand()) {
        const values = await readValues(interaction, readOptions(interaction.options.data));
        await dispatcher.runCommand({ actor, command: command ?? '', values }, responder);
      } else if (interaction.isMessageContextMenuCommand()) {
        const target = readTargetMessage(interaction, manifest?.arguments ?? [], actor);
        const values = await readValues(interaction, target);
        const asked = askedBeside(values, manifest);
        const form =
          asked.length > 0 ? { form: { page: 0, act: 'open' as const, fields: asked } } : {};
        await dispatcher.runCommand(
          { actor, command: manifest?.name ?? '', values, ...form },
          responder,
        );
      } else {
        const fields = interaction.isModalSubmit()
          ? await readValues(interaction, readFormFields(interaction))
          : undefined;
        // The value of a select's option is the token of its action, like a button's custom id.
        const token = interaction.isStringSelectMenu()
          ? interaction.values[0]
          : interaction.customId;
        await dispatcher.pressButton(token ?? '', actor, responder, interaction.id, fields);
      }
      await responder.finish();
    });
    await done.finally(() => inProgress.delete(responder));
  }

  async function handle(interaction: BaseInteraction): Promise<void> {
    if (interaction.isAutocomplete()) {
      // Commands go first: under load nothing is looked up, and typed text is understood as well.
      if (load.isOverloaded()) await interaction.respond([]);
      else {
        const localizer = localizers[readLocale(interaction.locale, 'en')];
        await respondWithSuggestions(interaction, {
          ...{ dispatcher, localizer, servers, describeError, log },
        });
      }
    } else if (
      interaction.isChatInputCommand() ||
      interaction.isMessageContextMenuCommand() ||
      interaction.isMessageComponent() ||
      interaction.isModalSubmit()
    ) {
      await answer(interaction);
    }
  }

  return async (interaction) => {
    load.start();
    try {
      await handle(interaction);
    } catch (error) {
      log.error(
        {
          event: 'discord.interaction_failed',
          interactionId: interaction.id,
          problem: describeError(error),
        },
        'interaction could not be answered',
      );
    } finally {
      load.finish();
    }
  };
}
