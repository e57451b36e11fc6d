import { availableParallelism, cpus } from 'node:os';

/** Milliseconds with two decimals. */
export const formatMs = (value: number): string => value.toFixed(2);
export const formatInteger = (value: number): string => Math.round(value).toLocaleString('en');

/** A Markdown table with right-aligned figures. */
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

/** Date and machine of the measurement. */
export const describeMachine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`;
