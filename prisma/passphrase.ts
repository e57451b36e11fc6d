import { readFileSync } from 'node:fs';
import { UsageError } from '../src/config/command-line.ts';

/** Characters of a passphrase at least. */
const shortest = 12;

/**
 * The passphrase of the private keys: the first line of a file, so that no list of processes shows it.
 * @throws UsageError when it is too short
 */
export function readPassphrase(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const passphrase = (readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? '').normalize('NFC');
  if ([...passphrase].length >= shortest) return passphrase;
  throw new UsageError(`The first line of ${file} is the passphrase: ${shortest} letters or more.`);
}
