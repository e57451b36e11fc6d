import { type Config, publicBase } from '../../config/config.ts';
import { findChat } from '../../context/chats.ts';
import type { CommandContext } from '../../context/command-context.ts';
import { selectCommunity } from '../../context/current-community.ts';
import { type RoleResolver, resolveRoles } from '../../context/roles/role-resolver.ts';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { Community, PrismaClient } from '../../database/generated/client.ts';
import type { DirectMessages } from '../../delivery/direct-messages.ts';
import type { Publications } from '../../delivery/publications.ts';
import type { Actor } from '../../kit/adapter/actor.ts';
import type { CommandManifest } from '../../kit/menu/manifest.ts';
import type { Translator } from '../../language/catalogue.ts';
import { type Locale, readLocale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import type { MemberWriteBuffer } from '../../people/member-write-buffer.ts';
import type { Platform } from '../../platform.ts';
import {
  type IdentifiedActor,
  identifyActor,
  persistActor,
  persistUnknownActor,
} from './identify-actor.ts';
import { resolveCommunity } from './resolve-community.ts';

export interface ContextFactoryDependencies {
  db: PrismaClient;
  cache: QueryCache;
  newMembers: Pick<MemberWriteBuffer, 'add'>;
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE' | 'ADMINS' | 'PUBLIC_URL'>;
  /** By platform: they name commands as they are typed there. */
  translators: Readonly<Record<Platform, Readonly<Record<Locale, Translator>>>>;
  platformPermissions: CommandContext['platformPermissions'];
  roleResolver: RoleResolver;
  publications: Publications;
  directMessages: DirectMessages;
  deliveryAdmin: CommandContext['deliveryAdmin'];
  progress: CommandContext['progress'];
  refreshSchedule: CommandContext['refreshSchedule'];
  briefingSections: CommandContext['briefingSections'];
  boardSections: CommandContext['boardSections'];
  personalData: CommandContext['personalData'];
  calendarSources: CommandContext['calendarSources'];
  pictures: CommandContext['pictures'];
  fetchFile: CommandContext['fetchFile'];
  readAddress: CommandContext['readAddress'];
  drawer: CommandContext['drawer'];
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
  createContext(actor: Actor, from?: string, chosen?: string): Promise<CommandContext>;
  /** For read-only commands: a new account is not stored at once, and in private chats not at all. */
  createTransientContext(actor: Actor): Promise<CommandContext>;
}

/** The chat's rights and roles of an account, read live. */
type AccessMethods = Pick<CommandContext, 'roles' | 'canManageChat'>;

function createAccessMethods(
  { db, config, platformPermissions }: ContextFactoryDependencies,
  actor: Actor,
  {
    account,
    chat,
    community,
    spaceId,
    isPersisted,
  }: Pick<CommandContext, 'account' | 'chat' | 'community' | 'spaceId' | 'isPersisted'>,
): AccessMethods {
  const rolesIn = async (of: Community) =>
    resolveRoles(db, {
      // Roles depend on the account's person and on linkedAt: read live, not from the cache.
      account: isPersisted
        ? await db.account.findUniqueOrThrow({ where: { id: account.id } })
        : account,
      community: of,
      // Actors in private chats have no role ids: roles are read from the community's servers.
      discordRoleIds: actor.chat.space ? actor.roles : undefined,
      platformPermissions,
      deploymentAdmins: config.ADMINS,
    });
  let roles: ReturnType<CommandContext['roles']> | undefined;
  return {
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

async function buildContext(
  dependencies: ContextFactoryDependencies,
  actor: Actor,
  { account, chat: actorChat, isPersisted, isNew }: IdentifiedActor,
  from?: string,
  chosen?: string,
): Promise<CommandContext> {
  const { db, cache, config, translators } = dependencies;
  const person =
    chosen === undefined ? account.person : await selectCommunity(db, account.person, chosen);
  const chat = (from === undefined ? undefined : await findChat(db, from)) ?? actorChat;
  const spaceId = chat === actorChat ? actor.chat.space?.platformId : chat.connection?.platformId;
  const community = await resolveCommunity(dependencies, {
    ...{ account, person, chat, isPersisted },
    hasMemberships: isPersisted && !(isNew && chat === actorChat),
  });
  // The person's own setting, then the chat's, the platform's as last seen, the community's.
  const locale =
    person.locale ??
    chat.locale ??
    readLocale(
      actor.user.locale ?? account.locale ?? undefined,
      community?.locale ?? config.LOCALE,
    );
  const acting = { account, chat, community, spaceId, isPersisted };
  return {
    ...acting,
    ...createAccessMethods(dependencies, actor, acting),
    t: translators[actor.platform][locale].t,
    translatorFor: (other) => translators[actor.platform][other].t,
    locale,
    zone: firstValidZone(config.TIME_ZONE, person.zone, chat.zone, community?.zone),
    now: dependencies.now(),
    db,
    cache,
    person,
    isPrivate: actorChat.kind === 'private',
    discordRoleIds: actor.roles,
    roleResolver: dependencies.roleResolver,
    platformPermissions: dependencies.platformPermissions,
    publications: dependencies.publications,
    directMessages: dependencies.directMessages,
    deliveryAdmin: dependencies.deliveryAdmin,
    progress: dependencies.progress,
    refreshSchedule: dependencies.refreshSchedule,
    briefingSections: dependencies.briefingSections,
    boardSections: dependencies.boardSections,
    personalData: dependencies.personalData,
    calendarSources: dependencies.calendarSources,
    pictures: dependencies.pictures,
    fetchFile: dependencies.fetchFile,
    readAddress: dependencies.readAddress,
    drawer: dependencies.drawer,
    manifests: dependencies.manifests,
    publicUrl: publicBase(config),
  };
}

export const createContextFactory = (dependencies: ContextFactoryDependencies): ContextFactory => {
  const { db, cache, now } = dependencies;
  /** Actors of running commands who were found to be unknown: storing them needs no second look. */
  const unknown = new WeakMap<Actor, IdentifiedActor>();

  function persist(actor: Actor): Promise<IdentifiedActor> {
    const found = unknown.get(actor);
    unknown.delete(actor);
    return found ? persistUnknownActor(db, cache, actor, found) : persistActor(db, cache, actor);
  }
  return {
    createContext: async (actor, from, chosen) =>
      buildContext(dependencies, actor, await persist(actor), from, chosen),
    async createTransientContext(actor) {
      const identified = await identifyActor(db, cache, actor, now());
      if (!identified.isPersisted) unknown.set(actor, identified);
      return buildContext(dependencies, actor, identified);
    },
  };
};
