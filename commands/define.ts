import type { CommandContext } from '../src/context/command-context.ts';
import type { HelpSection } from '../src/help/sections.ts';
import { createDefiners } from '../src/kit/define/command.ts';

/** How this program's commands are declared: every handler gets a `Call` and its own arguments. */
export const { defineCommand, defineAction } = createDefiners<CommandContext, HelpSection>();
