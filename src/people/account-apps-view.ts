import type { CommandContext } from '../context/command-context.ts';
import type { Account } from '../database/generated/client.ts';

/** A person's apps, with the user names there: `Discord @linh, Telegram`. */
export const accountApps = (
  accounts: readonly Pick<Account, 'platform' | 'username'>[],
  { t }: Pick<CommandContext, 't'>,
): string =>
  accounts
    .map(({ platform, username }) =>
      username === null ? t(`platforms.${platform}`) : `${t(`platforms.${platform}`)} @${username}`,
    )
    .join(', ');
