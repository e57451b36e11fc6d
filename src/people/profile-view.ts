import type { CommandContext } from '../context/command-context.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import type { Profile } from './profile.ts';

/** A profile, each part as lines. */
export interface ProfileLines {
  subscriptions: string[];
  accounts: string[];
  roles: string[];
}

export const profileLines = (
  { t }: Pick<CommandContext, 't'>,
  { subscriptions, accounts, roles }: Profile,
): ProfileLines => ({
  subscriptions: subscriptions.map(
    ({ topic, communityName, platform }) =>
      `${t(`topics.${topic}`)} · ${isolateBidi(communityName)} · ${t(`platforms.${platform}`)}`,
  ),
  accounts: accounts.map(({ platform, name, username }) =>
    [t(`platforms.${platform}`), name, username === null ? '' : `@${username}`]
      .filter((piece) => piece !== '')
      .join(' · '),
  ),
  roles: roles.map((role) => t(`roles.${role}`)),
});
