import { askToList, listApprover, type Named } from '../../src/alerts/approval/listing.ts';
import type { Call } from '../../src/communities/call.ts';

/** An admin reads which accounts are meant, and puts their person on the list of approvers. */
export async function lists(admin: Call, whom: Call, also?: Named['also']): Promise<void> {
  const { platformId, name } = whom.account;
  const named = { who: { kind: 'person' as const, platformId, name }, also };
  const { buttons } = await askToList(admin, named);
  const [seen] = buttons.flat().map(({ action }) => action?.args.seen);
  if (typeof seen !== 'string') throw new Error('Nothing is asked');
  await listApprover(admin, { ...named, seen });
}
