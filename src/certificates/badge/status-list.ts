import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import type { Certificate, PrismaClient } from '../../database/generated/client.ts';
import { issuerUrl, statusListUrl } from '../addresses.ts';
import type { Signer } from '../keys/keyring.ts';

/** Entries of one list, so that nobody can tell from a request whose badge is verified. Source: Bitstring Status List v1.0, section 6.1. */
export const entriesOfList = 131_072;

/** How long a list may be used without asking again, in milliseconds. */
const freshMs = 60_000;

/** Where the status of a certificate is. @param base of public addresses */
export function statusEntry(
  base: string,
  { communityId, statusIndex }: Pick<Certificate, 'communityId' | 'statusIndex'>,
) {
  const list = statusListUrl(base, communityId, Math.floor(statusIndex / entriesOfList));
  const index = String(statusIndex % entriesOfList);
  return {
    ...{ id: `${list}#${index}`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
    ...{ statusListIndex: index, statusListCredential: list },
  };
}

/** A list with these entries set, counted from the left. @param set each 0 to 131,071 */
export function encodeStatusList(set: readonly number[]): string {
  const bits = Buffer.alloc(entriesOfList / 8);
  for (const at of set) bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7));
  // The prefix says how it is encoded (Multibase).
  return `u${gzipSync(bits).toString('base64url')}`;
}

/** Numbers of the revoked certificates of a list, within it; undefined where the community has none in that list. */
export async function findRevoked(
  db: Pick<PrismaClient, 'certificate'>,
  communityId: string,
  list: number,
): Promise<number[] | undefined> {
  const first = list * entriesOfList;
  const where = { communityId, statusIndex: { gte: first, lt: first + entriesOfList } };
  if (!(await db.certificate.findFirst({ where, select: { id: true } }))) return undefined;
  const revoked = await db.certificate.findMany({
    where: { ...where, revokedAt: { not: null } },
    select: { statusIndex: true },
  });
  return revoked.map(({ statusIndex }) => statusIndex - first);
}

/** The list as a credential, signed (VC-JOSE-COSE). */
export function signStatusList(
  signer: Signer,
  { base, communityId, list }: { base: string; communityId: string; list: number },
  { revoked, now }: { revoked: readonly number[]; now: Temporal.Instant },
): Promise<string> {
  const id = statusListUrl(base, communityId, list);
  return signer.sign(
    {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      ...{ id, type: ['VerifiableCredential', 'BitstringStatusListCredential'] },
      issuer: issuerUrl(base, communityId),
      validFrom: now.round('second').toString(),
      credentialSubject: {
        ...{ id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation' },
        ...{ ttl: freshMs, encodedList: encodeStatusList(revoked) },
      },
    },
    'vc+jwt',
    base,
  );
}
