/** Who may use a command. Data, so that menus and help can be derived from it. */
export type AccessRule =
  | { rule: 'everyone' }
  | { rule: 'inCommunity' }
  | { rule: 'inPrivate' }
  | { rule: 'role'; role: string }
  | { rule: 'platform'; permission: PlatformPermission }
  | { rule: 'and'; of: readonly AccessRule[] }
  | { rule: 'or'; of: readonly AccessRule[] };

/** A permission that the platform grants, read live. */
export type PlatformPermission = 'manageChat';

export const everyone: AccessRule = { rule: 'everyone' };
export const inCommunity: AccessRule = { rule: 'inCommunity' };
export const inPrivate: AccessRule = { rule: 'inPrivate' };
export const hasRole = (role: string): AccessRule => ({ rule: 'role', role });
export const hasPlatformPermission = (permission: PlatformPermission): AccessRule => ({
  rule: 'platform',
  permission,
});
export const and = (...of: readonly AccessRule[]): AccessRule => ({ rule: 'and', of });
export const or = (...of: readonly AccessRule[]): AccessRule => ({ rule: 'or', of });

/** An atomic rule, which the application checks. */
export type AccessCondition = Exclude<AccessRule, { rule: 'and' | 'or' | 'everyone' }>;

export type CheckCondition<Context> = (
  condition: AccessCondition,
  context: Context,
) => Promise<boolean>;

/** The first condition that is not met, or `undefined` when access is granted. */
export async function findUnmetCondition<Context>(
  access: AccessRule,
  context: Context,
  checkCondition: CheckCondition<Context>,
): Promise<AccessCondition | undefined> {
  if (access.rule === 'everyone') return undefined;
  if (access.rule === 'and') {
    for (const part of access.of) {
      const unmet = await findUnmetCondition(part, context, checkCondition);
      if (unmet) return unmet;
    }
    return undefined;
  }
  if (access.rule === 'or') {
    let first: AccessCondition | undefined;
    for (const part of access.of) {
      const refused = await findUnmetCondition(part, context, checkCondition);
      if (!refused) return undefined;
      first ??= refused;
    }
    return first;
  }
  return (await checkCondition(access, context)) ? undefined : access;
}
