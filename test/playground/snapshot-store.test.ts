import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serialize } from 'node:v8';
import { expect, onTestFinished, test } from 'vitest';
import { sampleWorld } from '../../playground/sample-world.ts';
import { createSnapshotStore } from '../../playground/snapshot-store.ts';

function createFixture() {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-snapshot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const warnings: string[] = [];
  const open = (state: unknown = {}) =>
    createSnapshotStore({
      folder,
      world: sampleWorld,
      current: () => ({ discord: state }),
      warn: (message) => warnings.push(message),
    });
  return { open, warnings, file: path.join(folder, 'platforms.bin') };
}

test('loads what was saved', async () => {
  const { open, warnings } = createFixture();
  await open({ messages: ['xin chào'] }).save();
  expect(await open().load()).toEqual({ discord: { messages: ['xin chào'] } });
  expect(warnings).toEqual([]);
});

test('loads nothing and says nothing at the first start', async () => {
  const { open, warnings } = createFixture();
  expect(await open().load()).toEqual({});
  expect(warnings).toEqual([]);
});

test.each([
  ['of another version', serialize({ stands: 'an older hash', platforms: { discord: {} } })],
  ['of another world', serialize({ worldHash: 'another', platforms: { discord: {} } })],
  ['that is damaged', Buffer.from('torn')],
])('sets a snapshot %s aside and says so once', async (_name, bytes) => {
  const { open, warnings, file } = createFixture();
  writeFileSync(file, bytes);
  expect(await open().load()).toEqual({});
  expect(await open().load()).toEqual({});
  expect(warnings).toEqual([expect.stringContaining(`${file}.old`)]);
  expect(existsSync(`${file}.old`)).toBe(true);
});
