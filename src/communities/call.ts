import type {
  Account,
  Chat,
  Community,
  Connection,
  Person,
  PrismaClient,
} from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import type { Memory } from '../database/memory.ts';
import type { Desk } from '../delivery/desk.ts';
import type { Publications } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import type { Platform } from '../kit/invocation.ts';
import type { ReadContext } from '../kit/kind.ts';
import type { CommandSheet } from '../kit/sheet.ts';
import type { Key, Params } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import type { Progress } from './desk/progress.ts';
import type { PlatformPowers } from './powers.ts';
import type { Rights } from './roles.ts';

export type KnownChat = Chat & { connection: Connection | null };

/** Everything that a command gets beside its arguments: who acts, where, in which community, and the services. */
export interface Call extends ReadContext {
  t(key: Key, params?: Params): string;
  /** The words of a language, as this platform names commands. */
  wordsIn(locale: Locale): Call['t'];
  db: PrismaClient;
  /** What was read lately and has not changed since. */
  memory: Memory;
  account: Account;
  person: Person;
  chat: KnownChat;
  isPrivate: boolean;
  /** Whether rows stand behind the account and the person. */
  isKept: boolean;
  community: Community | undefined;
  /** The Discord server or Telegram chat in which this is; none in private. */
  space: string | undefined;
  /** Ids of the account's roles in this Discord server. */
  discordRoles: readonly string[];
  /** What this person may do in the community, or in another one; read when first asked for. */
  roles(of?: Community): Promise<ReadonlySet<Role>>;
  /** What anybody may do, not only who acts. */
  rights: Rights;
  /** Whether the platform lets this person manage this chat; read live. */
  managesChat(): Promise<boolean>;
  powers: Readonly<Record<Platform, PlatformPowers>>;
  publications: Publications;
  /** What is being sent, and what can be done about it. */
  desk: Desk;
  /** Keeps messages up to date while something is sent. */
  progress: Pick<Progress, 'follow'>;
  /** Tells this process's clock that something comes at other times than before. */
  rescheduled(): void;
  /** Every command that there is, for help. */
  sheets: readonly CommandSheet[];
  /** For addresses in messages (calendar feeds); empty when nobody outside can reach us. */
  publicUrl: string;
}

/** The time of this call, as the store takes it. */
export const nowOf = ({ now }: Pick<Call, 'now'>): Date => new Date(now.epochMilliseconds);

/**
 * The community of this call.
 * @throws Refusal when the chat belongs to none, or the person in a private chat has chosen none
 */
export function communityOf(call: Pick<Call, 'community'>): Community {
  if (!call.community) throw new Refusal('kit.refused.inCommunity');
  return call.community;
}
