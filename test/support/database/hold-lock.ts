import { lockDataDir } from '../../../src/database/locks/data-dir-lock.ts';

/** Takes the folder that is named and says so, or why not; ends with its input. */
try {
  await lockDataDir(process.argv[2] ?? '');
  console.log('held');
  process.stdin.on('end', () => process.exit(0)).resume();
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(3);
}
