import type { StartupTimes } from '../load/startup.ts';
import { formatInteger, markdownTable } from './markdown-table.ts';
import { ratio } from './results.ts';

/** How a program begins, and what memory it takes where that was looked at. */
export interface StartupRow {
  name: string;
  startup: StartupTimes | undefined;
  memory?: { idle: number; after: number; commands: number };
}

/** How soon programs are ready, and their memory. @param against whose times the others are */
export function startupTable(all: readonly StartupRow[], against?: StartupRow): string {
  const withMemory = all.some(({ memory }) => memory !== undefined);
  return markdownTable(
    [
      '',
      'ready in ms',
      'min–max',
      'CPU ms',
      'first answers in ms',
      ...(withMemory ? ['MB idle', 'MB at the end', 'commands until then'] : []),
      ...(against ? [`ready, times ${against.name}`, 'MB idle, times the same'] : []),
    ],
    all.map(({ name, startup, memory }) => [
      name,
      ...(startup
        ? [
            formatInteger(startup.ready.middle),
            `${formatInteger(startup.ready.least)}–${formatInteger(startup.ready.most)}`,
            formatInteger(startup.cpu),
            formatInteger(startup.answered),
          ]
        : ['', '', '', '']),
      ...(memory ? [memory.idle, memory.after, memory.commands].map(formatInteger) : []),
      ...(against
        ? [
            ratio(startup?.ready.middle, against.startup?.ready.middle),
            ratio(memory?.idle, against.memory?.idle),
          ]
        : []),
    ]),
  );
}
