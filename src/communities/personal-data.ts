import type { PersonalData } from '../context/modules/personal-data.ts';
import { countLine, countLineIfAny } from '../context/modules/personal-rows.ts';

const auditAbout = (personId: string) => ({ details: { path: ['person'], equals: personId } });

/** Memberships, roles, subscriptions of private chats, and audit entries by and about a person. */
export const communityPersonalData: PersonalData = {
  words: { keptTexts: null, linked: null },
  async show(db, { personId, accountIds, chatIds }) {
    const memberships = await db.membership.findMany({
      where: { personId },
      select: { community: { select: { name: true } } },
    });
    return [
      {
        key: 'commands.privacy_show.communities',
        params: {
          count: memberships.length,
          names: memberships.map(({ community }) => community.name).join(', '),
        },
      },
      await countLine('commands.privacy_show.roles', db.roleGrant.count({ where: { personId } })),
      await countLine(
        'commands.privacy_show.subscriptions',
        db.subscription.count({ where: { chatId: { in: [...chatIds] } } }),
      ),
      await countLine(
        'commands.privacy_show.audit',
        db.auditEntry.count({ where: { accountId: { in: [...accountIds] } } }),
      ),
      await countLine(
        'commands.privacy_show.about',
        db.auditEntry.count({ where: auditAbout(personId) }),
      ),
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
  describeErasure: async (tx, { chatIds }) => ({
    erased: await countLineIfAny(
      'commands.privacy_delete.goes.subscriptions',
      tx.subscription.count({ where: { chatId: { in: [...chatIds] } } }),
    ),
  }),
  async erase(tx, { personId }) {
    await tx.$executeRaw`
      UPDATE "AuditEntry" SET "details" = "details" - 'to' - 'from' - 'person' - 'who' - 'reason'
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
