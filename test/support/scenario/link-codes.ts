import { expect } from 'vitest';
import { UserError } from '../../../src/kit/define/user-error.ts';
import type { Message } from '../../../src/message/message.ts';

/** The code that a message tells. */
export function extractLinkCode({ blocks }: Message): string {
  const found = /"text":"([A-Z2-9]{8})","code":true/.exec(JSON.stringify(blocks))?.[1];
  if (found === undefined) throw new Error('No code was told');
  return found;
}

/** Whether it is refused, and why: the key of the words. */
export async function errorKeyOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (error !== undefined) expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.error.key : undefined;
}
