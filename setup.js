// Runs before `npm start` and `npm test` on whatever Node the machine has, so it stays plain JavaScript.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './src/program-index.js';

const root = import.meta.dirname;
const develop = process.argv[2] === 'develop';
const stampFile = path.join(root, 'node_modules', '.callboard-setup.json');

function stamp() {
  const hash = (file) =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('hex');
  return {
    lock: hash('package-lock.json'),
    schema: hash('prisma/schema.prisma'),
    bundler: hash('src/bundle.ts'),
  };
}

function lastStamp() {
  if (!existsSync(stampFile)) return {};
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * `npm start` says `exec node`, so that npm's shell becomes the program and signals reach it; the shell of Windows
 * has no such word, and finds this one.
 */
function nameExecOnWindows() {
  if (process.platform !== 'win32') return;
  writeFileSync(path.join(root, 'node_modules', '.bin', 'exec.cmd'), '@%*\r\n');
}

/** Whether the libraries are bundled, all of them there, of this installation and by what bundles them now. */
function isBundled({ lock, bundler }) {
  const folder = path.join(root, 'node_modules', '.cache', 'libraries');
  try {
    const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
    const isThere = ([file, size]) => statSync(path.join(folder, file)).size === size;
    return (
      index.lock === lock && index.bundler === bundler && Object.entries(index.sizes).every(isThere)
    );
  } catch {
    return false;
  }
}

/** @param whatElse where it can be done without: what happens instead */
function run(what, command, args, env = {}, whatElse = undefined) {
  console.log(`${what}…`);
  const started = Date.now();
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error(result.stdout ?? '');
    console.error(result.stderr ?? result.error?.message ?? '');
    if (whatElse !== undefined) {
      console.error(`${what}: failed. ${whatElse}`);
      return;
    }
    console.error(
      `${what}: failed. The lines above say why; run the same command again when it is mended.`,
    );
    process.exit(1);
  }
  console.log(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

const want = stamp();
const have = lastStamp();
const installed = have.lock === want.lock && (have.develop || !develop);
const generated =
  installed && have.schema === want.schema && existsSync(path.join(root, 'src/database/generated'));

if (!installed) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!develop) args.push('--omit=dev');
  run(
    develop
      ? 'Installing everything (about a minute the first time)'
      : 'Installing what Callboard needs to run (about a minute the first time)',
    'npm',
    args,
    // npm marks these for its own child scripts; a nested npm must not inherit them.
    { npm_config_omit: '', NODE_ENV: '' },
  );
}
if (!generated) {
  const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  run('Generating the database client', process.execPath, [prisma, 'generate'], {
    // Without this Prisma's command line fetches a native engine that generating does not need.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
}
if (!installed || !generated) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(
    stampFile,
    JSON.stringify({
      lock: want.lock,
      schema: want.schema,
      develop: develop || (installed && have.develop === true),
    }),
  );
}
nameExecOnWindows();
// Tests run from the files: whoever develops needs no bundle of the program.
if (!isBundled(want) || (!develop && findProgram(root) === undefined)) {
  run(
    'Bundling, so that every start is quicker',
    'npm',
    ['run', '--silent', 'bundle'],
    {},
    'Callboard works without it; the next start tries again.',
  );
}
