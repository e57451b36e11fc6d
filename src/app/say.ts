import { SayError } from '../../playground/say/api-client.ts';
import {
  helpText,
  readSayInvocation,
  SayUsageError,
  sayOptions,
} from '../../playground/say/arguments.ts';
import { runSay } from '../../playground/say/run.ts';
import { parseOptions, UsageError } from '../config/command-line.ts';
import { playgroundFolder } from './playground-folder.ts';

/** `npm run say`: talks to the bots of a running playground from a terminal. */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const invocation = readSayInvocation(parseOptions(args, sayOptions, args.length));
  if (invocation === 'help') console.log(helpText);
  else await runSay(invocation, playgroundFolder(process.cwd(), process.env));
}

await main().catch((error: unknown) => {
  const isUsageError = error instanceof UsageError || error instanceof SayUsageError;
  if (!(isUsageError || error instanceof SayError)) throw error;
  console.error(error.message);
  if (isUsageError) console.error('See npm run say -- --help');
  process.exitCode = 1;
});
