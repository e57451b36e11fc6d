import type { Call } from '../src/communities/call.ts';
import { helpNames, helpOn, helpOverview, isOpen, typed } from '../src/communities/help.ts';
import { helpBlocks } from '../src/communities/help-sections.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { pick } from '../src/kit/kinds/pick.ts';
import { spelled } from '../src/kit/names.ts';
import type { CommandSheet } from '../src/kit/sheet.ts';
import { defineCommand, defineStep } from './define.ts';

/** Every command is explained to whoever names it; only what this person may do is offered unasked. */
async function search(words: string, call: Call, limit: number): Promise<CommandSheet[]> {
  const wanted = spelled(words).replace(/^\//, '');
  const fitting = call.sheets.filter((sheet) =>
    helpNames(sheet).some((name) => spelled(name).includes(wanted)),
  );
  if (wanted !== '') return fitting.slice(0, limit);
  const open = await Promise.all(fitting.map((sheet) => isOpen(sheet, call)));
  return fitting.filter((_, at) => open[at]).slice(0, limit);
}

const command = () =>
  pick<CommandSheet, Call>({
    search: (words, call, _given, limit) => search(words, call, limit),
    find: async (id, call) => call.sheets.find(({ name }) => name === id),
    id: ({ name }) => name,
    label: ({ name }, call) => typed(name, call),
    names: helpNames,
    none: 'commands.help.none',
  });

export default defineCommand({
  name: 'help',
  visibility: 'private',
  readsOnly: true,
  args: { command: command().optional() },
  run: (call) => (call.args.command ? helpOn(call.args.command, call) : helpOverview(call)),
  steps: {
    block: defineStep({
      visibility: 'private',
      readsOnly: true,
      args: { block: choice(helpBlocks, 'commands.help.blocks') },
      run: (call) => helpOverview(call, call.args.block),
    }),
  },
});
