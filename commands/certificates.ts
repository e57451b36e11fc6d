import { ownCertificate } from '../src/certificates/arguments.ts';
import { certificateFile } from '../src/certificates/file/certificate-file-view.ts';
import { listOwnCertificates } from '../src/certificates/holders/queries.ts';
import {
  ownCertificatesMessage,
  ownFileMessage,
  revokedOwnMessage,
  unnamedMessage,
} from '../src/certificates/messages/holder-messages.ts';
import { defineCommand } from './define.ts';

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
});
