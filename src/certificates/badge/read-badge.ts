import { Buffer } from 'node:buffer';
import { decodeJwt } from 'jose';
import type { PrismaClient } from '../../database/generated/client.ts';
import { readCode } from '../code.ts';
import { verifySigned } from '../keys/keyring.ts';
import { type ReadClaims, readClaimsSchema } from './credential.ts';
import { readBakedPng } from './png.ts';

/** A signed token in its compact form, alone or within other text, such as JSON. */
const compactToken = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/;

/** Bytes in which a token that is a file of its own begins. */
const searchedBytes = 100_000;

/** The token of a badge that a file holds: a picture, or a text; undefined where there is none. */
function findToken(bytes: Uint8Array): string | undefined {
  const baked = readBakedPng(bytes);
  if (baked !== undefined) return baked.match(compactToken)?.[0];
  const text = Buffer.from(bytes.subarray(0, searchedBytes)).toString('latin1');
  return text.startsWith('%PDF') || text.includes('\0') ? undefined : text.match(compactToken)?.[0];
}

/** What a token says, whoever signed it. */
function unverifiedClaims(token: string): ReadClaims | undefined {
  try {
    return readClaimsSchema.safeParse(decodeJwt(token)).data;
  } catch {
    return undefined;
  }
}

const nameIn = ({ credentialSubject }: ReadClaims): string =>
  credentialSubject?.identifier?.find(({ identityType }) => identityType === 'name')
    ?.identityHash ?? '';

const issuerOf = ({ issuer, iss = '' }: ReadClaims): string =>
  typeof issuer === 'object' ? (issuer.name ?? issuer.id) : (issuer ?? iss);

/** A badge in a file. */
export interface ReadBadge {
  /** The code of the certificate that it says it is of; undefined where it has none of ours. */
  code: string | undefined;
  /** The name that was signed, empty where there is none; undefined where we did not sign the badge. */
  signedName: string | undefined;
  /** Who issued it, by its own words; it may be empty. */
  issuer: string;
}

/** Reads a badge from a file: a picture with a credential in it, or its text; undefined where there is none. */
export async function readBadge(
  db: Pick<PrismaClient, 'signingKey'>,
  bytes: Uint8Array,
): Promise<ReadBadge | undefined> {
  const token = findToken(bytes);
  const said = token === undefined ? undefined : unverifiedClaims(token);
  if (token === undefined || !said) return undefined;
  const signed = readClaimsSchema.safeParse(await verifySigned(db, token, 'JWT')).data;
  return {
    code: readCode(said.jti ?? said.id ?? ''),
    signedName: signed && nameIn(signed),
    issuer: issuerOf(said),
  };
}
