import type { RequestContext } from '../../context/request-context.ts';
import type { Chat, Connection } from '../../database/generated/client.ts';

/** A chat that a person may choose. It may not be stored yet. */
export interface PickedChat {
  platformId: string;
  title: string;
  kind: Chat['kind'];
  /** The Discord server or Telegram chat that it belongs to; undefined for a private chat. */
  connection: Connection | undefined;
}

/** The stored chat for a picked one, created when it is new. */
export async function getOrCreatePickedChat(
  { db, account: { platform } }: Pick<RequestContext, 'db' | 'account'>,
  { platformId, title, kind, connection }: PickedChat,
): Promise<Chat> {
  return db.chat.upsert({
    where: { platform_platformId_threadId: { platform, platformId, threadId: '' } },
    update: { title, connectionId: connection?.id ?? null },
    create: { platform, platformId, title, kind, connectionId: connection?.id ?? null },
  });
}
