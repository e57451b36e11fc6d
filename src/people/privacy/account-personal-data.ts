import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { PersonalData, PersonIdentifiers } from '../../context/modules/personal-data.ts';
import type { Prisma } from '../../database/generated/client.ts';

interface RedeemedCode {
  id: string;
  kind: string;
  redeemedAt: Date | null;
}

const findRedeemedCodes = (
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { patterns }: PersonIdentifiers,
) =>
  db.$queryRaw<RedeemedCode[]>`
    SELECT "id", "kind"::text AS "kind", "redeemedAt" FROM "Code" WHERE "redeemedBy"::text LIKE ANY(${patterns})`;

/** Accounts with their private chats, settings, one-time codes and the history of links. */
export const accountPersonalData: PersonalData = {
  words: { keptTexts: null, linked: null },
  async export(db, person) {
    const keys = person.accounts.map(accountFingerprint);
    const links = await db.linkHistory.findMany({
      where: { OR: [{ one: { in: keys } }, { other: { in: keys } }] },
    });
    const stored = await db.person.findUniqueOrThrow({
      where: { id: person.personId },
      include: {
        accounts: {
          include: {
            chat: { include: { subscriptions: true } },
            audit: true,
            // Neither the code's hash nor who redeemed it.
            codes: { select: { kind: true, createdAt: true, expiresAt: true, settledAt: true } },
            prompts: true,
          },
        },
      },
    });
    const redeemed = await findRedeemedCodes(db, person);
    return {
      ...stored,
      typedCodes: redeemed.map(({ kind, redeemedAt }) => ({ kind, redeemedAt })),
      links: links.map(({ linkedAt }) => ({ linkedAt })),
    };
  },
  async erase(tx, person) {
    // The request that asked the code's maker names this person.
    for (const { id } of await findRedeemedCodes(tx, person)) {
      await tx.$executeRaw`
        DELETE FROM "Publication" WHERE "audience"->>'to' = 'chats' AND "messages"::text LIKE ${`%${id}%`}`;
      await tx.code.delete({ where: { id } });
    }
    return undefined;
  },
};
