import type { PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { readLocale } from '../../language/locale.ts';

type Reading = Pick<
  PrismaClient,
  'account' | 'alert' | 'rateLimitWindow' | 'auditEntry' | 'code' | 'cooldown' | 'delivery' | 'wait'
> &
  Pick<Transaction, '$queryRaw'>;

/** What a person is known by in the store, and on the platforms. */
interface PersonIdentifiers {
  personId: string;
  accountIds: string[];
  chatIds: string[];
  /** Titles of the private chats: they are names. */
  titles: string[];
  platformIds: string[];
  /** Of any of these ids, as they stand in JSON and in keys; for `LIKE`. */
  patterns: string[];
}

async function readIdentifiers(
  db: Pick<Reading, 'account'>,
  personId: string,
): Promise<PersonIdentifiers> {
  const accounts = await db.account.findMany({ where: { personId }, include: { chat: true } });
  const chats = accounts.flatMap(({ chat }) => (chat ? [chat] : []));
  const accountIds = accounts.map(({ id }) => id);
  const chatIds = chats.map(({ id }) => id);
  const platformIds = accounts.map(({ platformId }) => platformId);
  return {
    personId,
    accountIds,
    chatIds,
    titles: chats.map(({ title }) => title),
    platformIds,
    patterns: [
      ...[personId, ...accountIds, ...chatIds].map((id) => `%${id}%`),
      // Short numbers that other ids may contain: whole ones only.
      ...platformIds.flatMap((id) => [`%"${id}"%`, `%"id:${id}"%`]),
    ],
  };
}

/** Attempts and cooldowns go by keys that end with whose they are; waits by the chat's id, ours or the platform's. */
const keyedWhere = ({ personId, accountIds, chatIds }: PersonIdentifiers) => ({
  OR: [personId, ...accountIds, ...chatIds].map((id) => ({ key: { endsWith: id } })),
});
const waitWhere = ({ chatIds, platformIds }: PersonIdentifiers) => ({
  key: { in: [...chatIds, ...platformIds] },
});
const auditAboutWhere = ({ personId }: PersonIdentifiers) => ({
  details: { path: ['person'], equals: personId },
});

const findRedeemedCodes = (db: Pick<Reading, '$queryRaw'>, { patterns }: PersonIdentifiers) =>
  db.$queryRaw<{ id: string; kind: string; redeemedAt: Date | null }[]>`
    SELECT "id", "kind"::text AS "kind", "redeemedAt" FROM "Code" WHERE "redeemedBy"::text LIKE ANY(${patterns})`;

/** What tells of a person and does not belong to them by a column of its own. Nothing of it tells of others. */
export async function collectPersonalData(db: Reading, personId: string) {
  const marks = await readIdentifiers(db, personId);
  const { accountIds, chatIds } = marks;
  const bound = accountIds.map((account) => JSON.stringify([{ account }]));
  const told = await db.delivery.findMany({
    where: { chatId: { in: chatIds } },
    orderBy: { id: 'asc' },
    select: {
      state: true,
      sentAt: true,
      chat: { select: { locale: true, platform: true } },
      publication: { select: { kind: true, createdAt: true, locale: true, messages: true } },
    },
  });
  return {
    alerts: await db.alert.findMany({
      where: { authorId: { in: accountIds } },
      include: { versions: true },
    }),
    told: told.map(
      ({ state, sentAt, chat, publication: { messages, locale, kind, createdAt } }) => {
        const shown = chat.locale ?? locale;
        return {
          platform: chat.platform,
          kind,
          createdAt,
          state,
          sentAt,
          message: blocksIn(messages, readLocale(shown, locale)),
        };
      },
    ),
    buttons: await db.$queryRaw<{ createdAt: Date; actions: unknown }[]>`
      SELECT "createdAt", "actions" FROM "ActionSet" WHERE "actions" @> ANY(${bound}::jsonb[]) ORDER BY "createdAt"`,
    typedCodes: (await findRedeemedCodes(db, marks)).map(({ kind, redeemedAt }) => ({
      kind,
      redeemedAt,
    })),
    attempts: (await db.rateLimitWindow.findMany({ where: keyedWhere(marks) })).map(
      ({ key, startsAt, count }) => ({ what: withoutId(key), startsAt, count }),
    ),
    cooldowns: (await db.cooldown.findMany({ where: keyedWhere(marks) })).map(({ key, until }) => ({
      what: withoutId(key),
      until,
    })),
    waits: await db.wait.findMany({
      where: waitWhere(marks),
      select: { platform: true, since: true, until: true },
    }),
    actsAboutMe: await db.auditEntry.findMany({
      where: auditAboutWhere(marks),
      select: { action: true, details: true, createdAt: true },
    }),
  };
}

/** `redeem:` and `privacy export person`: whose it is stands last. */
const withoutId = (key: string): string => key.replace(/[ :][^ :]+$/, '');

/** The words of a kept message in one language, without its buttons. */
function blocksIn(messages: unknown, locale: string): unknown {
  const ofLocale = propertyOf(messages, locale);
  return propertyOf(ofLocale, 'blocks');
}
const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** Takes out what {@link collectPersonalData} finds, and what others keep that names the person: it would outlive them. */
export async function erasePersonalData(tx: Transaction, personId: string): Promise<void> {
  const marks = await readIdentifiers(tx, personId);
  const { chatIds, titles, patterns } = marks;
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET "details" = "details" - 'to' - 'from' - 'person'
    WHERE "details"->>'person' = ${personId}`;
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET "details" = "details" - 'chat'
    WHERE "action" = 'delivery.settle' AND "details"->>'chat' = ANY(${titles})`;
  // What they typed a code for waits for nobody any more; its maker was told their name.
  for (const { id } of await findRedeemedCodes(tx, marks)) {
    await tx.$executeRaw`
      DELETE FROM "Publication" WHERE "audience"->>'to' = 'chats' AND "messages"::text LIKE ${`%${id}%`}`;
    await tx.code.delete({ where: { id } });
  }
  // Notices to this person alone go, sent or not; others' keep what they tell of, and lose whom it went to.
  await tx.$executeRaw`
    DELETE FROM "Publication" WHERE "kind" IN ('notice', 'reminder') AND (
      "audience"->'personIds' <@ jsonb_build_array(${personId}::text)
      OR "audience"->'chatIds' <@ to_jsonb(${chatIds}::text[]))`;
  await tx.$executeRaw`
    UPDATE "Publication" SET "audience" = jsonb_set("audience", '{personIds}', ("audience"->'personIds') - ${personId}::text)
    WHERE "audience"->'personIds' @> jsonb_build_array(${personId}::text)`;
  await tx.$executeRaw`
    UPDATE "Publication" SET "audience" = jsonb_set("audience", '{chatIds}', ("audience"->'chatIds') - ${chatIds}::text[])
    WHERE "audience"->'chatIds' @> ANY(SELECT jsonb_build_array(id) FROM unnest(${chatIds}::text[]) AS id)`;
  // Buttons and questions with which others were about to do something with this person.
  await tx.$executeRaw`DELETE FROM "ActionSet" WHERE "actions"::text LIKE ANY(${patterns})`;
  await tx.$executeRaw`DELETE FROM "Prompt" WHERE "state"::text LIKE ANY(${patterns})`;
  await tx.cooldown.deleteMany({ where: keyedWhere(marks) });
  await tx.rateLimitWindow.deleteMany({ where: keyedWhere(marks) });
  await tx.wait.deleteMany({ where: waitWhere(marks) });
}
