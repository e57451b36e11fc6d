import { z } from 'zod';

/**
 * What the specification asks of a credential, for the properties that ours have. Source: Open Badges 3.0, appendix E.1
 * (ob_v3p0_achievementcredential_schema.json, JSON Schema 2019-09), restated: its licence does not let us keep a copy.
 */
const having = (...names: string[]) =>
  z
    .array(z.string())
    .refine((types) => names.every((name) => types.includes(name)), `lacks ${names.join(', ')}`);
const moment = z.iso.datetime({ offset: true });
const uri = z.string().refine((text) => URL.canParse(text), 'is no URI');
const image = z.strictObject({ id: uri, type: z.literal('Image'), caption: z.string().optional() });
const profile = z.strictObject({
  ...{ id: uri, type: having('Profile'), name: z.string(), url: uri },
});
const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.boolean(),
  identityHash: z.string(),
  identityType: z.literal(['name', 'emailAddress', 'accountId', 'identifier']),
  salt: z.string().optional(),
});
const achievement = z.strictObject({
  ...{ id: uri, type: having('Achievement'), name: z.string(), description: z.string() },
  achievementType: z.literal(['Course', 'Certificate', 'CertificateOfCompletion', 'Badge']),
  criteria: z.strictObject({ narrative: z.string() }),
  inLanguage: z.string().regex(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/),
  image,
});

/** The claims of a token (section 8.2.4), with the credential among them. */
export const openBadgeClaims = z
  .strictObject({
    '@context': z.tuple([
      z.literal('https://www.w3.org/ns/credentials/v2'),
      z
        .string()
        .regex(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/),
    ]),
    ...{ id: uri, name: z.string(), description: z.string() },
    type: having('VerifiableCredential', 'OpenBadgeCredential'),
    ...{ issuer: profile, validFrom: moment, awardedDate: moment },
    credentialSubject: z.strictObject({
      ...{ id: uri, type: having('AchievementSubject'), activityEndDate: moment, achievement },
      identifier: z.array(identity).optional(),
    }),
    // Source: Bitstring Status List v1.0, section 2.1.
    credentialStatus: z.strictObject({
      ...{ id: uri, type: z.literal('BitstringStatusListEntry') },
      statusPurpose: z.literal('revocation'),
      statusListIndex: z.string().regex(/^\d+$/),
      statusListCredential: uri,
    }),
    credentialSchema: z.array(
      z.strictObject({ id: uri, type: z.literal('1EdTechJsonSchemaValidator2019') }),
    ),
    ...{ iss: uri, jti: uri, sub: uri, nbf: z.int() },
  })
  .refine(({ iss, issuer }) => iss === issuer.id, 'iss is not the issuer')
  .refine(({ jti, id }) => jti === id, 'jti is not the id')
  .refine(({ sub, credentialSubject: { id } }) => sub === id, 'sub is not the subject')
  .refine(({ nbf, validFrom }) => nbf * 1000 === Date.parse(validFrom), 'nbf is not validFrom');
