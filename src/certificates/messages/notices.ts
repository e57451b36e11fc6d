import { localizedCourse } from '../../courses/messages.ts';
import type { Certificate, Course } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { type Translator, translators } from '../../language/catalogue.ts';
import { fields, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { ensurePrivateChats } from '../../notifications/private-chats.ts';
import type { CertificateNotices } from '../issue.ts';
import { fileButton, nameButton } from './holder-messages.ts';

type Compose = (translator: Translator) => Message;

const issuedMessage =
  (course: Course, state: 'named' | 'unnamed'): Compose =>
  ({ t, locale }) => {
    const { title } = localizedCourse(course, locale);
    return message(
      [
        heading(t('certificates.issuedTo.title', { title })),
        paragraph(t(`certificates.issuedTo.${state}`)),
      ],
      {
        tone: 'success',
        buttons: [
          [
            // Each reader's own certificate of this course is meant: one message is enough for all of them.
            state === 'named'
              ? fileButton(t('certificates.get'), course.id)
              : nameButton(t('certificates.write'), course.id),
          ],
        ],
      },
    );
  };

const revokedMessage =
  ({ title, issuer, revokedReason }: Certificate): Compose =>
  ({ t }) =>
    message(
      [
        heading(t('certificates.revokedTo.title')),
        paragraph(t('certificates.revokedTo.text', { issuer, title })),
        fields([[t('certificates.reason'), revokedReason]]),
      ],
      { tone: 'warning' },
    );

/** Private messages to holders, published in the transaction of the change. */
export function createCertificateNotices({
  publications,
}: {
  publications: Pick<Publications, 'publish'>;
}): CertificateNotices {
  const tell = async (
    tx: Parameters<CertificateNotices['revoked']>[0],
    communityId: string,
    personIds: readonly string[],
    compose: Compose,
  ) => {
    if (personIds.length === 0) return;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    await ensurePrivateChats(tx, personIds);
    await publications.publish(tx, {
      ...{ communityId, kind: 'notice', locale },
      audience: { to: 'people', personIds },
      messages: { en: compose(translators.en), vi: compose(translators.vi) },
    });
  };
  return {
    async issued(tx, course, { named, unnamed }) {
      await tell(tx, course.communityId, named, issuedMessage(course, 'named'));
      await tell(tx, course.communityId, unnamed, issuedMessage(course, 'unnamed'));
    },
    async revoked(tx, certificate) {
      const { personId, communityId } = certificate;
      await tell(tx, communityId, personId === null ? [] : [personId], revokedMessage(certificate));
    },
  };
}
