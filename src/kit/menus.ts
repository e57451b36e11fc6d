import type { Access } from './access.ts';

/** Where a menu is shown, and what whoever looks at it is taken to have. */
export interface MenuPlace {
  isPrivate: boolean;
  /** The platform lets them manage the place. */
  manages: boolean;
  /** They may have roles of the program. */
  hasRoles: boolean;
}

/** Whether a menu shows a command. What is shown is enforced by nobody: the pipeline asks the authority. */
export function isShown(access: Access, place: MenuPlace): boolean {
  switch (access.rule) {
    case 'everyone':
    case 'inCommunity':
      return true;
    case 'inPrivate':
      return place.isPrivate;
    case 'role':
      return place.hasRoles;
    case 'platform':
      return place.manages;
    case 'and':
      return access.of.every((part) => isShown(part, place));
    case 'or':
      return access.of.some((part) => isShown(part, place));
  }
}

/** Whether nobody without this may use it, whatever else they have. */
function needs(access: Access, rule: 'platform' | 'inPrivate'): boolean {
  if (access.rule === 'and') return access.of.some((part) => needs(part, rule));
  if (access.rule === 'or')
    return access.of.length > 0 && access.of.every((part) => needs(part, rule));
  return access.rule === rule;
}

/** Whether only those may use it whom the platform lets manage the place. */
export const needsPlatform = (access: Access): boolean => needs(access, 'platform');

/** Whether it works in private alone. */
export const needsPrivate = (access: Access): boolean => needs(access, 'inPrivate');
