import type { CommandContext } from '../context/command-context.ts';
import { pick } from '../kit/argument-types/pick.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import { normalizeName } from '../kit/names/normalize-name.ts';
import { isCommandAvailable } from './availability.ts';
import { helpNames, typedCommandName } from './command-names-view.ts';

/** Commands by name. Without a name only available ones are offered. */
async function searchCommands(
  typed: string,
  context: CommandContext,
  limit: number,
): Promise<CommandManifest[]> {
  const wanted = normalizeName(typed).replace(/^\//, '');
  const matching = context.manifests.filter((manifest) =>
    helpNames(manifest).some((name) => normalizeName(name).includes(wanted)),
  );
  if (wanted !== '') return matching.slice(0, limit);
  const isAvailable = await Promise.all(
    matching.map((manifest) => isCommandAvailable(manifest, context)),
  );
  return matching.filter((_, at) => isAvailable[at]).slice(0, limit);
}

/** A command, by its name in either language. */
export const commandName = () =>
  pick<CommandManifest, CommandContext>({
    search: (typed, context, _given, limit) => searchCommands(typed, context, limit),
    find: async (id, context) => context.manifests.find(({ name }) => name === id),
    id: ({ name }) => name,
    label: ({ name }, context) => typedCommandName(name, context),
    names: helpNames,
    noMatchKey: 'commands.help.none',
  });
