import type { AccessCondition } from '../kit/define/access.ts';
import type { RequestContext } from './request-context.ts';

type AccessRequest = Pick<RequestContext, 'community' | 'isPrivate' | 'canManageChat' | 'roles'>;

/** Answers the command kit's access conditions: the only place where permissions are decided. */
export async function checkAccess(
  condition: AccessCondition,
  request: AccessRequest,
): Promise<boolean> {
  switch (condition.rule) {
    case 'inCommunity':
      return request.community !== undefined;
    case 'inPrivate':
      return request.isPrivate;
    case 'platform':
      return request.canManageChat();
    case 'role': {
      const roles: ReadonlySet<string> = await request.roles();
      return roles.has(condition.role);
    }
  }
}
