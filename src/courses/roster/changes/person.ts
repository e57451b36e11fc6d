import type { PlatformPermissionsByPlatform } from '../../../context/roles/platform-permissions.ts';
import type { Account, PrismaClient } from '../../../database/generated/client.ts';
import type { PersonReference } from '../../../kit/define/raw-value.ts';
import { displayName } from '../../../language/text/display-name.ts';
import { findRecipients } from '../../../notifications/recipients.ts';
import type { RosterPerson } from './change.ts';

interface Lookup {
  db: PrismaClient;
  account: Pick<Account, 'platform'>;
  platformPermissions: PlatformPermissionsByPlatform;
}

/** The id of somebody whom the program does not know yet: nobody has it. */
const unknownId = '00000000-0000-0000-0000-000000000000';

/** Whom an organiser named, without storing anything of somebody who never used the bot. */
export async function findNamedPerson(
  { db, account: { platform } }: Lookup,
  reference: PersonReference,
): Promise<RosterPerson> {
  const { platformId } = reference;
  const known = await db.account.findUnique({
    where: { platform_platformId: { platform, platformId } },
  });
  return { id: known?.personId ?? unknownId, name: displayName(known ?? reference) };
}

/** Whether the bot can tell somebody what becomes of them. */
export async function canBeTold(
  lookup: Lookup,
  { id }: Pick<RosterPerson, 'id'>,
): Promise<boolean> {
  if (id === unknownId)
    return lookup.platformPermissions[lookup.account.platform].privateChatUrl() === undefined;
  return (await findRecipients(lookup, { id })).reachable.length > 0;
}
