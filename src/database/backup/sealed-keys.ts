import { CompactEncrypt, compactDecrypt } from 'jose';
import { z } from 'zod';
import type { Prisma } from '../generated/client.ts';
import { BackupError } from './backup-file.ts';

type SecretRows = Pick<Prisma.TransactionClient, 'signingSecret'>;

const keysSchema = z.array(
  z.object({ keyId: z.string(), privateJwk: z.record(z.string(), z.string()) }),
);
type Keys = z.infer<typeof keysSchema>;

/**
 * Rounds that turn the passphrase into a key. Source: OWASP, "Password Storage Cheat Sheet", PBKDF2-HMAC-SHA512; a reader
 * takes some more, so that they can grow.
 */
const rounds = { written: 210_000, read: 2_000_000 } as const;

/** The private keys as a JSON Web Encryption (RFC 7516) with a key made of the passphrase. */
export async function sealKeys(db: SecretRows, passphrase: string): Promise<string> {
  const keys = await db.signingSecret.findMany({ orderBy: { keyId: 'asc' } });
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(keys)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: rounds.written })
    .encrypt(new TextEncoder().encode(passphrase));
}

/** @throws BackupError when the passphrase is wrong */
export async function openKeys(sealed: readonly string[], passphrase: string): Promise<Keys> {
  const opened = sealed.map(async (text) => {
    const { plaintext } = await compactDecrypt(text, new TextEncoder().encode(passphrase), {
      maxPBES2Count: rounds.read,
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
    });
    return keysSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  });
  return (
    await Promise.all(opened).catch(() => {
      throw new BackupError('The passphrase does not open the keys in the backup.');
    })
  ).flat();
}

/** Stores private keys beside their public ones, which are restored. */
export async function restoreKeys(db: SecretRows, keys: Keys): Promise<void> {
  await db.signingSecret.createMany({ data: keys });
}
