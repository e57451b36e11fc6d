import type { QueryCache } from '../database/cache/query-cache.ts';
import type { Prisma, Prompt } from '../database/generated/client.ts';
import type { PromptMessages } from '../kit/adapter/prompt-question.ts';
import { promptStateSchema } from '../kit/prompts/reducer.ts';
import type { PromptStore } from '../kit/prompts/store.ts';

/** Milliseconds that a prompt stays open. */
const promptLifetimeMs = 15 * 60_000;

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

/** Open prompts, in the database. */
export function createPromptStore(
  db: Prisma.TransactionClient,
  now: () => number,
  memory: QueryCache,
): PromptStore {
  return {
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
  };
}
