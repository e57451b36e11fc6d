import type { Certificate } from '../database/generated/client.ts';
import { formatCode } from './code.ts';

/** The page that verifies a certificate. @param base of public addresses; empty for an address within the site */
export const verifyUrl = (base: string, code: string): string =>
  `${base}/verify/${formatCode(code)}`;

/** Who issues badges: a community. @param base of public addresses; empty for an address within the site */
export const issuerUrl = (base: string, communityId: string): string =>
  `${base}/issuers/${communityId}`;

/** Which badges of a community are revoked. @param list from 0 */
export const statusListUrl = (base: string, communityId: string, list: number): string =>
  `${issuerUrl(base, communityId)}/status/${list}`;

/** A public key by its thumbprint. */
export const keyUrl = (base: string, keyId: string): string => `${base}/keys/${keyId}`;

/** What a badge is for: a course, or what was one when the certificate was issued. */
export const achievementId = ({ courseId, id }: Pick<Certificate, 'courseId' | 'id'>): string =>
  courseId ?? id;

/** The picture of what a badge is for. */
export const achievementPictureUrl = (
  base: string,
  certificate: Pick<Certificate, 'courseId' | 'id'>,
): string => `${base}/achievements/${achievementId(certificate)}.png`;
