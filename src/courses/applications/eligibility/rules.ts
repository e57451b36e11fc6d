import { recordAudit } from '../../../context/audit.ts';
import type { Course } from '../../../database/generated/client.ts';
import { Eligibility } from '../../../database/generated/enums.ts';
import type { RoleReference } from '../../../kit/define/raw-value.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { lockCourse } from '../../editing/concerned.ts';
import type { OrganiserServices } from '../../service.ts';

/** Who may sign up, apart from a Discord role, which is named by itself. */
export const eligibilities = Object.values(Eligibility).filter((one) => one !== 'role');

/** Who may sign up for a course; what is not given stays as it is. */
export interface ApplicationRules {
  approval?: boolean | undefined;
  who?: Exclude<Eligibility, 'role'> | undefined;
  role?: RoleReference | undefined;
}

/**
 * Sets who may sign up for a course and whether organisers approve it. It holds for who signs up from then on: nobody
 * loses a seat, and open applications stay in the queue.
 * @throws UserError when a role is given beside others who may
 */
export async function setApplicationRules(
  { db, account }: OrganiserServices,
  { id }: Pick<Course, 'id'>,
  { approval, who, role }: ApplicationRules,
): Promise<Course> {
  if (who !== undefined && role !== undefined)
    throw new UserError('applications.refused.whoAndRole', {}, ['who']);
  return db.$transaction(async (tx) => {
    const course = await lockCourse(tx, id);
    if (approval === undefined && who === undefined && role === undefined) return course;
    const changed = await tx.course.update({
      where: { id },
      data: {
        ...(approval === undefined ? {} : { needsApproval: approval }),
        ...(who ? { eligibility: who, eligibleRoleId: null, eligibleRole: null } : {}),
        ...(role
          ? { eligibility: 'role', eligibleRoleId: role.platformId, eligibleRole: role.name }
          : {}),
      },
    });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'application.rules',
      details: { course: id, title: course.title },
    });
    return changed;
  });
}
