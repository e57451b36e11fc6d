import {
  CompactSign,
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { z } from 'zod';
import type { Prisma } from '../../database/generated/client.ts';
import { keyUrl } from '../addresses.ts';

export type KeyRows = Pick<Prisma.TransactionClient, 'signingKey' | 'signingSecret'>;

/** Known to all that read Open Badges, unlike EdDSA. Source: RFC 7518, section 3.4. */
const algorithm = 'ES256';
/** How long a key signs, in milliseconds. What it signed is verified for good. */
const signingMs = 365 * 24 * 3_600_000;

/** What a signature is of, so that one is never taken for the other (RFC 8725, section 3.11). */
export type SignedKind =
  | 'callboard-certificate'
  | 'callboard-file'
  /** A badge: Open Badges 3.0, section 8.2.3, allows no other. */
  | 'JWT'
  /** The list of revoked badges (VC-JOSE-COSE). */
  | 'vc+jwt';

const jwkSchema = z.record(z.string(), z.string());

interface SigningPair {
  id: string;
  publicJwk: Record<string, string>;
  privateJwk: Record<string, string>;
}

async function createPair(): Promise<SigningPair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  return {
    id: await calculateJwkThumbprint(publicJwk),
    publicJwk: jwkSchema.parse(publicJwk),
    privateJwk: jwkSchema.parse(await exportJWK(privateKey)),
  };
}

/** Makes a new key; the private halves of those before it are not needed any more. */
async function rotate(db: KeyRows, now: Temporal.Instant): Promise<SigningPair> {
  const pair = await createPair();
  const { id, publicJwk, privateJwk } = pair;
  await db.signingKey.create({
    data: {
      ...{ id, publicJwk, createdAt: new Date(now.epochMilliseconds) },
      secret: { create: { privateJwk } },
    },
  });
  // Two processes may do this at once: the next signature then makes another key.
  await db.signingSecret.deleteMany({ where: { keyId: { not: id } } });
  return pair;
}

const publicForm = ({ id, publicJwk }: { id: string; publicJwk: unknown }) => ({
  ...jwkSchema.parse(publicJwk),
  ...{ kid: id, alg: algorithm, use: 'sig' },
});

/** The key that signs now; made where there is none, or it is too old. */
async function currentPair(db: KeyRows, now: Temporal.Instant): Promise<SigningPair> {
  const newest = await db.signingKey.findFirst({
    where: { secret: { isNot: null } },
    include: { secret: true },
    orderBy: { createdAt: 'desc' },
  });
  if (!newest?.secret || newest.createdAt.getTime() + signingMs <= now.epochMilliseconds)
    return rotate(db, now);
  return {
    id: newest.id,
    publicJwk: jwkSchema.parse(newest.publicJwk),
    privateJwk: jwkSchema.parse(newest.secret.privateJwk),
  };
}

/** Signs texts with one key, which is read once. */
export interface Signer {
  /**
   * @param base of public addresses, for what others verify: it then says where the public key is
   * @returns a JSON Web Signature in its compact form (RFC 7515)
   */
  sign(payload: object, kind: SignedKind, base?: string): Promise<string>;
  keyId: string;
}

export async function createSigner(db: KeyRows, now: Temporal.Instant): Promise<Signer> {
  const { id, privateJwk } = await currentPair(db, now);
  const key = await importJWK(privateJwk, algorithm);
  return {
    keyId: id,
    sign: (payload, kind, base) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({
          ...{ alg: algorithm, typ: kind },
          kid: base === undefined ? id : keyUrl(base, id),
        })
        .sign(key),
  };
}

/** @returns what was signed; undefined where no key of ours signed this, or as something else */
export async function verifySigned(
  db: Pick<KeyRows, 'signingKey'>,
  signed: string,
  kind: SignedKind,
): Promise<unknown> {
  try {
    const { kid, typ } = decodeProtectedHeader(signed);
    const found =
      kid === undefined || typ !== kind
        ? null
        : await db.signingKey.findUnique({ where: { id: kid.replace(/^.*\//s, '') } });
    if (!found) return undefined;
    const key = await importJWK(jwkSchema.parse(found.publicJwk), algorithm);
    const { payload } = await compactVerify(signed, key, { algorithms: [algorithm] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (error) {
    if (isBroken(error)) return undefined;
    throw error;
  }
}

/** Errors of jose about a text that is no signature, or a wrong one; others are those of the database. */
const isBroken = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && /^ERR_J/.test(String(error.code)));

/** One public key as a JWK (RFC 7517); undefined where there is none. */
export async function publicKey(
  db: Pick<KeyRows, 'signingKey'>,
  id: string,
): Promise<Record<string, string> | undefined> {
  const found = await db.signingKey.findUnique({ where: { id } });
  return found ? publicForm(found) : undefined;
}

/** The public keys as a JWK Set (RFC 7517), the newest first. */
export async function publicKeySet(
  db: Pick<KeyRows, 'signingKey'>,
): Promise<{ keys: Record<string, string>[] }> {
  const found = await db.signingKey.findMany({ orderBy: { createdAt: 'desc' } });
  return {
    keys: found.map(publicForm),
  };
}
