import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { playgroundFolder } from '../../src/app/playground-folder.ts';
import { loadEnvironment } from '../../src/config/environment.ts';

const text = 'PORT=4000\r\nDATA_DIR=đây\r\n';
const utf16 = (value: string) => Buffer.from(value, 'utf16le');

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['a mark before the very line', Buffer.from('\ufeffDATA_DIR=đây')],
  ['UTF-16', utf16(`\ufeff${text}`)],
  ['UTF-16 without a mark', utf16(text)],
  ['UTF-16 the other way round', utf16(`\ufeff${text}`).swap16()],
  ['quotation marks', Buffer.from('export DATA_DIR="đây"')],
  ['typographic quotation marks', Buffer.from('DATA_DIR=“đây”')],
])('finds the playground through a settings file in %s', (_name, bytes) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-address-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, '.env'), bytes);
  expect(loadEnvironment(folder, {}).environment.DATA_DIR).toBe('đây');
  expect(playgroundFolder(folder, {})).toBe(path.join(folder, 'đây', 'playground'));
  expect(playgroundFolder(folder, { DATA_DIR: 'x' })).toBe(path.join(folder, 'x', 'playground'));
});
