import type { CommandContext } from '../context/command-context.ts';
import type { Certificate } from '../database/generated/client.ts';
import { escapeLike } from '../database/search-condition.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { file } from '../kit/argument-types/references/file.ts';
import { argumentError } from '../kit/define/parse-result.ts';
import { fold } from '../language/text/fold.ts';
import { formatCode, readCode } from './code.ts';
import { completionDay } from './day-view.ts';
import { findOwnCertificate, listOwnCertificates } from './holders/queries.ts';

const named = {
  id: ({ id }: Certificate) => id,
  details: (certificate: Certificate, { locale }: CommandContext) => [
    completionDay(certificate, locale),
    formatCode(certificate.code),
  ],
};

/** One of the person's own certificates; buttons may name the course of it instead. */
export const ownCertificate = () =>
  pick<Certificate, CommandContext>({
    ...named,
    async search(words, { db, person }, _given, limit) {
      const own = await listOwnCertificates(db, person.id, 100);
      return own.filter(({ title }) => fold(title).includes(fold(words))).slice(0, limit);
    },
    find: async (id, { db, person }) =>
      isUuid(id) ? findOwnCertificate(db, person.id, id) : undefined,
    label: ({ title }) => title,
    noMatchKey: 'certificates.errors.none',
    emptyKey: 'certificates.noneOwn',
  });

/** A certificate of this community, for its organisers: by its code, or the title on it. */
export const issuedCertificate = () =>
  pick<Certificate, CommandContext>({
    ...named,
    async search(words, { db, community }, _given, limit) {
      if (!community) return [];
      const code = readCode(words);
      return db.certificate.findMany({
        where: {
          communityId: community.id,
          ...(code === undefined
            ? { title: { contains: escapeLike(words), mode: 'insensitive' } }
            : { code }),
        },
        orderBy: [{ issuedAt: 'desc' }, { id: 'asc' }],
        take: limit,
      });
    },
    async find(id, { db, community }) {
      if (!isUuid(id) || !community) return undefined;
      const where = { id, communityId: community.id };
      return (await db.certificate.findFirst({ where })) ?? undefined;
    },
    label: ({ code, title }) => `${formatCode(code)} · ${title}`,
    names: ({ code }) => [formatCode(code), code],
    wholeOnly: true,
    noMatchKey: 'certificates.errors.none',
    emptyKey: 'certificates.noneIssued',
  });

/** Bytes of a file that is verified: some ten times those of a certificate. */
export const maxFileBytes = 400_000;

/** A certificate or a badge as a file. What it is, its content says: apps name its type in many ways. */
export const certificateFileArgument = () =>
  file({
    types: ['application/*', 'text/*', 'image/png'],
    maxBytes: maxFileBytes,
    errors: {
      type: argumentError('certificates.errors.noFile'),
      size: argumentError('certificates.errors.noFile'),
    },
  });
