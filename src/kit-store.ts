import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from './database/generated/client.ts';
import { forgetful, type Memory } from './database/memory.ts';
import { conversationSchema } from './kit/conversation.ts';
import type { KitStore } from './kit/store.ts';
import { type Action, actionSchema } from './message/message.ts';

/** How long a question waits, in milliseconds. */
const patienceMs = 15 * 60_000;
/** Keyboards whose rows are known to stand in the database. */
const remembered = 2_000;
/** How long they are taken to stand there, in milliseconds: what is not shown again is cleaned up some day. */
const standing = 24 * 3_600_000;

const actionsSchema = z.array(actionSchema);

/** The same buttons have the same token, so that showing a list again writes nothing. */
const tokenOf = (actions: readonly Action[]): string =>
  createHash('sha256').update(JSON.stringify(actions)).digest('base64url').slice(0, 22);

/** What the command kit keeps, in the database. Tokens are `<keyboard>:<index>`, 25 characters at most. */
export function createKitStore(
  db: Prisma.TransactionClient,
  now: () => number,
  memory: Memory = forgetful,
): KitStore {
  /** When each was last written. */
  const known = new Map<string, number>();
  return {
    async keepActions(actions) {
      const token = tokenOf(actions);
      const at = now();
      if (at - (known.get(token) ?? Number.NEGATIVE_INFINITY) >= standing) {
        const createdAt = new Date(at);
        await db.keyboard.createMany({
          data: [{ token, actions: actionsSchema.parse(actions), createdAt }],
          skipDuplicates: true,
        });
        // Only an old row is written, so that transactions which show the same buttons do not wait for each other.
        await db.keyboard.updateMany({
          where: { token, createdAt: { lt: new Date(at - standing) } },
          data: { createdAt },
        });
        if (known.size >= remembered) known.clear();
        known.set(token, at);
      }
      return actions.map((_action, index) => `${token}:${index}`);
    },
    async action(token) {
      const [keyboard, index] = token.split(':');
      if (keyboard === undefined || index === undefined) return undefined;
      const found = await db.keyboard.findUnique({ where: { token: keyboard } });
      return found ? actionsSchema.parse(found.actions)[Number(index)] : undefined;
    },
    async conversation({ accountId, place }) {
      const where = { accountId_place: { accountId, place } };
      const found = await memory.recall({
        key: `prompt ${accountId} ${place}`,
        read: () => db.prompt.findUnique({ where }),
        // Only that nothing is asked is kept: that is so for almost everybody.
        sources: (prompt) => (prompt ? undefined : [`Prompt:${accountId}`]),
      });
      if (!found) return undefined;
      if (found.expiresAt.getTime() <= now()) {
        await db.prompt.deleteMany({ where: { id: found.id } });
        return 'expired';
      }
      return {
        id: found.id,
        version: found.version,
        state: conversationSchema.parse(found.state),
        ...(found.messageId === null ? {} : { messageId: found.messageId }),
      };
    },
    async keepConversation({ accountId, place }, state, previous) {
      const expiresAt = new Date(now() + patienceMs);
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
      return { id, version, state };
    },
    async keepAsked(id, messageId) {
      await db.prompt.updateMany({ where: { id }, data: { messageId } });
    },
    async endConversation(id) {
      await db.prompt.deleteMany({ where: { id } });
    },
  };
}
