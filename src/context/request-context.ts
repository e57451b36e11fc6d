import type {
  Account,
  Chat,
  Community,
  Connection,
  Person,
  PrismaClient,
} from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import type { PlatformPermissionsByPlatform } from './roles/platform-permissions.ts';
import type { RoleResolver } from './roles/role-resolver.ts';

export type ChatWithConnection = Chat & { connection: Connection | null };

/** Who acts, where and when, and with what rights. Services take the parts of it that they need. */
export interface RequestContext {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Account;
  person: Person;
  chat: ChatWithConnection;
  isPrivate: boolean;
  /** Whether account and person are stored. */
  isPersisted: boolean;
  community: Community | undefined;
  /** Platform id of the Discord server or Telegram chat; undefined in private chats. */
  spaceId: string | undefined;
  /** Ids of the account's roles in this Discord server. */
  discordRoleIds: readonly string[];
  /** The account's roles in the current community, or in another one; read on first use. */
  roles(of?: Community): Promise<ReadonlySet<Role>>;
  /** Resolves the roles of any account. */
  roleResolver: RoleResolver;
  /** Whether the platform lets this account manage the chat; read live. */
  canManageChat(): Promise<boolean>;
  platformPermissions: PlatformPermissionsByPlatform;
}
