import type { QueryCache } from '../database/cache/query-cache.ts';
import type {
  Account,
  Chat,
  Community,
  Connection,
  Person,
  PrismaClient,
} from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';
import type { Publications } from '../delivery/publications.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import type { MessageKey, MessageParams } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import type { Platform } from '../platform.ts';
import type { PlatformPermissions } from './platform-permissions.ts';
import type { ProgressFollower } from './progress-follower.ts';
import type { RoleResolver } from './roles.ts';

export type ChatWithConnection = Chat & { connection: Connection | null };

/** Everything that a command gets beside its arguments: who acts, where, in which community, and the services. */
export interface CommandContext extends ParseContext {
  t(key: MessageKey, params?: MessageParams): string;
  /** The words of a language, as this platform names commands. */
  translatorFor(locale: Locale): CommandContext['t'];
  db: PrismaClient;
  /** What was read lately and has not changed since. */
  cache: QueryCache;
  account: Account;
  person: Person;
  chat: ChatWithConnection;
  isPrivate: boolean;
  /** Whether rows stand behind the account and the person. */
  isPersisted: boolean;
  community: Community | undefined;
  /** The Discord server or Telegram chat in which this is; none in private. */
  spaceId: string | undefined;
  /** Ids of the account's roles in this Discord server. */
  discordRoleIds: readonly string[];
  /** What this person may do in the community, or in another one; read when first asked for. */
  roles(of?: Community): Promise<ReadonlySet<Role>>;
  /** What anybody may do, not only who acts. */
  roleResolver: RoleResolver;
  /** Whether the platform lets this person manage this chat; read live. */
  canManageChat(): Promise<boolean>;
  platformPermissions: Readonly<Record<Platform, PlatformPermissions>>;
  publications: Publications;
  /** What is being sent, and what can be done about it. */
  deliveryAdmin: DeliveryAdmin;
  /** Keeps messages up to date while something is sent. */
  progress: ProgressFollower;
  /** Tells this process's clock that something comes at other times than before. */
  refreshSchedule(): void;
  /** Every command that there is, for help. */
  manifests: readonly CommandManifest[];
  /** For addresses in messages (calendar feeds); empty when nobody outside can reach us. */
  publicUrl: string;
}

/** The time of this call, as the store takes it. */
export const nowAsDate = ({ now }: Pick<CommandContext, 'now'>): Date =>
  new Date(now.epochMilliseconds);

/**
 * The community of this call.
 * @throws Refusal when the chat belongs to none, or the person in a private chat has chosen none
 */
export function requireCommunity(call: Pick<CommandContext, 'community'>): Community {
  if (!call.community) throw new UserError('kit.refused.inCommunity');
  return call.community;
}
