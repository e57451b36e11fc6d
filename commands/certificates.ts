import { ownCertificate } from '../src/certificates/arguments.ts';
import { badgeFile } from '../src/certificates/badge/badge-file-view.ts';
import { certificateFile } from '../src/certificates/file/certificate-file-view.ts';
import { listOwnCertificates } from '../src/certificates/holders/queries.ts';
import {
  badgeMessage,
  ownCertificatesMessage,
  ownFileMessage,
  revokedOwnMessage,
  unnamedMessage,
} from '../src/certificates/messages/holder-messages.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'certificates',
  help: { section: 'training', order: 40 },
  visibility: 'private',
  args: { certificate: ownCertificate().optional() },
  async run({ args: { certificate }, ...context }) {
    if (!certificate)
      return ownCertificatesMessage(
        await listOwnCertificates(context.db, context.person.id),
        context,
      );
    if (certificate.revokedAt) return revokedOwnMessage(certificate, context);
    if (certificate.name === '') return unnamedMessage(certificate, context);
    return ownFileMessage(certificate, await certificateFile(certificate, context), context);
  },
  steps: {
    badge: defineAction({
      visibility: 'private',
      args: { certificate: ownCertificate() },
      async run({ args: { certificate }, ...context }) {
        if (certificate.revokedAt) return revokedOwnMessage(certificate, context);
        if (certificate.name === '') return unnamedMessage(certificate, context);
        if (context.publicUrl === '') throw new UserError('certificates.badge.noAddress');
        return badgeMessage(certificate, await badgeFile(certificate, context), context);
      },
    }),
  },
});
