import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from '../database/generated/client.ts';
import type { ActionStore } from '../kit/runtime/store.ts';
import { type Action, actionSchema } from '../message/message.ts';

/** Tokens of action sets that are known to be stored. */
const maxKnownSets = 2_000;
/** Milliseconds after which a set that is shown again is touched, so that retention keeps it. */
const setRefreshMs = 24 * 3_600_000;

const actionsSchema = z.array(actionSchema);

const isSingleUse = (actions: readonly Action[]): boolean => actions.some(({ once }) => once);

/**
 * The same actions have the same token, so that showing a list again writes nothing. Sets with single-use actions get a
 * new token for each message: each message can be used once.
 */
const tokenOf = (actions: readonly Action[]): string =>
  isSingleUse(actions)
    ? randomBytes(16).toString('base64url')
    : hash('sha256', JSON.stringify(actions), 'base64url').slice(0, 22);

/** Typed text may hold NUL, which PostgreSQL refuses in JSON. */
const withoutNul = (actions: readonly Action[]): Action[] =>
  actionsSchema.parse(
    JSON.parse(JSON.stringify(actions), (_key, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\0', '') : value,
    ),
  );

/** What buttons do, in the database. Tokens are `<keyboard>:<index>`, 25 characters at most. */
export function createActionStore(db: Prisma.TransactionClient, now: () => number): ActionStore {
  /** When each set was last written, and its actions where they are the same for everybody. */
  const known = new Map<string, { at: number; shared: readonly Action[] | undefined }>();
  const isFresh = (at: number) => now() - at < setRefreshMs;
  /** Tokens of cached messages' actions. */
  const tokens = new WeakMap<readonly Action[], string>();
  return {
    async saveActions(actions) {
      const token = tokens.get(actions) ?? tokenOf(actions);
      if (!isSingleUse(actions)) tokens.set(actions, token);
      const at = now();
      if (!isFresh(known.get(token)?.at ?? Number.NEGATIVE_INFINITY)) {
        const kept = withoutNul(actions);
        // Fresh rows are left alone: transactions that show the same buttons would wait for each other.
        await db.$executeRaw`
          INSERT INTO "ActionSet" ("token", "actions", "createdAt")
          VALUES (${token}, ${JSON.stringify(kept)}::jsonb, ${new Date(at)})
          ON CONFLICT ("token") DO UPDATE SET "createdAt" = EXCLUDED."createdAt"
          WHERE "ActionSet"."createdAt" < ${new Date(at - setRefreshMs)}`;
        if (known.size >= maxKnownSets) known.clear();
        // Texts of folded parts are long, and read from the database when they are asked for.
        const isShared =
          !isSingleUse(kept) &&
          kept.every(({ account, blocks }) => account === undefined && blocks === undefined);
        known.set(token, { at, shared: isShared ? kept : undefined });
      }
      return actions.map((_action, index) => `${token}:${index}`);
    },
    async findAction(token) {
      const [set, index] = token.split(':');
      if (set === undefined || index === undefined) return undefined;
      const kept = known.get(set);
      if (kept?.shared && isFresh(kept.at)) return kept.shared[Number(index)];
      const found = await db.actionSet.findUnique({ where: { token: set } });
      return found ? actionsSchema.parse(found.actions)[Number(index)] : undefined;
    },
    async consumeToken(token) {
      const { count } = await db.consumedToken.createMany({
        data: [{ token, consumedAt: new Date(now()) }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    async restoreToken(token) {
      await db.consumedToken.deleteMany({ where: { token } });
    },
  };
}
