import { z } from 'zod';
import type { Certificate } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { achievementId, achievementPictureUrl, issuerUrl, verifyUrl } from '../addresses.ts';
import { statusEntry } from './status-list.ts';

/** What a badge says in the words of a language. */
export interface BadgeTexts {
  locale: Locale;
  description: string;
  criteria: string;
  /** Of the picture. */
  caption: string;
}

export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

const schemaUrl =
  'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

/** A moment of whole seconds: claims of a token have no others. */
const second = (date: Date): string => date.toTemporalInstant().round('second').toString();

/** A community as the issuer of badges. @param base of public addresses */
export const issuerProfile = (base: string, communityId: string, name: string) => ({
  ...{ id: issuerUrl(base, communityId), type: ['Profile'], name, url: `${base}/verify` },
});

/**
 * The claims of a badge: a credential of Open Badges 3.0 as a JSON Web Token. The holder is named only where they want
 * that; without it nothing in a badge leads to them but its own number.
 * @param base of public addresses
 */
export function badgeClaims(certificate: Certificate, base: string, texts: BadgeTexts) {
  const { communityId, id, code, name, showsName, title, issuer } = certificate;
  const validFrom = second(certificate.issuedAt);
  const subject = `urn:uuid:${id}`;
  return {
    '@context': contexts,
    ...{ id: verifyUrl(base, code), type: ['VerifiableCredential', 'OpenBadgeCredential'] },
    ...{ name: title, description: texts.description },
    issuer: issuerProfile(base, communityId, issuer),
    ...{ validFrom, awardedDate: validFrom },
    credentialSubject: {
      ...{ id: subject, type: ['AchievementSubject'] },
      activityEndDate: second(certificate.completedAt),
      ...(showsName && name !== ''
        ? {
            identifier: [
              {
                ...{ type: 'IdentityObject', hashed: false },
                ...{ identityHash: name.normalize('NFC'), identityType: 'name' },
              },
            ],
          }
        : {}),
      achievement: {
        ...{ id: `urn:uuid:${achievementId(certificate)}`, type: ['Achievement'] },
        ...{ achievementType: 'Course', inLanguage: texts.locale, name: title },
        description: texts.description,
        criteria: { narrative: texts.criteria },
        image: {
          ...{ id: achievementPictureUrl(base, certificate), type: 'Image' },
          caption: texts.caption,
        },
      },
    },
    credentialStatus: statusEntry(base, certificate),
    credentialSchema: [{ id: schemaUrl, type: '1EdTechJsonSchemaValidator2019' }],
    ...{ iss: issuerUrl(base, communityId), jti: verifyUrl(base, code), sub: subject },
    nbf: Temporal.Instant.from(validFrom).epochMilliseconds / 1000,
  };
}

const issuerSchema = z.union([
  z.string(),
  z.object({ id: z.string(), name: z.string().optional() }),
]);

/** What is read of a badge, ours or another program's. */
export const readClaimsSchema = z.object({
  id: z.string().optional(),
  jti: z.string().optional(),
  iss: z.string().optional(),
  issuer: issuerSchema.optional(),
  credentialSubject: z
    .object({
      identifier: z
        .array(z.object({ identityType: z.string(), identityHash: z.string() }))
        .optional(),
    })
    .optional(),
});

export type ReadClaims = z.infer<typeof readClaimsSchema>;
