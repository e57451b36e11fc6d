/** A message that only its receiver sees. Its id is reused once the message is gone. Source: Bot API, Message. */
export interface EphemeralHandle {
  ephemeral: number;
  /** User id of its receiver. */
  receiver: number;
}

/** A message of the bot in a chat, as its changes name it. */
export type MessageHandle = { message: number } | EphemeralHandle;

/** The handle as text, unique within a chat: `12`, or `e<receiver>.<id>` for an ephemeral message. */
export const handleKey = (handle: MessageHandle): string =>
  'message' in handle ? String(handle.message) : `e${handle.receiver}.${handle.ephemeral}`;

/** The handle that {@link handleKey} wrote. */
export function parseHandle(key: string): MessageHandle {
  const ephemeral = /^e(\d+)\.(\d+)$/.exec(key);
  return ephemeral
    ? { receiver: Number(ephemeral[1]), ephemeral: Number(ephemeral[2]) }
    : { message: Number(key) };
}
