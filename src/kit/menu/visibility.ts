import type { AccessRule } from '../define/access.ts';

/** Where a menu is shown, and what whoever looks at it is taken to have. */
export interface MenuScope {
  isPrivate: boolean;
  /** The platform lets them manage the place. */
  canManageChat: boolean;
  /** They may have roles of the program. */
  hasRoles: boolean;
}

/** Whether a menu shows a command. What is shown is enforced by nobody: the pipeline asks the authority. */
export function isListed(access: AccessRule, place: MenuScope): boolean {
  switch (access.rule) {
    case 'everyone':
    case 'inCommunity':
      return true;
    case 'inPrivate':
      return place.isPrivate;
    case 'role':
      return place.hasRoles;
    case 'platform':
      return place.canManageChat;
    case 'and':
      return access.of.every((part) => isListed(part, place));
    case 'or':
      return access.of.some((part) => isListed(part, place));
  }
}

/** Whether nobody without this may use it, whatever else they have. */
function requires(access: AccessRule, rule: 'platform' | 'inPrivate'): boolean {
  if (access.rule === 'and') return access.of.some((part) => requires(part, rule));
  if (access.rule === 'or')
    return access.of.length > 0 && access.of.every((part) => requires(part, rule));
  return access.rule === rule;
}

/** Whether only those may use it whom the platform lets manage the place. */
export const requiresPlatformPermission = (access: AccessRule): boolean =>
  requires(access, 'platform');

/** Whether it works in private alone. */
export const requiresPrivateChat = (access: AccessRule): boolean => requires(access, 'inPrivate');
