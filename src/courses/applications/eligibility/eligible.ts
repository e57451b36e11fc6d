import type { RequestContext } from '../../../context/request-context.ts';
import { fetchDiscordRoleIds } from '../../../context/roles/role-resolver.ts';
import type { Account } from '../../../database/generated/client.ts';
import { withKnownEnumValues } from '../../../database/known-enum-values.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { isolateBidi } from '../../../language/text/bidi.ts';
import { isActive } from '../../../seats/states.ts';
import type { SessionWithCourse } from '../../signups/queries.ts';

/** What deciding who may sign up needs. */
export interface EligibilityLookup
  extends Pick<RequestContext, 'db' | 'platformPermissions' | 'roleResolver'> {
  person: Pick<RequestContext['person'], 'id'>;
}

/** Whether any of the person's private chats follows the training of the community. */
const follows = async ({ db, person }: EligibilityLookup, communityId: string): Promise<boolean> =>
  (await db.subscription.count({
    where: { communityId, topic: 'training', chat: { account: { personId: person.id } } },
  })) > 0;

const listAccounts = ({ db, person }: EligibilityLookup): Promise<Account[]> =>
  db.account.findMany({ where: { ...withKnownEnumValues.account, personId: person.id } });

async function isOnTeam(lookup: EligibilityLookup, communityId: string): Promise<boolean> {
  const community = await lookup.db.community.findUniqueOrThrow({ where: { id: communityId } });
  for (const account of await listAccounts(lookup))
    if ((await lookup.roleResolver.rolesOf(account, community)).size > 0) return true;
  return false;
}

/** Whether a linked Discord account has the role; who is on Telegram alone has none. */
async function hasDiscordRole(
  lookup: EligibilityLookup,
  communityId: string,
  roleId: string | null,
): Promise<boolean> {
  if (roleId === null) return false;
  for (const account of await listAccounts(lookup)) {
    const { db, platformPermissions } = lookup;
    const held = await fetchDiscordRoleIds(db, account, communityId, platformPermissions);
    if (held.includes(roleId)) return true;
  }
  return false;
}

function isEligible(
  lookup: EligibilityLookup,
  { eligibility, communityId, eligibleRoleId }: SessionWithCourse['course'],
): boolean | Promise<boolean> {
  switch (eligibility) {
    case 'everyone':
      return true;
    case 'subscribers':
      return follows(lookup, communityId);
    case 'team':
      return isOnTeam(lookup, communityId);
    case 'role':
      return hasDiscordRole(lookup, communityId, eligibleRoleId);
    default:
      return false;
  }
}

/**
 * Refuses whoever may not sign up for a session. Whoever is invited to it may, and who already signed up.
 * @throws UserError that says what to do
 */
export async function requireEligible(
  lookup: EligibilityLookup,
  { id: sessionId, course }: SessionWithCourse,
): Promise<void> {
  if (course.eligibility === 'everyone') return;
  const personId = lookup.person.id;
  const own = await lookup.db.signup.findUnique({
    where: { sessionId_personId: { sessionId, personId } },
    select: { state: true, invitedAt: true },
  });
  if (own && (own.invitedAt !== null || isActive(own.state))) return;
  if (await isEligible(lookup, course)) return;
  throw new UserError(`applications.notEligible.${course.eligibility}`, {
    role: isolateBidi(course.eligibleRole ?? ''),
  });
}
