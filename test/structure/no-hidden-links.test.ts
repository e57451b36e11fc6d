import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../commands');
/** Commands that publish text; the others only search for it. */
const writing =
  /^(alert|briefing|course|event)-(send|edit|correct|retract|item|new|session|cancel|postpone)\.ts$/;
/** Arguments whose text is published. */
const plain =
  /\b(?:title|text|summary|place|topic|trainer|reason|other_title|other_text|other_summary): (?:form\(\{ )?text\(/;

const files = globSync('*.ts', { cwd: folder }).filter((file) => writing.test(file));

test('finds commands that publish text', () => {
  expect(files.length).toBeGreaterThan(10);
});

test.each(files)('%s accepts no text with an address that hides its target', (file) => {
  expect(readFileSync(path.join(folder, file), 'utf8')).not.toMatch(plain);
});
