import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file of a token that was made here. */
const fileName = 'operator-token';
const setting = { location: 'OPERATOR_TOKEN', publicLocation: 'OPERATOR_TOKEN' } as const;
const isWellFormedToken = (text: string): boolean => /^[\x21-\x7e]{20,200}$/.test(text);

/** What opens the operator's pages, and where it stands. */
export interface OperatorToken {
  token: string;
  /** Where it stands, for whoever reads the terminal: the setting, or the file with its whole path. */
  location: string;
  /** The same for whoever is not known yet: no path of this machine. */
  publicLocation: string;
  /** Whether it was made here, so that nobody knows it yet. */
  isGenerated: boolean;
}

/** A token that was made earlier; nobody but this user may read it. */
function readTokenFile(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (!isWellFormedToken(text)) return undefined;
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return text;
  } catch {
    return undefined;
  }
}

/**
 * The token of the settings, else the one that is kept in the folder, made at the first start.
 * @param within the names of the folders below `DATA_DIR` that lead to `folder`
 */
export function loadOperatorToken(
  given: string | undefined,
  folder: string,
  within: readonly string[] = [],
): OperatorToken {
  if (given !== undefined) return { token: given, ...setting, isGenerated: false };
  const file = path.join(folder, fileName);
  const inFile = { location: file, publicLocation: `DATA_DIR/${[...within, fileName].join('/')}` };
  const known = readTokenFile(file);
  if (known !== undefined) return { token: known, ...inFile, isGenerated: true };
  const token = randomBytes(30).toString('base64url');
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
    return { token, ...inFile, isGenerated: true };
  } catch {
    // Nothing can be kept there: it is good until the program ends, by the link that the start prints.
    return { token, ...setting, isGenerated: true };
  }
}
