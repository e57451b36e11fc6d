import type { Call } from '../communities/call.ts';
import type { PersonReference } from '../kit/raw.ts';
import { fold } from '../language/fold.ts';

/** People of this community on the caller's platform, by `@name`, platform id or displayed name. */
export async function findPeople(typed: string, call: Call): Promise<PersonReference[]> {
  if (!call.community) return [];
  const wanted = typed.trim().replace(/^@/, '');
  const accounts = await call.db.account.findMany({
    where: {
      platform: call.account.platform,
      person: { memberships: { some: { communityId: call.community.id } } },
    },
    take: 5000,
    orderBy: { name: 'asc' },
  });
  const exact = accounts.filter(
    ({ username, platformId }) =>
      platformId === wanted || username?.toLowerCase() === wanted.toLowerCase(),
  );
  const found =
    exact.length > 0 ? exact : accounts.filter(({ name }) => fold(name).includes(fold(wanted)));
  return found.slice(0, 25).map(({ platformId, name, username }) => ({
    kind: 'person',
    platformId,
    name,
    ...(username === null ? {} : { username }),
  }));
}
