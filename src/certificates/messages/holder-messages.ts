import type { CommandContext } from '../../context/command-context.ts';
import type { Certificate } from '../../database/generated/client.ts';
import {
  askButton,
  button,
  fields,
  heading,
  linkButton,
  message,
  paragraph,
  rows,
  textMessage,
} from '../../message/build.ts';
import type { Button, Message, MessageFile } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import { verifyUrl } from '../addresses.ts';
import { formatCode } from '../code.ts';
import { completionDay, revocationDay } from '../day-view.ts';

export type HolderReader = Pick<CommandContext, 't' | 'locale' | 'publicUrl'>;

const maxRowName = 24;

/** What a button asks for, apart from the certificate. */
const askedFields = ['full_name', 'show_name'];

/** @param id of the certificate, or of its course: each reader's own is meant */
export const nameButton = (label: string, id: string): Button =>
  askButton(label, { command: 'certificate name', args: { certificate: `id:${id}` } }, askedFields);

/** @param id see {@link nameButton} */
export const fileButton = (label: string, id: string): Button =>
  button(label, { command: 'certificates', args: { certificate: `id:${id}` } });

/** @param id of the certificate */
const badgeButton = (label: string, id: string): Button =>
  button(label, {
    ...{ command: 'certificates', step: 'badge', args: { certificate: `id:${id}` } },
  });

/** The badge of a certificate; none where others could not verify it. */
const badgeButtons = ({ id }: Certificate, { t, publicUrl }: HolderReader): Button[] =>
  publicUrl === '' ? [] : [badgeButton(t('certificates.badge.get'), id)];

function line(certificate: Certificate, { t, locale }: HolderReader): string {
  const { title, name, code, revokedAt, revokedReason: reason } = certificate;
  if (revokedAt) return t('certificates.line.revoked', { title, reason });
  const date = completionDay(certificate, locale);
  return name === ''
    ? t('certificates.line.unnamed', { title, date })
    : t('certificates.line.named', { title, date, serial: formatCode(code) });
}

/** A person's own certificates, each with its button. */
export function ownCertificatesMessage(
  certificates: readonly Certificate[],
  reader: HolderReader,
): Message {
  const { t } = reader;
  if (certificates.length === 0) return textMessage(t('certificates.noneOwn'));
  return message([
    heading(t('certificates.title')),
    rows(
      certificates.map((certificate) => ({
        content: line(certificate, reader),
        name: truncate(certificate.title, maxRowName),
        buttons: certificate.revokedAt
          ? []
          : certificate.name === ''
            ? [nameButton(t('certificates.write'), certificate.id)]
            : [
                fileButton(t('certificates.get'), certificate.id),
                ...badgeButtons(certificate, reader),
              ],
      })),
    ),
  ]);
}

/** A certificate that has no name yet. */
export const unnamedMessage = ({ id, title }: Certificate, { t }: HolderReader): Message =>
  message([heading(title), paragraph(t('certificates.askName'))], {
    buttons: [[nameButton(t('certificates.write'), id)]],
  });

/** A certificate that is not valid any more. */
export const revokedOwnMessage = (certificate: Certificate, { t, locale }: HolderReader): Message =>
  message(
    [
      heading(certificate.title),
      paragraph(t('certificates.refused.revoked')),
      fields([
        [t('certificates.revokedOn'), revocationDay(certificate, locale)],
        [t('certificates.reason'), certificate.revokedReason],
      ]),
    ],
    { tone: 'refusal' },
  );

/** A certificate with its file. */
export function ownFileMessage(
  certificate: Certificate,
  file: MessageFile,
  reader: HolderReader,
): Message {
  const { id, code, title, name, showsName } = certificate;
  const { t, publicUrl } = reader;
  const shown = showsName ? 'yes' : 'no';
  return message([heading(title), paragraph(t('certificates.ready', { name, shown }))], {
    tone: 'success',
    files: [file],
    buttons: [
      [
        nameButton(t('certificates.change'), id),
        ...badgeButtons(certificate, reader),
        ...(publicUrl === ''
          ? []
          : [linkButton(t('certificates.page'), verifyUrl(publicUrl, code))]),
      ],
    ],
  });
}

/** A badge as a picture with its credential. */
export function badgeMessage(
  { code, title, issuer, showsName }: Certificate,
  file: MessageFile,
  { t, publicUrl }: HolderReader,
): Message {
  const shown = showsName ? 'yes' : 'no';
  return message(
    [
      heading(title),
      paragraph(t('certificates.badge.ready', { issuer, shown })),
      paragraph(t('certificates.badge.keep')),
    ],
    {
      ...{ tone: 'success', files: [file] },
      buttons: [[linkButton(t('certificates.page'), verifyUrl(publicUrl, code))]],
    },
  );
}
