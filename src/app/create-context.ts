import type { Config } from '../config/config.ts';
import {
  type AccountWithPerson,
  findAndRefreshAccount,
  getOrCreateAccount,
  transientAccount,
} from '../context/accounts.ts';
import { findChat, getOrCreateChat, transientChat } from '../context/chats.ts';
import type { CommandContext } from '../context/command-context.ts';
import {
  ensureMembership,
  keepOnlyCommunity,
  resolveCurrentCommunity,
  selectCommunity,
} from '../context/current-community.ts';
import type { ChatWithConnection } from '../context/request-context.ts';
import { type RoleResolver, resolveRoles } from '../context/roles.ts';
import type { QueryCache } from '../database/cache/query-cache.ts';
import type { Community, PrismaClient } from '../database/generated/client.ts';
import type { Publications } from '../delivery/publications.ts';
import type { Actor } from '../kit/adapter/actor.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import type { Translator } from '../language/catalogue.ts';
import { type Locale, readLocale } from '../language/locale.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import type { MemberWriteBuffer } from '../people/member-write-buffer.ts';
import type { Platform } from '../platform.ts';

export interface ContextFactoryDependencies {
  db: PrismaClient;
  memory: QueryCache;
  arrivals: Pick<MemberWriteBuffer, 'add'>;
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE' | 'ADMINS' | 'PUBLIC_URL'>;
  /** Each platform's own: they name commands as they are typed there. */
  translators: Readonly<Record<Platform, Readonly<Record<Locale, Translator>>>>;
  platformPermissions: CommandContext['platformPermissions'];
  roleResolver: RoleResolver;
  publications: Publications;
  desk: CommandContext['deliveryAdmin'];
  progress: CommandContext['progress'];
  rescheduled: CommandContext['refreshSchedule'];
  personalData: CommandContext['personalData'];
  manifests: readonly CommandManifest[];
  now(): Temporal.Instant;
}

/** Creates a command's context for an actor on a platform. */
export interface ContextFactory {
  /**
   * Stores the actor's account and chat when they are new.
   * @param from id of the chat for which they act, when it is not the one they act in
   * @param chosen id of the community to make current in their private chats
   */
  createContext(caller: Actor, from?: string, chosen?: string): Promise<CommandContext>;
  /** For read-only commands: a new account is not stored at once, and in private chats not at all. */
  createTransientContext(caller: Actor): Promise<CommandContext>;
}

/** The actor's account, and the chat they act in. */
interface ActorAndChat {
  account: AccountWithPerson;
  chat: ChatWithConnection;
  isPersisted: boolean;
}

export function createContextFactory(parts: ContextFactoryDependencies): ContextFactory {
  const {
    db,
    memory: cache,
    arrivals,
    config,
    translators,
    platformPermissions,
    roleResolver,
    publications,
    desk: deliveryAdmin,
    progress,
    rescheduled: refreshSchedule,
    personalData,
    manifests,
    now,
  } = parts;

  async function persistActor(caller: Actor): Promise<ActorAndChat> {
    const account = await getOrCreateAccount(db, caller, cache);
    return {
      account,
      chat: await getOrCreateChat(db, caller, account.id, cache),
      isPersisted: true,
    };
  }

  async function recogniseTransiently(caller: Actor): Promise<ActorAndChat> {
    if (await findAndRefreshAccount(db, caller, cache)) return persistActor(caller);
    const at = new Date(now().epochMilliseconds);
    const account = transientAccount(caller, at);
    const where =
      caller.chat.kind === 'private'
        ? transientChat(caller, account.id, at)
        : await getOrCreateChat(db, caller, account.id, cache);
    return { account, chat: where, isPersisted: false };
  }

  async function buildContext(
    caller: Actor,
    { account, chat: where, isPersisted }: ActorAndChat,
    from?: string,
    chosen?: string,
  ): Promise<CommandContext> {
    const person =
      chosen === undefined ? account.person : await selectCommunity(db, account.person, chosen);
    const chat = (from === undefined ? undefined : await findChat(db, from)) ?? where;
    const isPrivate = where.kind === 'private';
    const spaceId = chat === where ? caller.chat.space?.platformId : chat.connection?.platformId;
    const current = await resolveCurrentCommunity(
      db,
      chat,
      isPersisted ? person : undefined,
      cache,
    );
    const community = current && {
      ...current,
      zone: firstValidZone(config.TIME_ZONE, current.zone),
    };
    if (community && chat.kind !== 'private') {
      if (isPersisted) await ensureMembership(db, person.id, community.id, cache);
      else arrivals.add(account, community.id);
    }
    if (chat.kind === 'private' && isPersisted)
      await keepOnlyCommunity(db, person, community, cache);
    // The person's own setting, then the chat's, the platform's, the community's.
    const locale =
      person.locale ??
      chat.locale ??
      readLocale(caller.user.locale, community?.locale ?? config.LOCALE);
    const zone = firstValidZone(config.TIME_ZONE, person.zone, chat.zone, community?.zone);
    const rolesIn = async (of: Community) =>
      resolveRoles(db, {
        // Roles depend on the account's person and on linkedAt: read live, not from the cache.
        account: isPersisted
          ? await db.account.findUniqueOrThrow({ where: { id: account.id } })
          : account,
        community: of,
        // Private chats carry no role ids: they are read from the community's servers.
        discordRoleIds: caller.chat.space ? caller.roles : undefined,
        platformPermissions,
        deploymentAdmins: config.ADMINS,
      });
    let roles: ReturnType<CommandContext['roles']> | undefined;
    const { t } = translators[caller.platform][locale];
    return {
      t,
      translatorFor: (one) => translators[caller.platform][one].t,
      locale,
      zone,
      now: now(),
      db,
      cache,
      account,
      person,
      chat,
      isPrivate,
      isPersisted,
      community,
      spaceId,
      discordRoleIds: caller.roles,
      roleResolver,
      platformPermissions,
      publications,
      deliveryAdmin,
      progress,
      refreshSchedule,
      personalData,
      manifests,
      publicUrl: config.PUBLIC_URL ?? '',
      roles: (of) => {
        if (of) return rolesIn(of);
        roles ??= community ? rolesIn(community) : Promise.resolve(new Set());
        return roles;
      },
      canManageChat: async () => {
        if (chat.kind === 'private') return true;
        if (config.ADMINS.includes(`${account.platform}:${account.platformId}`)) return true;
        return (
          spaceId !== undefined &&
          platformPermissions[account.platform].canManage(spaceId, account.platformId)
        );
      },
    };
  }

  return {
    createContext: async (caller, from, chosen) =>
      buildContext(caller, await persistActor(caller), from, chosen),
    createTransientContext: async (caller) =>
      buildContext(caller, await recogniseTransiently(caller)),
  };
}
