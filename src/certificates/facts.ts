import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Certificate } from '../database/generated/client.ts';
import { type KeyRows, type Signer, verifySigned } from './keys/keyring.ts';

/** What the signature of a certificate is of. */
const factsSchema = z.object({
  code: z.string(),
  title: z.string(),
  issuer: z.string(),
  completedAt: z.string(),
  issuedAt: z.string(),
  /** A hash of the name; empty before there is one. */
  name: z.string(),
});

type SignedCertificate = Pick<
  Certificate,
  'code' | 'title' | 'issuer' | 'completedAt' | 'issuedAt' | 'name' | 'nameSalt'
>;

export const newSalt = (): string => randomBytes(16).toString('base64url');

/** Says nothing of the name to whoever does not have the salt, which is erased with the name. */
export const nameHash = ({ name, nameSalt }: Pick<Certificate, 'name' | 'nameSalt'>): string =>
  name === '' ? '' : createHash('sha256').update(`${nameSalt} ${name}`).digest('base64url');

const factsOf = (certificate: SignedCertificate): z.infer<typeof factsSchema> => ({
  ...{ code: certificate.code, title: certificate.title, issuer: certificate.issuer },
  completedAt: certificate.completedAt.toISOString(),
  issuedAt: certificate.issuedAt.toISOString(),
  name: nameHash(certificate),
});

export const signFacts = (signer: Signer, certificate: SignedCertificate): Promise<string> =>
  signer.sign(factsOf(certificate), 'callboard-certificate');

/** Whether a certificate says what was signed; a name that was erased is not missed. */
export async function hasValidSignature(
  db: Pick<KeyRows, 'signingKey'>,
  certificate: SignedCertificate & Pick<Certificate, 'signature'>,
): Promise<boolean> {
  const signed = factsSchema.safeParse(
    await verifySigned(db, certificate.signature, 'callboard-certificate'),
  ).data;
  if (!signed) return false;
  const stored = factsOf(certificate);
  const expected = stored.name === '' ? { ...stored, name: signed.name } : stored;
  return JSON.stringify(signed) === JSON.stringify(expected);
}
