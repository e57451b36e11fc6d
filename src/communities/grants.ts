import type { Community, Prisma } from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import { Refusal } from '../kit/command.ts';
import type { PersonReference, RoleReference } from '../kit/raw.ts';
import { shownName } from '../kit/shown-name.ts';
import { capital } from '../language/capital.ts';
import { button, heading, list, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { accountNamed } from '../people/accounts.ts';
import { audit } from './audit.ts';
import { type Call, communityOf, nowOf } from './call.ts';
import { remember } from './current.ts';
import { adminsBeside, keepAnAdmin, losesOneself } from './last-admin.ts';

type Grantee = PersonReference | RoleReference;

const nameOf = (grantee: Grantee): string =>
  grantee.kind === 'role' ? `@${grantee.name}` : shownName(grantee);

/** By what the audit's entries about somebody are found: when they want to be forgotten, and by who asks who gave a role. */
const holderIn = (who: { personId: string } | { discordRoleId: string }) =>
  'personId' in who ? { person: who.personId } : { discordRole: who.discordRoleId };

/** The columns that say to whom a role is given. A person who never used the bot gets an account now. */
async function holder(
  call: Call,
  grantee: Grantee,
): Promise<{ personId: string } | { discordRoleId: string; discordRole: string }> {
  if (grantee.kind === 'role') {
    return { discordRoleId: grantee.platformId, discordRole: grantee.name };
  }
  const { personId } = await accountNamed(call.db, call.account.platform, grantee);
  return { personId };
}

/** When a grant is given that counts on every account that a person has by now, one that was only made for it too. */
async function countingFrom(
  tx: Prisma.TransactionClient,
  personId: string,
  now: Date,
): Promise<Date> {
  const accounts = await tx.account.findMany({ where: { personId }, select: { linkedAt: true } });
  const linked = accounts.map(({ linkedAt }) => linkedAt.getTime());
  return new Date(Math.max(now.getTime(), ...linked.filter((at) => !Number.isNaN(at))));
}

/** Gives a role afresh: a grant counts from now on, on every account that the person has now. */
export async function grantRole(call: Call, grantee: Grantee, role: Role): Promise<Message> {
  const community = communityOf(call);
  const who = await holder(call, grantee);
  if ('personId' in who) await remember(call.db, who.personId, community.id);
  await call.db.$transaction(async (tx) => {
    await tx.roleGrant.deleteMany({ where: granted(community.id, role, who) });
    const at = nowOf(call);
    const grantedAt = 'personId' in who ? await countingFrom(tx, who.personId, at) : at;
    await tx.roleGrant.create({ data: { communityId: community.id, role, grantedAt, ...who } });
    await audit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'role.grant',
      details: { role, to: nameOf(grantee), ...holderIn(who) },
      at,
    });
  });
  const words = { who: nameOf(grantee), role: call.t(`roles.${role}`) };
  return say(call.t('communities.granted', words), { tone: 'success' });
}

const granted = (
  communityId: string,
  role: Role,
  who: { personId: string } | { discordRoleId: string },
): Prisma.RoleGrantWhereInput => ({
  communityId,
  role,
  ...('personId' in who ? { personId: who.personId } : { discordRoleId: who.discordRoleId }),
});

/** Asks whoever takes the role of an admin from themselves. */
function askToStepDown(call: Call, grantee: Grantee, community: Community): Message {
  const { t, account } = call;
  const act = (step: string) => ({
    command: 'role revoke',
    step,
    args: { who: grantee, role: 'admin' },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  return say(t('admins.oneself', { community: community.name }), {
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
  call: Call,
  grantee: Grantee,
  role: Role,
  isConfirmed = false,
): Promise<Message> {
  const community = communityOf(call);
  const who = await holder(call, grantee);
  const words = { who: nameOf(grantee), role: call.t(`roles.${role}`) };
  const where = granted(community.id, role, who);
  if ((await call.db.roleGrant.count({ where })) === 0) {
    throw new Refusal('communities.notGranted', words);
  }
  const left = role === 'admin' ? await adminsBeside(call, community, who) : undefined;
  if (left && !isConfirmed && (await losesOneself(call, community, who))) {
    if (!left.isGiven && left.grants.length === 0) throw new Refusal('admins.last');
    return askToStepDown(call, grantee, community);
  }
  await call.db.$transaction(async (tx) => {
    if (left) await keepAnAdmin(tx, community.id, left);
    const { count } = await tx.roleGrant.deleteMany({ where });
    if (count === 0) throw new Refusal('communities.notGranted', words);
    await audit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'role.revoke',
      details: { role, from: nameOf(grantee), ...holderIn(who) },
    });
  });
  return say(call.t('communities.revoked', words), { tone: 'success' });
}

/** Everyone who has a role by a grant, and which places make their managers admins. */
export async function listRoles(call: Call): Promise<Message> {
  const { t, db } = call;
  const community = communityOf(call);
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
      : [list(grants.map((grant) => `${capital(t(`roles.${grant.role}`))}: ${names(grant)}`))]),
  ]);
}
