import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { startLoadProcess } from './commands/load/processes.ts';
import { measureStartups } from './commands/load/startup.ts';
import { openStoredPrograms } from './commands/programs/stored-programs.ts';
import { describeMachine } from './commands/report/markdown-table.ts';
import { startupTable } from './commands/report/startup-table.ts';

/** Time until the whole program is ready on PGlite, compared with the same bot by hand. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    times: { type: 'string', default: '9' },
    alone: { type: 'boolean', default: false },
  });
  const times = parseWholeNumber('times', values.times);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startLoadProcess();
  try {
    const { subjects } = await openStoredPrograms(folder, {
      pglite: true,
      hand: !values.alone,
      postgres: false,
      koishi: false,
    });
    const begun = await measureStartups(platforms, subjects, times);
    console.log(
      [
        `${describeMachine()}, ${times} starts each`,
        '',
        startupTable(
          subjects.map((subject) => ({ name: subject.name, startup: begun.get(subject) })),
        ),
      ].join('\n'),
    );
  } finally {
    platforms.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
