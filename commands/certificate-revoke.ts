import { issuedCertificate } from '../src/certificates/arguments.ts';
import { createCertificateNotices } from '../src/certificates/messages/notices.ts';
import {
  revokedMessage,
  revokeQuestionMessage,
} from '../src/certificates/messages/revoke-messages.ts';
import { revokeCertificate } from '../src/certificates/revoke.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { UserError } from '../src/kit/define/user-error.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { certificate: issuedCertificate(), reason: text({ max: 200 }) };

export default defineCommand({
  name: 'certificate revoke',
  help: { section: 'organiser', order: 67 },
  access,
  visibility,
  args,
  async run({ args: { certificate, reason }, ...context }) {
    if (certificate.revokedAt) throw new UserError('certificates.refused.revoked');
    return revokeQuestionMessage(certificate, reason, context);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run({ args: { certificate, reason }, ...context }) {
        const notices = createCertificateNotices(context);
        await revokeCertificate({ ...context, notices }, certificate, reason);
        return revokedMessage(certificate, context);
      },
    }),
    leave: defineAction({
      visibility,
      run: async ({ t }) => textMessage(t('commands.certificate_revoke.left')),
    }),
  },
});
