import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
/** How long a first start may take, in milliseconds. */
const startTimeout = 120_000;

export interface RunningProgram {
  /** Address of the page. */
  url: string;
  /** Posts to the page's API. @throws Error with the refusal */
  act(platform: string, action: string, input: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the program with a playground of its own on a free port. */
export async function startProgram(): Promise<RunningProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), 'callboard-screenshots-'));
  const child = spawn(process.execPath, ['src/main.js'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`The program did not start:\n${output}`)),
      startTimeout,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /playground is at (http:\S+)/.exec(output)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${output}`)));
  });
  return {
    url,
    async act(platform, action, input) {
      const response = await fetch(new URL(`/playground/api/${platform}/${action}`, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(`${action}: ${await response.text()}`);
    },
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
