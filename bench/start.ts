import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { optionsOf, wholeNumber } from '../src/command-line.ts';
import { beginnings } from './commands/begin.ts';
import { beginningTable } from './commands/beginning-table.ts';
import { startPlatforms } from './commands/processes.ts';
import { machine } from './commands/table.ts';
import { wholePrograms } from './commands/whole.ts';

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
    const { subjects } = await wholePrograms(folder, {
      pglite: true,
      hand: !values.alone,
      postgres: false,
      koishi: false,
    });
    const begun = await beginnings(platforms, subjects, times);
    console.log(
      [
        `${machine()}, ${times} starts each`,
        '',
        beginningTable(
          subjects.map((subject) => ({ name: subject.name, beginning: begun.get(subject) })),
        ),
      ].join('\n'),
    );
  } finally {
    platforms.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
