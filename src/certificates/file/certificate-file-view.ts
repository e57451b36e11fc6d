import type { CommandContext } from '../../context/command-context.ts';
import type { Certificate } from '../../database/generated/client.ts';
import type { MessageFile } from '../../message/message.ts';
import { fileNameOf } from '../../message/sheets/sheet-file.ts';
import type { CertificateDrawing } from '../../pictures/drawing/drawing.ts';
import { verifyUrl } from '../addresses.ts';
import { formatCode } from '../code.ts';
import { completionDay } from '../day-view.ts';
import { createSigner } from '../keys/keyring.ts';
import { blankSeal, sealFile } from './seal.ts';

type FileReader = Pick<CommandContext, 'db' | 'drawer' | 'now' | 'publicUrl' | 't' | 'locale'>;

const drawingOf = (
  certificate: Certificate,
  { t, locale, publicUrl }: FileReader,
): CertificateDrawing => {
  const { code, issuer, name, title, trainer, issuedAt } = certificate;
  return {
    ...{ kind: 'certificate', language: locale, issuer, name, title, seal: blankSeal },
    heading: t('certificates.file.heading'),
    before: t('certificates.file.before'),
    after: t('certificates.file.after'),
    lines: [
      ...(trainer === '' ? [] : [t('courses.with', { trainer })]),
      t('certificates.file.completed', { date: completionDay(certificate, locale) }),
    ],
    code: formatCode(code),
    hint: t(`certificates.file.${publicUrl === '' ? 'hint' : 'hintWithPage'}`),
    address: publicUrl === '' ? formatCode(code) : verifyUrl(publicUrl, code),
    issuedAt: issuedAt.getTime(),
  };
};

/** The certificate as a signed PDF in the reader's language. */
export async function certificateFile(
  certificate: Certificate,
  reader: FileReader,
): Promise<MessageFile> {
  const { db, drawer, now } = reader;
  const drawn = await drawer.draw(drawingOf(certificate, reader));
  const sealed = await sealFile(drawn, await createSigner(db, now), certificate);
  return {
    name: `${fileNameOf(certificate.title, 'certificate')}.pdf`,
    contentType: 'application/pdf',
    content: Buffer.from(sealed).toString('base64'),
    base64: true,
  };
}
