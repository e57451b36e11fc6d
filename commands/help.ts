import type { Call } from '../src/communities/call.ts';
import { helpOn, helpOverview, typed } from '../src/communities/help.ts';
import { helpBlocks } from '../src/communities/help-sections.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { pick } from '../src/kit/kinds/pick.ts';
import type { CommandSheet } from '../src/kit/sheet.ts';
import { fold } from '../src/language/fold.ts';
import { defineCommand, defineStep } from './define.ts';

const command = () =>
  pick<CommandSheet, Call>({
    search: async (words, call, _given, limit) =>
      call.sheets
        .filter((sheet) => fold(typed(sheet.name, call)).includes(fold(words)))
        .slice(0, limit),
    find: async (id, call) => call.sheets.find(({ name }) => name === id),
    id: ({ name }) => name,
    label: ({ name }, call) => typed(name, call),
    none: 'commands.help.none',
  });

export default defineCommand({
  name: 'help',
  visibility: 'private',
  args: { command: command().optional() },
  run: (call) => (call.args.command ? helpOn(call.args.command, call) : helpOverview(call)),
  steps: {
    block: defineStep({
      visibility: 'private',
      args: { block: choice(helpBlocks, 'commands.help.blocks') },
      run: (call) => helpOverview(call, call.args.block),
    }),
  },
});
