import { resolveAccountReference } from '../context/accounts.ts';
import { recordAudit } from '../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../context/command-context.ts';
import { ensureMembership } from '../context/current-community.ts';
import {
  findRemainingAdmins,
  losesOwnAdminRole,
  requireRemainingAdmin,
} from '../context/remaining-admins.ts';
import type { Community, Prisma } from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import type { PersonReference, RoleReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import { capitalize } from '../language/text/capitalize.ts';
import { displayName } from '../language/text/display-name.ts';
import { button, heading, list, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';

type Grantee = PersonReference | RoleReference;

const granteeName = (grantee: Grantee): string =>
  grantee.kind === 'role' ? `@${grantee.name}` : displayName(grantee);

/** By what the audit's entries about somebody are found: when they want to be forgotten, and by who asks who gave a role. */
const granteeDetails = (who: { personId: string } | { discordRoleId: string }) =>
  'personId' in who ? { person: who.personId } : { discordRole: who.discordRoleId };

/** The columns that say to whom a role is given. A person who never used the bot gets an account now. */
async function resolveGrantee(
  call: CommandContext,
  grantee: Grantee,
): Promise<{ personId: string } | { discordRoleId: string; discordRole: string }> {
  if (grantee.kind === 'role') {
    return { discordRoleId: grantee.platformId, discordRole: grantee.name };
  }
  const { personId } = await resolveAccountReference(call.db, call.account.platform, grantee);
  return { personId };
}

/** When a grant is given that counts on every account that a person has by now, one that was only made for it too. */
async function grantEffectiveFrom(
  tx: Prisma.TransactionClient,
  personId: string,
  now: Date,
): Promise<Date> {
  const accounts = await tx.account.findMany({ where: { personId }, select: { linkedAt: true } });
  const linked = accounts.map(({ linkedAt }) => linkedAt.getTime());
  return new Date(Math.max(now.getTime(), ...linked.filter((at) => !Number.isNaN(at))));
}

/** Gives a role afresh: a grant counts from now on, on every account that the person has now. */
export async function grantRole(
  call: CommandContext,
  grantee: Grantee,
  role: Role,
): Promise<Message> {
  const community = requireCommunity(call);
  const who = await resolveGrantee(call, grantee);
  if ('personId' in who) await ensureMembership(call.db, who.personId, community.id);
  await call.db.$transaction(async (tx) => {
    await tx.roleGrant.deleteMany({ where: grantWhere(community.id, role, who) });
    const at = nowAsDate(call);
    const grantedAt = 'personId' in who ? await grantEffectiveFrom(tx, who.personId, at) : at;
    await tx.roleGrant.create({ data: { communityId: community.id, role, grantedAt, ...who } });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'role.grant',
      details: { role, to: granteeName(grantee), ...granteeDetails(who) },
      at,
    });
  });
  const words = { who: granteeName(grantee), role: call.t(`roles.${role}`) };
  return textMessage(call.t('communities.granted', words), { tone: 'success' });
}

const grantWhere = (
  communityId: string,
  role: Role,
  who: { personId: string } | { discordRoleId: string },
): Prisma.RoleGrantWhereInput => ({
  communityId,
  role,
  ...('personId' in who ? { personId: who.personId } : { discordRoleId: who.discordRoleId }),
});

/** Asks whoever takes the role of an admin from themselves. */
function askToStepDown(call: CommandContext, grantee: Grantee, community: Community): Message {
  const { t, account } = call;
  const act = (step: string) => ({
    command: 'role revoke',
    step,
    args: { who: grantee, role: 'admin' },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  return textMessage(t('admins.oneself', { community: community.name }), {
    tone: 'warning',
    buttons: [
      [
        button(t('admins.stepDown'), act('confirm'), 'danger'),
        button(t('admins.leave'), act('leave')),
      ],
    ],
  });
}

/**
 * Takes a role back. Who takes the role of an admin from themselves is asked first.
 * @throws Refusal when they do not have it by a grant, or nobody would be an admin any more
 */
export async function revokeRole(
  call: CommandContext,
  grantee: Grantee,
  role: Role,
  isConfirmed = false,
): Promise<Message> {
  const community = requireCommunity(call);
  const who = await resolveGrantee(call, grantee);
  const words = { who: granteeName(grantee), role: call.t(`roles.${role}`) };
  const where = grantWhere(community.id, role, who);
  if ((await call.db.roleGrant.count({ where })) === 0) {
    throw new UserError('communities.notGranted', words);
  }
  const left = role === 'admin' ? await findRemainingAdmins(call, community, who) : undefined;
  if (left && !isConfirmed && (await losesOwnAdminRole(call, community, who))) {
    if (!left.hasImplicitAdmin && left.grantIds.length === 0) throw new UserError('admins.last');
    return askToStepDown(call, grantee, community);
  }
  await call.db.$transaction(async (tx) => {
    if (left) await requireRemainingAdmin(tx, community.id, left);
    const { count } = await tx.roleGrant.deleteMany({ where });
    if (count === 0) throw new UserError('communities.notGranted', words);
    await recordAudit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'role.revoke',
      details: { role, from: granteeName(grantee), ...granteeDetails(who) },
    });
  });
  return textMessage(call.t('communities.revoked', words), { tone: 'success' });
}

/** Everyone who has a role by a grant, and which places make their managers admins. */
export async function listRoles(call: CommandContext): Promise<Message> {
  const { t, db } = call;
  const community = requireCommunity(call);
  const grants = await db.roleGrant.findMany({
    where: { communityId: community.id },
    include: { person: { include: { accounts: true } } },
    orderBy: [{ role: 'asc' }, { grantedAt: 'asc' }],
  });
  const foundings = await db.connection.findMany({
    where: { communityId: community.id, founding: true },
  });
  const names = (grant: (typeof grants)[number]) =>
    grant.person
      ? grant.person.accounts
          .map(({ name, platform }) => `${name} (${t(`platforms.${platform}`)})`)
          .join(', ')
      : `@${grant.discordRole ?? ''}`;
  return message([
    heading(t('communities.rolesOf', { community: community.name })),
    paragraph(
      t('communities.managersAreAdmins', {
        places: foundings.map(({ title }) => title).join(', '),
      }),
    ),
    ...(grants.length === 0
      ? [paragraph(t('communities.noGrants'))]
      : [list(grants.map((grant) => `${capitalize(t(`roles.${grant.role}`))}: ${names(grant)}`))]),
  ]);
}
