import { accountFingerprint } from '../context/account-fingerprint.ts';
import type { DataLine, PersonalData } from '../context/modules/personal-data.ts';
import { eraseApprovals } from './approval/personal-data.ts';

/** Alerts that a person wrote, approvals that they asked for or decided, and their place among the approvers. */
export const alertPersonalData: PersonalData = {
  words: { keptTexts: 'alerts.personalData.keptTexts', linked: null },
  async show(db, { personId, accountIds }) {
    const approver = await db.approver.findMany({
      where: { personId },
      select: { community: { select: { name: true } } },
    });
    const names = new Set(approver.map(({ community }) => community.name));
    const count = await db.alert.count({ where: { authorId: { in: [...accountIds] } } });
    const lines: DataLine[] = [{ key: 'commands.privacy_show.alerts', params: { count } }];
    if (names.size > 0) {
      lines.unshift({ key: 'approvers.kept', params: { communities: [...names].join(', ') } });
    }
    return lines;
  },
  export: async (db, { personId, accounts, accountIds }) => ({
    approver: await db.approver.findMany({
      where: { personId },
      select: { createdAt: true, community: { select: { name: true } } },
    }),
    approvals: await db.approval.findMany({
      where: {
        OR: [
          { requestedById: { in: [...accountIds] } },
          { decidedBy: { in: accounts.map(accountFingerprint) } },
        ],
      },
      select: { alertId: true, state: true, createdAt: true, decidedAt: true },
    }),
    alerts: await db.alert.findMany({
      where: { authorId: { in: [...accountIds] } },
      include: { versions: true },
    }),
  }),
  async erase(tx, { accounts }) {
    await eraseApprovals(tx, accounts);
    return undefined;
  },
  async merge(tx, { from, to }) {
    // An admin's approval of this approver stays valid for the accounts that it names.
    await tx.$executeRaw`
      UPDATE "Approver" a SET "personId" = ${to}::uuid WHERE a."personId" = ${from}::uuid AND NOT EXISTS (
        SELECT 1 FROM "Approver" b WHERE b."personId" = ${to}::uuid
          AND b."communityId" = a."communityId" AND b."addedBy" = a."addedBy")`;
  },
};
