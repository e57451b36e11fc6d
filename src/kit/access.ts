/** Who may use a command. Data, so that menus and help can be derived from it. */
export type Access =
  | { rule: 'everyone' }
  | { rule: 'inCommunity' }
  | { rule: 'inPrivate' }
  | { rule: 'role'; role: string }
  | { rule: 'platform'; permission: PlatformPermission }
  | { rule: 'and'; of: readonly Access[] }
  | { rule: 'or'; of: readonly Access[] };

/** A power that the platform itself gives, read live. */
export type PlatformPermission = 'manageChat';

export const everyone: Access = { rule: 'everyone' };
export const inCommunity: Access = { rule: 'inCommunity' };
export const inPrivate: Access = { rule: 'inPrivate' };
export const hasRole = (role: string): Access => ({ rule: 'role', role });
export const hasPlatformPermission = (permission: PlatformPermission): Access => ({
  rule: 'platform',
  permission,
});
export const and = (...of: readonly Access[]): Access => ({ rule: 'and', of });
export const or = (...of: readonly Access[]): Access => ({ rule: 'or', of });

/** A rule that has no parts: what the program's authority is asked about. */
export type Condition = Exclude<Access, { rule: 'and' | 'or' | 'everyone' }>;

export type Authority<Context> = (condition: Condition, context: Context) => Promise<boolean>;

/** The first condition that does not hold, or nothing when the person may. */
export async function refusal<Context>(
  access: Access,
  context: Context,
  authority: Authority<Context>,
): Promise<Condition | undefined> {
  if (access.rule === 'everyone') return undefined;
  if (access.rule === 'and') {
    for (const part of access.of) {
      const refused = await refusal(part, context, authority);
      if (refused) return refused;
    }
    return undefined;
  }
  if (access.rule === 'or') {
    let first: Condition | undefined;
    for (const part of access.of) {
      const refused = await refusal(part, context, authority);
      if (!refused) return undefined;
      first ??= refused;
    }
    return first;
  }
  return (await authority(access, context)) ? undefined : access;
}
