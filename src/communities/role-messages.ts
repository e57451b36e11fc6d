import type { CommandContext } from '../context/command-context.ts';
import type { Role } from '../database/generated/enums.ts';
import { capitalize } from '../language/text/capitalize.ts';
import { button, heading, list, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { type Grantee, granteeName, type RoleList } from './role-grants.ts';

type Translating = Pick<CommandContext, 't'>;

const grantWords = ({ t }: Translating, grantee: Grantee, role: Role) => ({
  who: granteeName(grantee),
  role: t(`roles.${role}`),
});

export const roleGrantedMessage = (context: Translating, grantee: Grantee, role: Role): Message =>
  textMessage(context.t('communities.granted', grantWords(context, grantee, role)), {
    tone: 'success',
  });

export const roleRevokedMessage = (context: Translating, grantee: Grantee, role: Role): Message =>
  textMessage(context.t('communities.revoked', grantWords(context, grantee, role)), {
    tone: 'success',
  });

/** Asks admins who are about to lose their own admin role. */
export function confirmStepDownMessage(
  { t, account, community }: Pick<CommandContext, 't' | 'account' | 'community'>,
  grantee: Grantee,
): Message {
  const action = (step: string) => ({
    command: 'role revoke',
    step,
    args: { who: grantee, role: 'admin' },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  return textMessage(t('admins.oneself', { community: community?.name ?? '' }), {
    tone: 'warning',
    buttons: [
      [
        button(t('admins.stepDown'), action('confirm'), 'danger'),
        button(t('admins.leave'), action('leave')),
      ],
    ],
  });
}

export function roleListMessage(
  { t }: Translating,
  { community, grants, foundingSpaces }: RoleList,
): Message {
  const holderName = ({ person, discordRole }: RoleList['grants'][number]) =>
    person
      ? person.accounts
          .map(({ name, platform }) => `${name} (${t(`platforms.${platform}`)})`)
          .join(', ')
      : `@${discordRole ?? ''}`;
  return message([
    heading(t('communities.rolesOf', { community: community.name })),
    paragraph(
      t('communities.managersAreAdmins', {
        places: foundingSpaces.map(({ title }) => title).join(', '),
      }),
    ),
    ...(grants.length === 0
      ? [paragraph(t('communities.noGrants'))]
      : [
          list(
            grants.map((grant) => `${capitalize(t(`roles.${grant.role}`))}: ${holderName(grant)}`),
          ),
        ]),
  ]);
}
