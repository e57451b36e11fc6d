import type { CommandContext } from '../../context/command-context.ts';
import type { Account } from '../../database/generated/client.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type LinkedThingsReader, linkedThings } from '../linked-things-view.ts';
import { formatGrants } from './link-changes-view.ts';
import type { UnlinkPlan } from './unlink-account.ts';

/** Asks before an account is unlinked, with the roles that it loses. */
export function confirmUnlinkMessage(
  reader: LinkedThingsReader & Pick<CommandContext, 'account'>,
  { linked, lostGrants }: UnlinkPlan,
): Message {
  const { t, account } = reader;
  const action = (step: string) => ({
    command: 'unlink',
    step,
    args: {},
    account: account.id,
    answer: 'update' as const,
  });
  const asked = t('commands.unlink.ask', {
    name: displayName(linked),
    platform: t(`platforms.${linked.platform}`),
    things: linkedThings(reader),
  });
  return message(
    [
      paragraph(asked),
      ...(lostGrants.length === 0
        ? []
        : [paragraph(t('commands.unlink.loses', { roles: formatGrants(reader, lostGrants) }))]),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t('commands.unlink.confirm'), { ...action('confirm'), once: true }, 'danger'),
          button(t('commands.unlink.leave'), action('leave')),
        ],
      ],
    },
  );
}

export const unlinkedMessage = (reader: LinkedThingsReader): Message =>
  textMessage(reader.t('commands.unlink.done', { things: linkedThings(reader) }), {
    tone: 'success',
  });

/** What the formerly linked account is told. */
export const unlinkedNotice = (
  { t }: Pick<CommandContext, 't'>,
  { platform }: Pick<Account, 'platform'>,
): Message => textMessage(t('commands.unlink.told', { platform: t(`platforms.${platform}`) }));
