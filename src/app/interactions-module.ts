import type { PersonalData, PersonIdentifiers } from '../context/modules/personal-data.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import type { RetentionRule } from '../schedule/retention.ts';

/** Keys of attempts and cooldowns end with the id of the person, account or chat. */
const keyedBy = ({ personId, accountIds, chatIds }: PersonIdentifiers) => ({
  OR: [personId, ...accountIds, ...chatIds].map((id) => ({ key: { endsWith: id } })),
});
/** Pauses are keyed by a chat's id, ours or the platform's. */
const pausedBy = ({ chatIds, platformIds }: PersonIdentifiers) => ({
  key: { in: [...chatIds, ...platformIds] },
});
/** `redeem:ID`, `privacy export person ID`: the key without the id. */
const withoutId = (key: string): string => key.replace(/[ :][^ :]+$/, '');

/** Buttons, prompts, cooldowns and rate limits: what the command kit and the bots store. */
const interactionPersonalData: PersonalData = {
  words: { keptTexts: 'commands.privacy_show.openQuestions', linked: null },
  async export(db, person) {
    const bound = person.accountIds.map((account) => JSON.stringify([{ account }]));
    const attempts = await db.rateLimitWindow.findMany({ where: keyedBy(person) });
    const cooldowns = await db.cooldown.findMany({ where: keyedBy(person) });
    return {
      buttons: await db.$queryRaw<{ createdAt: Date; actions: unknown }[]>`
        SELECT "createdAt", "actions" FROM "ActionSet" WHERE "actions" @> ANY(${bound}::jsonb[]) ORDER BY "createdAt"`,
      attempts: attempts.map(({ key, startsAt, count }) => ({
        what: withoutId(key),
        startsAt,
        count,
      })),
      cooldowns: cooldowns.map(({ key, until }) => ({ what: withoutId(key), until })),
      waits: await db.rateLimitPause.findMany({
        where: pausedBy(person),
        select: { platform: true, since: true, until: true },
      }),
    };
  },
  async erase(tx, person) {
    // Buttons and prompts of others that name this person included.
    await tx.$executeRaw`DELETE FROM "ActionSet" WHERE "actions"::text LIKE ANY(${person.patterns})`;
    await tx.$executeRaw`DELETE FROM "Prompt" WHERE "state"::text LIKE ANY(${person.patterns})`;
    await tx.cooldown.deleteMany({ where: keyedBy(person) });
    await tx.rateLimitWindow.deleteMany({ where: keyedBy(person) });
    await tx.rateLimitPause.deleteMany({ where: pausedBy(person) });
    return undefined;
  },
};

const dayMs = 24 * 3_600_000;

/** Buttons of a prompt are deleted with their prompt; no open prompt is that old. */
const promptButtons = { path: ['0', 'command'], equals: 'prompt' };

const retention: readonly RetentionRule[] = [
  {
    // Longer than a prompt can be answered, so that a late answer still gets an explanation.
    name: 'prompt',
    keepMs: dayMs,
    deleteBefore: (db, before) => db.prompt.deleteMany({ where: { expiresAt: { lt: before } } }),
  },
  {
    name: 'actionSet',
    keepMs: 90 * dayMs,
    deleteBefore: (db, before) => db.actionSet.deleteMany({ where: { createdAt: { lt: before } } }),
  },
  {
    name: 'actionSet',
    keepMs: dayMs,
    deleteBefore: (db, before) =>
      db.actionSet.deleteMany({ where: { createdAt: { lt: before }, actions: promptButtons } }),
  },
  {
    name: 'consumedToken',
    keepMs: 90 * dayMs,
    deleteBefore: (db, before) =>
      db.consumedToken.deleteMany({ where: { consumedAt: { lt: before } } }),
  },
  {
    name: 'cooldown',
    keepMs: dayMs,
    deleteBefore: (db, before) => db.cooldown.deleteMany({ where: { until: { lt: before } } }),
  },
  {
    name: 'rateLimitWindow',
    keepMs: dayMs,
    deleteBefore: (db, before) =>
      db.rateLimitWindow.deleteMany({ where: { startsAt: { lt: before } } }),
  },
  {
    // Longer than a platform repeats an update.
    name: 'handledUpdate',
    keepMs: 2 * dayMs,
    deleteBefore: (db, before) =>
      db.handledUpdate.deleteMany({ where: { handledAt: { lt: before } } }),
  },
];

export const interactionsModule: SubjectModule = {
  name: 'interactions',
  personalData: interactionPersonalData,
  retention,
};
