import { lockDataDir } from '../../../src/database/locks/data-dir-lock.ts';

/** Locks a folder and prints the result; exits when its input ends. */
try {
  await lockDataDir(process.argv[2] ?? '');
  console.log('held');
  process.stdin.on('end', () => process.exit(0)).resume();
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(3);
}
