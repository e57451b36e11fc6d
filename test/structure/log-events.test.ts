import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const sources = ['src', 'bots']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(root, folder, file),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** The events of the table of log events in the operator's guide. */
function documentedEvents(): string[] {
  const guide = readFileSync(path.join(root, 'docs/operating.md'), 'utf8');
  const [, table = ''] = /\| event \| meaning \| what to do \|\n((?:\|.*\n)+)/.exec(guide) ?? [];
  return table
    .split('\n')
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z_.]+)`/g)])
    .map(([, event = '']) => event);
}

test('the guide lists log events, each by area and by what happened', () => {
  const events = documentedEvents();
  expect(events.length).toBeGreaterThan(5);
  expect(events.filter((event) => !/^[a-z]+(?:\.[a-z]+(?:_[a-z]+)*)+$/.test(event))).toEqual([]);
});

test.each(documentedEvents())('the program logs the event %s', (event) => {
  expect(sources).toContain(`event: '${event}'`);
});
