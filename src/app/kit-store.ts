import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Prisma, Prompt } from '../database/generated/client.ts';
import type { PromptMessages } from '../kit/adapter/prompt-question.ts';
import { promptStateSchema } from '../kit/prompts/reducer.ts';
import type { KitStore } from '../kit/runtime/store.ts';
import { type Action, actionSchema } from '../message/message.ts';

/** Milliseconds that a prompt stays open. */
const promptLifetimeMs = 15 * 60_000;
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

/** The stored ids of a prompt's messages. */
function promptMessagesOf({
  messageId,
  inputId,
  originId,
}: Pick<Prompt, 'messageId' | 'inputId' | 'originId'>): { messages?: PromptMessages } {
  if (messageId === null) return {};
  return {
    messages: {
      messageId,
      ...(inputId === null ? {} : { inputId }),
      ...(originId === null ? {} : { originId }),
    },
  };
}

/** What the command kit keeps, in the database. Tokens are `<keyboard>:<index>`, 25 characters at most. */
export function createKitStore(
  db: Prisma.TransactionClient,
  now: () => number,
  memory: QueryCache = noQueryCache,
): KitStore {
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
    async findPrompt({ accountId, place }) {
      const where = { accountId_place: { accountId, place } };
      const found = await memory.getOrLoad({
        key: `prompt ${accountId} ${place}`,
        load: () => db.prompt.findUnique({ where }),
        // Only the absence of a prompt is cached, which is the common case.
        dependencies: (prompt) => (prompt ? undefined : [`Prompt:${accountId}`]),
      });
      if (!found) return undefined;
      const { id, version } = found;
      const asked = promptMessagesOf(found);
      const state = promptStateSchema.safeParse(found.state);
      const over =
        found.expiresAt.getTime() <= now() ? 'expired' : state.success ? undefined : 'unreadable';
      if (over !== undefined) {
        await db.prompt.deleteMany({ where: { id } });
        return { over, ...asked };
      }
      return state.success ? { id, accountId, version, state: state.data, ...asked } : undefined;
    },
    async findPromptOwner(place, messageId) {
      const found = await db.prompt.findFirst({
        where: { place, OR: [{ messageId }, { inputId: messageId }] },
        select: { accountId: true },
      });
      return found?.accountId;
    },
    async savePrompt({ accountId, place }, state, previous) {
      const expiresAt = new Date(now() + promptLifetimeMs);
      if (previous) {
        const changed = await db.prompt.updateMany({
          where: { id: previous.id, version: previous.version },
          data: { state, version: { increment: 1 }, expiresAt },
        });
        return changed.count === 1
          ? { ...previous, version: previous.version + 1, state }
          : undefined;
      }
      const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
      await db.prompt.deleteMany({ where: { accountId, place } });
      const { id, version } = await db.prompt.create({
        data: { accountId, place, platform: account.platform, state, expiresAt },
      });
      return { id, accountId, version, state };
    },
    async savePromptMessages(id, { messageId: panel, inputId, originId }) {
      await db.prompt.updateMany({
        where: { id },
        data: { messageId: panel, inputId: inputId ?? null, originId: originId ?? null },
      });
    },
    async endPrompt({ id, version }) {
      const { count } = await db.prompt.deleteMany({ where: { id, version } });
      return count === 1;
    },
    async startCooldown(key, ms) {
      const at = new Date(now());
      const until = new Date(at.getTime() + ms);
      // One statement: of two at once, one starts the cooldown and the other has to wait.
      const begun = await db.$queryRaw<{ key: string }[]>`
        INSERT INTO "Cooldown" (key, until) VALUES (${key}, ${until})
        ON CONFLICT (key) DO UPDATE SET until = EXCLUDED.until WHERE "Cooldown".until <= ${at}
        RETURNING key`;
      if (begun.length > 0) return 0;
      const running = await db.cooldown.findUnique({ where: { key } });
      return Math.max(1, (running?.until.getTime() ?? 0) - at.getTime());
    },
    async cancelCooldown(key) {
      await db.cooldown.deleteMany({ where: { key } });
    },
  };
}
