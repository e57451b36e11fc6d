import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
/** The user `node` of the image, whom the image names. */
const user = 1000;
const isRoot = process.getuid?.() === 0;

/** A build stage's instructions in order, as `RUN` and its arguments. */
const stages = read('Dockerfile')
  .split(/^(?=FROM )/m)
  .map((stage) =>
    stage
      .trim()
      .split('\n')
      .map((line) => line.split(/ (.*)/s, 2))
      .map(([name = '', rest = '']) => ({ name, rest })),
  );
const [build = [], final = []] = stages;
const all = (stage: typeof final, name: string) =>
  stage.filter((one) => one.name === name).map(({ rest }) => rest);
const last = (name: string) => all(final, name).at(-1) ?? '';
const words = z.array(z.string());

test('runs the image as its own user with data on a volume and a health check', () => {
  expect(stages).toHaveLength(2);
  expect(last('USER')).toBe('node');
  expect(last('VOLUME')).toBe('/callboard/data');
  expect(last('HEALTHCHECK')).toContain('/healthz');
  expect(all(final, 'RUN').at(-1)).toBe('mkdir -p data && chown node:node data');
});

test('gives the program enough time to stop in both service definitions', () => {
  const compose = Number(/stop_grace_period: (\d+)s/.exec(read('compose.yaml'))?.[1]);
  const unit = Number(/TimeoutStopSec=(\d+)/.exec(read('docs/callboard.service'))?.[1]);
  const own = Number(/stopTimeoutMs = (\d+)_000/.exec(read('src/app/process.ts'))?.[1]);
  expect(Math.min(compose, unit)).toBeGreaterThan(own);
});

describe.skipIf(process.platform !== 'linux')('the image steps without a container engine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-image-'));
  const image = path.join(folder, 'callboard');
  const ignored = new Set(read('.dockerignore').trim().split('\n'));
  const environment = Object.fromEntries(
    all(final, 'ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('='))),
  );

  beforeAll(() => {
    chmodSync(folder, 0o755);
    cpSync(root, image, {
      recursive: true,
      filter: (from) => !ignored.has(path.relative(root, from)),
    });
    // Packages are taken from this installation; natively compiled ones are not in an image.
    execFileSync('cp', ['-al', path.join(root, 'node_modules'), image]);
    rmSync(path.join(image, 'node_modules/.cache/compiled'), { recursive: true, force: true });
    for (const step of all(build, 'RUN'))
      execFileSync('sh', ['-c', step], { cwd: image, stdio: 'pipe' });
    mkdirSync(path.join(image, 'data'));
    if (isRoot) chownSync(path.join(image, 'data'), user, user);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('start the program as its user, become healthy and stop on SIGTERM', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    const options = {
      cwd: image,
      env: { PATH: process.env.PATH, HOME: '/nonexistent', PORT: String(port), ...environment },
      ...(isRoot ? { uid: user, gid: user } : {}),
    };
    const [program = '', ...args] = words.parse(JSON.parse(last('CMD')));
    const child = spawn(program, args, options);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      await vi.waitFor(() => expect(output).toContain('playground is at'), {
        timeout: 60_000,
        interval: 50,
      });
      const check = last('HEALTHCHECK').replace(/^.*? CMD /, '');
      const [node = '', ...given] = words.parse(JSON.parse(check));
      execFileSync(node, given, { ...options, stdio: 'pipe' });
      expect(existsSync(path.join(image, 'data/playground/database'))).toBe(true);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
  }, 120_000);
});
