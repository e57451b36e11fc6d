import type { PersonalData } from '../context/modules/personal-data.ts';

const auditAbout = (personId: string) => ({ details: { path: ['person'], equals: personId } });

/** Memberships, roles, subscriptions of private chats, and audit entries by and about a person. */
export const communityPersonalData: PersonalData = {
  async show(db, { personId, accountIds, chatIds }) {
    const memberships = await db.membership.findMany({
      where: { personId },
      select: { community: { select: { name: true } } },
    });
    const count = async (counted: Promise<number>) => ({ count: await counted });
    return [
      {
        key: 'commands.privacy_show.communities',
        params: {
          count: memberships.length,
          names: memberships.map(({ community }) => community.name).join(', '),
        },
      },
      {
        key: 'commands.privacy_show.roles',
        params: await count(db.roleGrant.count({ where: { personId } })),
      },
      {
        key: 'commands.privacy_show.subscriptions',
        params: await count(db.subscription.count({ where: { chatId: { in: [...chatIds] } } })),
      },
      {
        key: 'commands.privacy_show.audit',
        params: await count(db.auditEntry.count({ where: { accountId: { in: [...accountIds] } } })),
      },
      {
        key: 'commands.privacy_show.about',
        params: await count(db.auditEntry.count({ where: auditAbout(personId) })),
      },
    ];
  },
  async export(db, { personId }) {
    const withName = { community: { select: { name: true } } };
    return {
      memberships: await db.membership.findMany({ where: { personId }, include: withName }),
      grants: await db.roleGrant.findMany({ where: { personId }, include: withName }),
      actsAboutMe: await db.auditEntry.findMany({
        where: auditAbout(personId),
        select: { action: true, details: true, createdAt: true },
      }),
    };
  },
  async describeErasure(tx, { chatIds }) {
    const count = await tx.subscription.count({ where: { chatId: { in: [...chatIds] } } });
    return {
      erased:
        count === 0
          ? []
          : [{ key: 'commands.privacy_delete.goes.subscriptions', params: { count } }],
    };
  },
  async erase(tx, { personId }) {
    await tx.$executeRaw`
      UPDATE "AuditEntry" SET "details" = "details" - 'to' - 'from' - 'person'
      WHERE "details"->>'person' = ${personId}`;
    return undefined;
  },
  async merge(tx, { from, to }) {
    const memberships = await tx.membership.findMany({ where: { personId: from } });
    await tx.membership.createMany({
      data: memberships.map((membership) => ({ ...membership, personId: to })),
      skipDuplicates: true,
    });
    await tx.$executeRaw`
      UPDATE "AuditEntry" SET "details" = jsonb_set("details", '{person}', to_jsonb(${to}::text))
      WHERE "details"->>'person' = ${from}`;
  },
  async split(tx, { from, to }) {
    const memberships = await tx.membership.findMany({ where: { personId: from } });
    await tx.membership.createMany({
      data: memberships.map(({ communityId }) => ({ personId: to, communityId })),
      skipDuplicates: true,
    });
  },
};
