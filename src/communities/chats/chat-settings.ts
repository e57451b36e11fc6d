import { recordAudit } from '../../context/audit.ts';
import { requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Chat } from '../../database/generated/client.ts';
import type { DeliveryAdmin } from '../../delivery/admin/admin.ts';
import type { Locale } from '../../language/locale.ts';
import { getOrCreatePickedChat, type PickedChat } from './picked-chat.ts';
import { encodeQuietHours, type QuietPeriod } from './quiet-hours.ts';

/** Settings to change; undefined ones stay. */
interface ChatSettings {
  language?: Locale | undefined;
  zone?: string | undefined;
  quiet?: QuietPeriod | 'off' | undefined;
  /** Whether lists in the chat are shown as tables. */
  tables?: boolean | undefined;
}

/**
 * Changes the settings of a community's chat.
 * @returns the chat as stored then
 * @throws UserError without a community
 */
export async function saveChatSettings(
  request: Pick<RequestContext, 'db' | 'account' | 'community'> & {
    deliveryAdmin: Pick<DeliveryAdmin, 'setQuietHours'>;
  },
  picked: PickedChat,
  { language, zone, quiet, tables }: ChatSettings,
): Promise<Chat> {
  const { db, account, deliveryAdmin } = request;
  const community = requireCommunity(request);
  const chat = await getOrCreatePickedChat(request, picked);
  const changes = {
    ...(language ? { locale: language } : {}),
    ...(zone ? { zone } : {}),
    ...(tables === undefined ? {} : { tables }),
  };
  return db.$transaction(async (tx) => {
    if (quiet) await deliveryAdmin.setQuietHours(tx, chat.id, quiet === 'off' ? undefined : quiet);
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'chat.settings',
      details: {
        chat: chat.title,
        ...changes,
        ...(quiet ? { quiet: quiet === 'off' ? quiet : encodeQuietHours(quiet) } : {}),
      },
    });
    return tx.chat.update({ where: { id: chat.id }, data: changes });
  });
}
