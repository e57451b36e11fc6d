import type { CommandContext } from '../src/context/command-context.ts';
import {
  commandHelp,
  helpNames,
  helpOverview,
  isCommandAvailable,
  typedCommandName,
} from '../src/help/messages.ts';
import { helpBlocks } from '../src/help/sections.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { pick } from '../src/kit/argument-types/pick.ts';
import type { CommandManifest } from '../src/kit/menu/manifest.ts';
import { normalizeName } from '../src/kit/names/normalize-name.ts';
import { defineAction, defineCommand } from './define.ts';

/** Every command is explained to whoever names it; only what this person may do is offered unasked. */
async function search(
  words: string,
  call: CommandContext,
  limit: number,
): Promise<CommandManifest[]> {
  const wanted = normalizeName(words).replace(/^\//, '');
  const fitting = call.manifests.filter((sheet) =>
    helpNames(sheet).some((name) => normalizeName(name).includes(wanted)),
  );
  if (wanted !== '') return fitting.slice(0, limit);
  const open = await Promise.all(fitting.map((sheet) => isCommandAvailable(sheet, call)));
  return fitting.filter((_, at) => open[at]).slice(0, limit);
}

const command = () =>
  pick<CommandManifest, CommandContext>({
    search: (words, call, _given, limit) => search(words, call, limit),
    find: async (id, call) => call.manifests.find(({ name }) => name === id),
    id: ({ name }) => name,
    label: ({ name }, call) => typedCommandName(name, call),
    names: helpNames,
    noMatchKey: 'commands.help.none',
  });

export default defineCommand({
  name: 'help',
  visibility: 'private',
  isReadOnly: true,
  args: { command: command().optional() },
  run: (call) => (call.args.command ? commandHelp(call.args.command, call) : helpOverview(call)),
  steps: {
    block: defineAction({
      visibility: 'private',
      isReadOnly: true,
      args: { block: choice(helpBlocks, 'commands.help.blocks') },
      run: (call) => helpOverview(call, call.args.block),
    }),
  },
});
