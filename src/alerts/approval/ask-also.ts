import { type Call, nowOf } from '../../communities/call.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { shownName } from '../../kit/shown-name.ts';
import { tellApprover } from './ask.ts';
import { judgeOf } from './objection.ts';
import { approveBy, changeOf, waitingRequests, wouldGoOut } from './request.ts';

/** Asks people who may approve since now about what waits already. */
export async function askAlso(
  call: Call,
  community: Community,
  accounts: readonly Account[],
): Promise<void> {
  const { db, publications } = call;
  for (const request of await waitingRequests(db, community.id, nowOf(call))) {
    const { id, alert, askedBy, askedById, createdAt } = request;
    const asker = askedById && (await db.account.findUnique({ where: { id: askedById } }));
    if (!asker) continue;
    const judge = await judgeOf(call, { community, askedBy });
    const fit: Account[] = [];
    for (const account of accounts) {
      if ((await judge(account)) === undefined) fit.push(account);
    }
    if (fit.length === 0) continue;
    const change = changeOf(request);
    const { shown, bound, hash } = await wouldGoOut(db, alert, change, createdAt);
    if (hash !== request.hash) continue;
    const asked = {
      shown,
      change,
      by: shownName(asker),
      reach: await publications.reach(bound.audience),
      approveBy: approveBy(request),
    };
    await db.$transaction(async (tx) => {
      const notices: string[] = [];
      for (const account of fit) {
        notices.push(await tellApprover(call, tx, { alert, asked, request: id, account }));
      }
      const { count } = await tx.approval.updateMany({
        where: { id, state: 'asked' },
        data: { notices: { push: notices } },
      });
      // It was decided meanwhile: nobody is asked.
      if (count === 0) await tx.publication.deleteMany({ where: { id: { in: notices } } });
    });
  }
}
