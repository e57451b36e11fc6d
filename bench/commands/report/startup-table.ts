import type { StartupTimes } from '../load/startup.ts';
import { formatInteger, markdownTable } from './markdown-table.ts';
import { ratio } from './results.ts';

/** Startup times of a program, and its memory if measured. */
export interface StartupRow {
  name: string;
  startup: StartupTimes | undefined;
  memory?: { idle: number; after: number; commands: number };
}

/** Startup times and memory. @param against program that the others are compared with */
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
