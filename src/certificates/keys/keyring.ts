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

export type KeyRows = Pick<Prisma.TransactionClient, 'signingKey' | 'signingSecret'>;

/** Known to all that read Open Badges, unlike EdDSA. Source: RFC 7518, section 3.4. */
const algorithm = 'ES256';
/** How long a key signs, in milliseconds. What it signed is verified for good. */
const signingMs = 365 * 24 * 3_600_000;

/** What a signature is of, so that one is never taken for the other (RFC 8725, section 3.11). */
export type SignedKind = 'callboard-certificate' | 'callboard-file' | 'vc+jwt';

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
  /** @returns a JSON Web Signature in its compact form (RFC 7515) */
  sign(payload: object, kind: SignedKind): Promise<string>;
  keyId: string;
}

export async function createSigner(db: KeyRows, now: Temporal.Instant): Promise<Signer> {
  const { id, privateJwk } = await currentPair(db, now);
  const key = await importJWK(privateJwk, algorithm);
  return {
    keyId: id,
    sign: (payload, kind) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: algorithm, kid: id, typ: kind })
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
        : await db.signingKey.findUnique({ where: { id: kid } });
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

/** The public keys as a JWK Set (RFC 7517), the newest first. */
export async function publicKeySet(
  db: Pick<KeyRows, 'signingKey'>,
): Promise<{ keys: Record<string, string>[] }> {
  const found = await db.signingKey.findMany({ orderBy: { createdAt: 'desc' } });
  return {
    keys: found.map(({ id, publicJwk }) => ({
      ...jwkSchema.parse(publicJwk),
      ...{ kid: id, alg: algorithm, use: 'sig' },
    })),
  };
}
