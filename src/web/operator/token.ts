import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** File name of a generated token. */
const fileName = 'operator-token';
const setting = { location: 'OPERATOR_TOKEN', publicLocation: 'OPERATOR_TOKEN' } as const;
const isWellFormedToken = (text: string): boolean => /^[\x21-\x7e]{20,200}$/.test(text);

/** The token for the operator's pages, and where to find it. */
export interface OperatorToken {
  token: string;
  /** Where to find it, for the terminal: the setting, or the absolute path of the file. */
  location: string;
  /** The same for people who are not signed in: without absolute paths. */
  publicLocation: string;
  /** Whether it was generated at this start. */
  isGenerated: boolean;
}

/** Reads a token that was generated earlier; only this user may read the file. */
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
 * The token of the settings, else the one stored in the folder, generated at the first start.
 * @param within names of the folders that lead from `DATA_DIR` to `folder`
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
    // It cannot be stored: it is valid until the program ends, through the link printed at the start.
    return { token, ...setting, isGenerated: true };
  }
}
