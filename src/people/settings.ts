import type { RequestContext } from '../context/request-context.ts';
import type { Chat, Person } from '../database/generated/client.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';
import type { Locale } from '../language/locale.ts';
import { getOrCreatePrivateChat } from '../notifications/direct-message.ts';

/** Settings to change; undefined ones stay. */
export interface PersonSettings {
  locale?: Locale | undefined;
  zone?: string | undefined;
  /** Whether lists for them alone are shown as tables. */
  tables?: boolean | undefined;
  /** The community that the person's private chats are about. */
  currentCommunityId?: string | undefined;
}

/** Changes a person's settings. @returns the person as stored then */
export const savePersonSettings = (
  { db, person }: Pick<RequestContext, 'db' | 'person'>,
  { locale, zone, tables, currentCommunityId }: PersonSettings,
): Promise<Person> =>
  db.person.update({
    where: { id: person.id },
    data: {
      ...(locale === undefined ? {} : { locale }),
      ...(zone === undefined ? {} : { zone }),
      ...(tables === undefined ? {} : { tables }),
      ...(currentCommunityId === undefined ? {} : { currentCommunityId }),
    },
  });

/**
 * Changes the quiet hours of the account's private chat, which is created when there is none.
 * @param quiet undefined leaves them as they are
 * @returns the private chat as stored then
 */
export const savePrivateQuietHours = (
  {
    db,
    account,
    deliveryAdmin,
  }: Pick<RequestContext, 'db' | 'account'> & {
    deliveryAdmin: Pick<DeliveryAdmin, 'setQuietHours'>;
  },
  quiet: { from: number; until: number } | 'off' | undefined,
): Promise<Chat> =>
  db.$transaction(async (tx) => {
    const chat = await getOrCreatePrivateChat(tx, account.id);
    if (quiet === undefined) return chat;
    await deliveryAdmin.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
    return tx.chat.findUniqueOrThrow({ where: { id: chat.id } });
  });
