import { availableParallelism, cpus } from 'node:os';

/** Milliseconds to the hundredth. */
export const formatMs = (value: number): string => value.toFixed(2);
export const formatInteger = (value: number): string => Math.round(value).toLocaleString('en');

/** A table in Markdown; figures stand on the right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

/** When and on what it was measured. */
export const describeMachine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`;
