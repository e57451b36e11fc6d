import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { optionsOf, wholeNumber } from '../src/command-line.ts';
import { beginnings } from './commands/begin.ts';
import { startPlatforms } from './commands/processes.ts';
import { eventsOnPGlite } from './commands/subjects.ts';
import { beginningHead, beginningRow, machine, table } from './commands/table.ts';

/** How soon the whole program is ready on PGlite, beside the same by hand. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = optionsOf(args, {
    times: { type: 'string', default: '9' },
    alone: { type: 'boolean', default: false },
  });
  const times = wholeNumber('times', values.times);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startPlatforms();
  try {
    const subjects = await eventsOnPGlite(folder, !values.alone);
    const begun = await beginnings(platforms, subjects, times);
    console.log(
      [
        `${machine()}, ${times} starts each`,
        '',
        table(
          beginningHead,
          subjects.map((subject) => beginningRow(subject, begun.get(subject))),
        ),
      ].join('\n'),
    );
  } finally {
    platforms.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
