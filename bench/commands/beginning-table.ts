import type { Beginning } from './begin.ts';
import { times } from './results.ts';
import { rounded, table } from './table.ts';

/** How a program begins, and what memory it takes where that was looked at. */
export interface Standing {
  name: string;
  beginning: Beginning | undefined;
  memory?: { idle: number; after: number; commands: number };
}

/** How soon programs are ready, and their memory. @param against whose times the others are */
export function beginningTable(all: readonly Standing[], against?: Standing): string {
  const withMemory = all.some(({ memory }) => memory !== undefined);
  return table(
    [
      '',
      'ready in ms',
      'min–max',
      'CPU ms',
      'first answers in ms',
      ...(withMemory ? ['MB idle', 'MB at the end', 'commands until then'] : []),
      ...(against ? [`ready, times ${against.name}`, 'MB idle, times the same'] : []),
    ],
    all.map(({ name, beginning, memory }) => [
      name,
      ...(beginning
        ? [
            rounded(beginning.ready.middle),
            `${rounded(beginning.ready.least)}–${rounded(beginning.ready.most)}`,
            rounded(beginning.cpu),
            rounded(beginning.answered),
          ]
        : ['', '', '', '']),
      ...(memory ? [memory.idle, memory.after, memory.commands].map(rounded) : []),
      ...(against
        ? [
            times(beginning?.ready.middle, against.beginning?.ready.middle),
            times(memory?.idle, against.memory?.idle),
          ]
        : []),
    ]),
  );
}
