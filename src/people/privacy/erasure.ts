import { hash } from 'node:crypto';
import { nowAsDate } from '../../context/command-context.ts';
import { readPersonIdentifiers } from '../../context/modules/personal-data.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Community } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  type AdminImpact,
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { type DeletionSummary, summarizeDeletion } from './deletion-summary.ts';
import { type ErasePersonServices, erasePerson } from './erase-person.ts';

type ErasureRequest = Pick<RequestContext, 'db' | 'now' | 'person'> &
  RoleMemberLookup &
  ErasePersonServices;

export interface ErasurePlan {
  summary: DeletionSummary;
  /** Communities that would have no admin; erasure is possible all the same. */
  withoutAdmin: readonly Community[];
}

/** What was erased, or the communities without an admin that have to be confirmed first. */
export type ErasureResult =
  | { kind: 'erased'; summary: DeletionSummary }
  | { kind: 'confirm'; withoutAdmin: readonly Community[] };

const findImpactOfErasing = async (request: ErasureRequest): Promise<AdminImpact[]> => {
  const { id: personId } = request.person;
  const accounts = await request.db.account.findMany({ where: { personId } });
  return findAdminImpact(request, accounts, { personId });
};

/** Identifies the communities without an admin that a person was warned of. */
export const communitiesFingerprint = (communities: readonly Community[]): string =>
  hash('sha256', communities.map(({ id }) => id).join(), 'base64url');

/** What erasing the request's person would delete and keep. */
export async function planErasure(request: ErasureRequest): Promise<ErasurePlan> {
  const { db, person, personalData } = request;
  const withoutAdmin = communitiesWithoutAdmin(await findImpactOfErasing(request));
  const summary = await db.$transaction(async (tx) =>
    summarizeDeletion(
      tx,
      await readPersonIdentifiers(tx, person.id),
      personalData,
      nowAsDate(request),
    ),
  );
  return { summary, withoutAdmin };
}

/**
 * Erases everything about the request's person. Communities that would have no admin have to be confirmed first.
 * @param confirmed fingerprint of the communities that the person was warned of
 * @throws UserError when another admin of a community leaves at the same moment
 */
export async function confirmErasure(
  request: ErasureRequest,
  confirmed: string | undefined,
): Promise<ErasureResult> {
  const impacts = await findImpactOfErasing(request);
  const withoutAdmin = communitiesWithoutAdmin(impacts);
  if (withoutAdmin.length > 0 && communitiesFingerprint(withoutAdmin) !== confirmed) {
    return { kind: 'confirm', withoutAdmin };
  }
  const others = impacts.filter(({ community }) => !withoutAdmin.includes(community));
  const withoutAdminError = (communities: readonly Community[]) =>
    new UserError('admins.forgetting', { communities: communityNames(communities) });
  const summary = await erasePerson(request, request.person.id, (tx) =>
    requireRemainingAdmins(tx, others, withoutAdminError),
  );
  return { kind: 'erased', summary };
}
