import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Prisma, Prompt } from '../database/generated/client.ts';
import type { PromptMessages } from '../kit/adapter/prompt-question.ts';
import { promptStateSchema } from '../kit/prompts/reducer.ts';
import type { KitStore } from '../kit/runtime/store.ts';
import { type Action, actionSchema } from '../message/message.ts';

/** How long a question waits, in milliseconds. */
const promptLifetimeMs = 15 * 60_000;
/** Keyboards whose rows are known to stand in the database. */
const maxKnownKeyboards = 2_000;
/** How long they are taken to stand there, in milliseconds: what is not shown again is cleaned up some day. */
const keyboardRefreshMs = 24 * 3_600_000;

const actionsSchema = z.array(actionSchema);

const isSingleUse = (actions: readonly Action[]): boolean => actions.some(({ once }) => once);

/**
 * The same buttons have the same token, so that showing a list again writes nothing. Buttons that may be
 * pressed once have one of their own each time: two messages are two chances.
 */
const tokenOf = (actions: readonly Action[]): string =>
  isSingleUse(actions)
    ? randomBytes(16).toString('base64url')
    : hash('sha256', JSON.stringify(actions), 'base64url').slice(0, 22);

/** PostgreSQL keeps no NUL in JSON; what somebody typed may hold one. */
const withoutNul = (actions: readonly Action[]): Action[] =>
  actionsSchema.parse(
    JSON.parse(JSON.stringify(actions), (_key, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\0', '') : value,
    ),
  );

/** The messages that ask, as they were kept. */
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
  /** When each was last written. */
  const known = new Map<string, number>();
  /** Tokens of buttons that are shown again and again. */
  const tokens = new WeakMap<readonly Action[], string>();
  return {
    async saveActions(actions) {
      const token = tokens.get(actions) ?? tokenOf(actions);
      if (!isSingleUse(actions)) tokens.set(actions, token);
      const at = now();
      if (at - (known.get(token) ?? Number.NEGATIVE_INFINITY) >= keyboardRefreshMs) {
        const createdAt = new Date(at);
        await db.actionSet.createMany({
          data: [{ token, actions: withoutNul(actions), createdAt }],
          skipDuplicates: true,
        });
        // Only an old row is written, so that transactions which show the same buttons do not wait for each other.
        await db.actionSet.updateMany({
          where: { token, createdAt: { lt: new Date(at - keyboardRefreshMs) } },
          data: { createdAt },
        });
        if (known.size >= maxKnownKeyboards) known.clear();
        known.set(token, at);
      }
      return actions.map((_action, index) => `${token}:${index}`);
    },
    async findAction(token) {
      const [keyboard, index] = token.split(':');
      if (keyboard === undefined || index === undefined) return undefined;
      const found = await db.actionSet.findUnique({ where: { token: keyboard } });
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
        // Only that nothing is asked is kept: that is so for almost everybody.
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
      // One statement, so that of two at once one begins it and the other waits.
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
