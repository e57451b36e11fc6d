import type { AutocompleteInteraction } from 'discord.js';
import type { Logger } from 'pino';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import type { BotDependencies } from '../../bot.ts';
import { readCommandName, readDiscordActor, readOptions } from '../read/interaction.ts';
import { createNameLookup, renderMentionsInValues } from '../read/plain-text.ts';
import type { ServerNames } from '../servers/server-directory.ts';

/** Suggestions of one answer, and characters of each. Source: Discord, "Autocomplete". */
const limits = { suggestions: 25, name: 100 } as const;

export interface AutocompleteOptions {
  dispatcher: Pick<BotDependencies['dispatcher'], 'suggest'>;
  localizer: Localizer;
  servers: ServerNames;
  describeError(error: unknown): string;
  log: Pick<Logger, 'warn'>;
}

/** Answers an autocomplete interaction; with no suggestions when they cannot be found. */
export async function respondWithSuggestions(
  interaction: AutocompleteInteraction,
  { dispatcher, localizer, servers, describeError, log }: AutocompleteOptions,
): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const values = await renderMentionsInValues(
    readOptions(interaction.options.data),
    createNameLookup(interaction, servers, false),
    localizer,
  );
  const { [focused.name]: typed, ...others } = values;
  const suggestions = await dispatcher
    .suggest(
      readDiscordActor(interaction, servers),
      readCommandName(interaction),
      focused.name,
      String(typed ?? focused.value),
      others,
    )
    .catch((error: unknown) => {
      log.warn(
        {
          event: 'discord.suggestions_failed',
          command: interaction.commandName,
          argument: focused.name,
          problem: describeError(error),
        },
        'suggestions could not be looked up',
      );
      return [];
    });
  await interaction.respond(
    suggestions
      .slice(0, limits.suggestions)
      .map(({ label, value }) => ({ name: truncate(label, limits.name), value })),
  );
}
