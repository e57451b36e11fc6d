import type { Call, KnownChat } from './communities/call.ts';
import { chatOf, passingChat, recogniseChat } from './communities/chats.ts';
import {
  chooseCommunity,
  currentCommunity,
  remember,
  settleCommunity,
} from './communities/current.ts';
import { type Rights, rolesOf } from './communities/roles.ts';
import type { Config } from './config.ts';
import type { Community, PrismaClient } from './database/generated/client.ts';
import type { Memory } from './database/memory.ts';
import type { Publications } from './delivery/publications.ts';
import type { Caller, Platform } from './kit/invocation.ts';
import type { CommandSheet } from './kit/sheet.ts';
import type { Translator } from './language/catalogue.ts';
import { type Locale, readLocale } from './language/locale.ts';
import { zoneOf } from './language/zone.ts';
import {
  type KnownAccount,
  passingAccount,
  recogniseAccount,
  seenAccount,
} from './people/accounts.ts';
import type { Arrivals } from './people/arrivals.ts';

export interface EntryParts {
  db: PrismaClient;
  memory: Memory;
  arrivals: Pick<Arrivals, 'add'>;
  config: Pick<Config, 'LOCALE' | 'TIME_ZONE' | 'ADMINS' | 'PUBLIC_URL'>;
  /** Each platform's own: they name commands as they are typed there. */
  translators: Readonly<Record<Platform, Readonly<Record<Locale, Translator>>>>;
  powers: Call['powers'];
  rights: Rights;
  publications: Publications;
  desk: Call['desk'];
  progress: Call['progress'];
  rescheduled: Call['rescheduled'];
  sheets: readonly CommandSheet[];
  now(): Temporal.Instant;
}

/** Makes of a platform's caller everything that a command gets. */
export interface Entry {
  /**
   * Keeps who acts and where, when they are new.
   * @param from the place for which they act, by our own id
   * @param chosen the community, by our own id, that they choose by this for their own chat
   */
  enter(caller: Caller, from?: string, chosen?: string): Promise<Call>;
  /** For what only reads: whoever is new is not kept, or a moment later where it is a community's chat. */
  look(caller: Caller): Promise<Call>;
}

/** Who acts and where. */
interface Acting {
  account: KnownAccount;
  where: KnownChat;
  isKept: boolean;
}

export function createEntry(parts: EntryParts): Entry {
  const {
    db,
    memory,
    arrivals,
    config,
    translators,
    powers,
    rights,
    publications,
    desk,
    progress,
    rescheduled,
    sheets,
    now,
  } = parts;

  async function keep(caller: Caller): Promise<Acting> {
    const account = await recogniseAccount(db, caller, memory);
    return { account, where: await recogniseChat(db, caller, account.id, memory), isKept: true };
  }

  async function pass(caller: Caller): Promise<Acting> {
    if (await seenAccount(db, caller, memory)) return keep(caller);
    const at = new Date(now().epochMilliseconds);
    const account = passingAccount(caller, at);
    const where =
      caller.chat.kind === 'private'
        ? passingChat(caller, account.id, at)
        : await recogniseChat(db, caller, account.id, memory);
    return { account, where, isKept: false };
  }

  async function callOf(
    caller: Caller,
    { account, where, isKept }: Acting,
    from?: string,
    chosen?: string,
  ): Promise<Call> {
    const person =
      chosen === undefined ? account.person : await chooseCommunity(db, account.person, chosen);
    const chat = (from === undefined ? undefined : await chatOf(db, from)) ?? where;
    const isPrivate = where.kind === 'private';
    const space = chat === where ? caller.chat.space?.platformId : chat.connection?.platformId;
    const current = await currentCommunity(db, chat, isKept ? person : undefined, memory);
    const community = current && {
      ...current,
      zone: zoneOf(config.TIME_ZONE, current.zone),
    };
    if (community && chat.kind !== 'private') {
      if (isKept) await remember(db, person.id, community.id, memory);
      else arrivals.add(account, community.id);
    }
    if (chat.kind === 'private' && isKept) await settleCommunity(db, person, community, memory);
    // The person's own choice, the chat's, what the platform says, the community's.
    const locale =
      person.locale ??
      chat.locale ??
      readLocale(caller.user.locale, community?.locale ?? config.LOCALE);
    const zone = zoneOf(config.TIME_ZONE, person.zone, chat.zone, community?.zone);
    const rolesIn = async (of: Community) =>
      rolesOf(db, {
        // Whose account it is, and since when, decides what it may do: that is read live.
        account: isKept
          ? await db.account.findUniqueOrThrow({ where: { id: account.id } })
          : account,
        community: of,
        // A private chat tells of none: they are asked for.
        discordRoles: caller.chat.space ? caller.roles : undefined,
        powers,
        admins: config.ADMINS,
      });
    let roles: ReturnType<Call['roles']> | undefined;
    const { t } = translators[caller.platform][locale];
    return {
      t,
      wordsIn: (one) => translators[caller.platform][one].t,
      locale,
      zone,
      now: now(),
      db,
      memory,
      account,
      person,
      chat,
      isPrivate,
      isKept,
      community,
      space,
      discordRoles: caller.roles,
      rights,
      powers,
      publications,
      desk,
      progress,
      rescheduled,
      sheets,
      publicUrl: config.PUBLIC_URL ?? '',
      roles: (of) => {
        if (of) return rolesIn(of);
        roles ??= community ? rolesIn(community) : Promise.resolve(new Set());
        return roles;
      },
      managesChat: async () => {
        if (chat.kind === 'private') return true;
        if (config.ADMINS.includes(`${account.platform}:${account.platformId}`)) return true;
        return space !== undefined && powers[account.platform].manages(space, account.platformId);
      },
    };
  }

  return {
    enter: async (caller, from, chosen) => callOf(caller, await keep(caller), from, chosen),
    look: async (caller) => callOf(caller, await pass(caller)),
  };
}
