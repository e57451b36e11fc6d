import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findCheckout } from '../../../../bench/commands/programs/other-checkout.ts';

it('reports what another checkout lacks, in the order of setup', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-beside-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const put = (file: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '{}');
  };
  expect(() => findCheckout(folder)).toThrow(`git worktree add ${folder} COMMIT`);
  put('src/main.js');
  put('package.json');
  expect(() => findCheckout(folder)).toThrow('node setup.js develop');
  put('node_modules/.callboard-setup.json');
  expect(() => findCheckout(folder)).toThrow('node setup.js develop');
  put('src/database/generated/client.ts');
  expect(findCheckout(folder)).toEqual({ folder, name: path.basename(folder) });
});
