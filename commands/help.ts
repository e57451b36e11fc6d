import { commandName } from '../src/help/arguments.ts';
import { readHelpOverview } from '../src/help/availability.ts';
import { commandHelpMessage, helpOverviewMessage } from '../src/help/messages.ts';
import { helpBlocks } from '../src/help/sections.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'help',
  help: 'unlisted',
  visibility: 'private',
  isReadOnly: true,
  args: { command: commandName().optional() },
  run: async (context) =>
    context.args.command
      ? commandHelpMessage(context, context.args.command)
      : helpOverviewMessage(context, await readHelpOverview(context)),
  steps: {
    block: defineAction({
      visibility: 'private',
      isReadOnly: true,
      args: { block: choice(helpBlocks, 'commands.help.blocks') },
      run: async (context) =>
        helpOverviewMessage(context, await readHelpOverview(context, context.args.block)),
    }),
  },
});
