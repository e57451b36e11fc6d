import {
  type AccountWithPerson,
  findAndRefreshAccount,
  getOrCreateAccount,
  transientAccount,
} from '../../context/accounts.ts';
import { getOrCreateChat, transientChat } from '../../context/chats.ts';
import { storeFirstContact } from '../../context/first-contact.ts';
import type { ChatWithConnection } from '../../context/request-context.ts';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Actor } from '../../kit/adapter/actor.ts';

/** The actor's account, and the chat they act in. */
export interface IdentifiedActor {
  account: AccountWithPerson;
  chat: ChatWithConnection;
  /** Whether the account is stored. */
  isPersisted: boolean;
  /** Whether it was stored just now, with its membership: nothing else is stored of the person. */
  isNew: boolean;
}

/** The actor's account and chat; new ones are stored. */
export async function persistActor(
  db: PrismaClient,
  cache: QueryCache,
  actor: Actor,
): Promise<IdentifiedActor> {
  const account = await getOrCreateAccount(db, actor, cache);
  return {
    account,
    chat: await getOrCreateChat(db, actor, account.id, cache),
    isPersisted: true,
    isNew: false,
  };
}

/** Stores an actor who was identified as unknown. */
export async function persistUnknownActor(
  db: PrismaClient,
  cache: QueryCache,
  actor: Actor,
  unknown: IdentifiedActor,
): Promise<IdentifiedActor> {
  const communityId = unknown.chat.connection?.communityId;
  const stored = await storeFirstContact(db, { ...unknown, communityId });
  if (!stored) return persistActor(db, cache, actor);
  return { ...stored, isPersisted: true, isNew: true };
}

/** The actor's account and chat; a new account and its private chat are not stored. */
export async function identifyActor(
  db: PrismaClient,
  cache: QueryCache,
  actor: Actor,
  now: Temporal.Instant,
): Promise<IdentifiedActor> {
  if (await findAndRefreshAccount(db, actor, cache)) return persistActor(db, cache, actor);
  const at = new Date(now.epochMilliseconds);
  const account = transientAccount(actor, at);
  const chat =
    actor.chat.kind === 'private'
      ? transientChat(actor, account.id, at)
      : await getOrCreateChat(db, actor, account.id, cache);
  return { account, chat, isPersisted: false, isNew: false };
}
