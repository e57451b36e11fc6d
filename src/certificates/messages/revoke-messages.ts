import type { CommandContext } from '../../context/command-context.ts';
import type { Certificate } from '../../database/generated/client.ts';
import { button, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { formatCode } from '../code.ts';

/** Asks whether to revoke, with what that means. */
export function revokeQuestionMessage(
  { id, code, title }: Certificate,
  reason: string,
  { t, account }: Pick<CommandContext, 't' | 'account'>,
): Message {
  const action = (step: string) => ({
    ...{ command: 'certificate revoke', step, account: account.id, answer: 'update' as const },
    args: { certificate: `id:${id}`, reason },
  });
  return textMessage(
    t('commands.certificate_revoke.ask', { serial: formatCode(code), course: title, reason }),
    {
      tone: 'warning',
      buttons: [
        [
          button(
            t('commands.certificate_revoke.confirm'),
            { ...action('confirm'), once: true },
            'danger',
          ),
          button(t('commands.certificate_revoke.leave'), action('leave')),
        ],
      ],
    },
  );
}

export const revokedMessage = ({ code }: Certificate, { t }: Pick<CommandContext, 't'>): Message =>
  textMessage(t('commands.certificate_revoke.done', { serial: formatCode(code) }), {
    tone: 'success',
  });
