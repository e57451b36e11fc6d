import {
  type ApproverInput,
  addApprover,
  askToAddApprover,
} from '../../src/alerts/approvers/manage-approvers.ts';
import type { CommandContext } from '../../src/context/command-context.ts';

/** An admin reads which accounts are meant, and puts their person on the list of approvers. */
export async function addApproverAfterReview(
  admin: CommandContext,
  whom: CommandContext,
  also?: ApproverInput['also'],
): Promise<void> {
  const { platformId, name } = whom.account;
  const named = { who: { kind: 'person' as const, platformId, name }, also };
  const { buttons } = await askToAddApprover(admin, named);
  const [seen] = buttons.flat().map(({ action }) => action?.args.seen);
  if (typeof seen !== 'string') throw new Error('Nothing is asked');
  await addApprover(admin, { ...named, seen });
}
