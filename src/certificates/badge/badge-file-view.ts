import type { CommandContext } from '../../context/command-context.ts';
import type { Certificate } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import type { MessageFile } from '../../message/message.ts';
import { fileNameOf } from '../../message/sheets/sheet-file.ts';
import type { BadgeDrawing } from '../../pictures/drawing/drawing.ts';
import { formatCode } from '../code.ts';
import { completionDay } from '../day-view.ts';
import { createSigner } from '../keys/keyring.ts';
import { badgeClaims } from './credential.ts';
import { bakePng } from './png.ts';

type BadgeReader = Pick<CommandContext, 'db' | 'drawer' | 'now' | 'publicUrl' | 't' | 'locale'>;
type DrawnCertificate = Pick<Certificate, 'title' | 'issuer'>;

/** The picture of what a badge is for, without anything of its holder. */
export const achievementDrawing = (
  { title, issuer }: DrawnCertificate,
  locale: Locale,
): BadgeDrawing => ({
  ...{ kind: 'badge', scheme: 'light', issuer, title, name: '', lines: [] },
  heading: translators[locale].t('certificates.badge.heading'),
});

const badgeDrawing = (certificate: Certificate, reader: BadgeReader): BadgeDrawing => ({
  ...achievementDrawing(certificate, reader.locale),
  name: certificate.showsName ? certificate.name : '',
  lines: [completionDay(certificate, reader.locale), formatCode(certificate.code)],
});

/** The badge of a certificate: a picture with a signed credential in it, in the reader's language. */
export async function badgeFile(
  certificate: Certificate,
  reader: BadgeReader,
): Promise<MessageFile> {
  const { db, drawer, now, publicUrl, t, locale } = reader;
  const { title, issuer, trainer } = certificate;
  const drawn = await drawer.draw(badgeDrawing(certificate, reader));
  const claims = badgeClaims(certificate, publicUrl, {
    locale,
    description: t('certificates.badge.description', { title }),
    criteria: [
      t('certificates.badge.criteria', { title, issuer }),
      ...(trainer === '' ? [] : [t('courses.with', { trainer })]),
    ].join(' '),
    caption: t('certificates.badge.caption', { title, issuer }),
  });
  const token = await (await createSigner(db, now)).sign(claims, 'JWT', publicUrl);
  return {
    name: `${fileNameOf(title, 'badge')}.png`,
    contentType: 'image/png',
    // Not as a photo: apps save those anew, without the credential.
    content: bakePng(drawn, token).toString('base64'),
    base64: true,
  };
}
