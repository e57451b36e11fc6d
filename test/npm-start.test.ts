import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createDatabaseFolder } from './support/database/test-databases.ts';

const data = mkdtempSync(path.join(tmpdir(), 'callboard-npm-start-'));
beforeAll(() => createDatabaseFolder(path.join(data, 'playground/database')));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const eventually = { timeout: 25_000, interval: 50 };

/** Whether a process is there and has not ended. */
function isThere(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith(
      'Z',
    );
  } catch {
    return false;
  }
}

interface Started {
  npm: ChildProcess;
  ended: Promise<number | string | null>;
  /** The process that writes the program's log. */
  pid: number;
  said(): string;
}

/** `npm start` as people type it, with a process group of its own. */
async function npmStart(): Promise<Started> {
  const npm = spawn('npm', ['start'], {
    cwd: path.resolve('.'),
    detached: true,
    env: { PATH: process.env.PATH, HOME: data, PORT: '0', DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const ended = new Promise<number | string | null>((resolve) =>
    npm.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  onTestFinished(() => {
    try {
      process.kill(-(npm.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
  await vi.waitFor(() => expect(text).toContain('playground is at'), eventually);
  const pids = execFileSync('ps', ['-A', '-o', 'pid=,pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, group, program = '']) => Number(group) === npm.pid && /(^|\/)node$/.test(program))
    .map(([pid]) => Number(pid));
  const pid = pids.find((one) => one !== npm.pid) ?? 0;
  expect(isThere(pid)).toBe(true);
  return { npm, ended, pid, said: () => text };
}

describe.skipIf(process.platform === 'win32')('stopping what npm start started', () => {
  test('works by SIGTERM to npm alone, as from Docker, systemd and pm2', async () => {
    const { npm, ended, pid, said } = await npmStart();
    process.kill(npm.pid ?? 0, 'SIGTERM');
    expect(await ended).toBe(0);
    expect(isThere(pid)).toBe(false);
    await vi.waitFor(() => expect(said()).toContain('"msg":"stopped"'), eventually);
  });

  test('works by Ctrl-C, which reaches both npm and the program', async () => {
    const { npm, ended, pid, said } = await npmStart();
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    expect(await ended).toBe(0);
    expect(isThere(pid)).toBe(false);
    await vi.waitFor(() => expect(said()).toContain('"msg":"stopped"'), eventually);
    expect(said().match(/"msg":"stopping"/g)).toHaveLength(1);
  });

  test('works when npm is killed without forwarding a signal', async () => {
    const { npm, pid, said } = await npmStart();
    process.kill(npm.pid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(isThere(pid)).toBe(false), eventually);
    await vi.waitFor(() => expect(said()).toContain('"msg":"stopped"'), eventually);
  });
});
