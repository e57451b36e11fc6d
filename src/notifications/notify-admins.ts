import type { NoticeServices } from '../context/modules/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../context/roles/role-members.ts';
import type { Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { Translator } from '../language/catalogue.ts';
import type { Message } from '../message/message.ts';
import { sendDirectMessages } from './direct-message.ts';

/** What admins are told, and how it is stored that they are. */
export interface OneTimeNotice {
  /** Stores that they are told. @returns how many rows it changed: 0 when another process was first */
  claim(tx: Transaction): Promise<{ count: number }>;
  compose(translator: Translator): Message;
}

/** Tells the admins of a community once. @param community undefined where there is nobody to tell any more */
export async function notifyAdminsOnce(
  services: NoticeServices,
  community: Community | undefined,
  { claim, compose }: OneTimeNotice,
): Promise<void> {
  const { db, publications } = services;
  // Asks the platforms: before the transaction.
  const admins = community
    ? await pickReachableAccounts(db, await findRoleMembers(services, community, 'admin'))
    : [];
  await db.$transaction(async (tx) => {
    const { count } = await claim(tx);
    if (count > 0 && community)
      await sendDirectMessages({ publications, community }, tx, admins, compose);
  });
}
