import type { CommandContext } from '../../context/command-context.ts';
import { localizedCourse } from '../../courses/messages.ts';
import type { Certificate, Course } from '../../database/generated/client.ts';
import { button, footer, heading, list, message, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { formatCode } from '../code.ts';
import { issueDay } from '../day-view.ts';
import type { IssuedPage } from '../list.ts';

type Reader = Pick<CommandContext, 't' | 'locale'>;

function line(certificate: Certificate, { t, locale }: Reader): string {
  const { code, title, name, personId, revokedAt } = certificate;
  const shown = name || t(`certificates.list.${personId === null ? 'erased' : 'unnamed'}`);
  return t(`certificates.list.line.${revokedAt ? 'revoked' : 'valid'}`, {
    ...{ title, name: shown, serial: formatCode(code), date: issueDay(certificate, locale) },
  });
}

/** Certificates of a community, or of one of its courses, for its organisers. */
export function issuedListMessage(
  { certificates, valid, revoked, page, pages }: IssuedPage,
  course: Course | undefined,
  reader: Reader,
): Message {
  const { t, locale } = reader;
  if (certificates.length === 0) return textMessage(t('certificates.noneIssued'));
  const turnTo = (label: string, at: number) =>
    button(label, {
      command: 'certificate list',
      args: { ...(course ? { course: `id:${course.id}` } : {}), page: at },
      answer: 'update',
    });
  return message(
    [
      heading(
        course
          ? t('certificates.list.of', { course: localizedCourse(course, locale).title })
          : t('certificates.list.title'),
      ),
      list(certificates.map((certificate) => line(certificate, reader))),
      footer(t('certificates.list.count', { valid, revoked })),
    ],
    {
      buttons: [
        [
          ...(page > 1 ? [turnTo(t('commands.events.previous'), page - 1)] : []),
          ...(page < pages ? [turnTo(t('commands.events.next'), page + 1)] : []),
        ],
      ],
    },
  );
}
