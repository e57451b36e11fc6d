import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Certificate } from '../../database/generated/client.ts';
import { findCode } from '../code.ts';
import { nameHash } from '../facts.ts';
import { type KeyRows, type Signer, verifySigned } from '../keys/keyring.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Stands in a file where its seal comes, and while the file's hash is computed. */
export const blankSeal = '0'.repeat(700);

const sealSchema = z.object({
  code: z.string(),
  /** See `nameHash`. */
  name: z.string(),
  /** SHA-256 of the file with a blank seal, in base64url. */
  file: z.string(),
});

const sealPattern = new RegExp(`/CallboardSeal \\(([\\w.-]{1,${blankSeal.length}}) *\\)`);

/** Bytes as a text with one letter for each. */
const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const hashOf = (text: string): string =>
  createHash('sha256').update(text, 'latin1').digest('base64url');

/** Puts a signature of a whole file into it, so that any later change is noticed. */
export async function sealFile(
  drawn: Uint8Array,
  signer: Signer,
  certificate: Pick<Certificate, 'code' | 'name' | 'nameSalt'>,
): Promise<Bytes> {
  const text = latin1(drawn);
  const facts = { code: certificate.code, name: nameHash(certificate), file: hashOf(text) };
  const seal = await signer.sign(facts, 'callboard-file');
  if (!text.includes(blankSeal) || seal.length > blankSeal.length)
    throw new Error('the file has no room for its seal');
  return Uint8Array.from(
    Buffer.from(text.replace(blankSeal, seal.padEnd(blankSeal.length)), 'latin1'),
  );
}

/** What a file says of itself. */
export interface ReadFile {
  /** The certificate that it is of; undefined where it names none. */
  code: string | undefined;
  /** What was signed, where the file is as it was made: a hash of the name in it. */
  original: { name: string } | undefined;
}

/** Reads which certificate a file is of, and whether it was changed since it was made. */
export async function readFile(
  db: Pick<KeyRows, 'signingKey'>,
  bytes: Uint8Array,
): Promise<ReadFile> {
  const text = latin1(bytes);
  const found = text.match(sealPattern);
  const seal = found?.[1];
  const facts =
    seal === undefined
      ? undefined
      : sealSchema.safeParse(await verifySigned(db, seal, 'callboard-file')).data;
  if (!found || !facts) return { code: findCode(text), original: undefined };
  const blank = text.replace(found[0], `/CallboardSeal (${blankSeal})`);
  return {
    code: facts.code,
    original: hashOf(blank) === facts.file ? { name: facts.name } : undefined,
  };
}
