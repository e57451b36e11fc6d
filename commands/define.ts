import type { Call } from '../src/communities/call.ts';
import { commandsFor } from '../src/kit/command.ts';

/** How this program's commands are declared: every handler gets a `Call` and its own arguments. */
export const { defineCommand, defineStep } = commandsFor<Call>();
