import type { SentMessage } from '../../src/kit/define/reply.ts';
import type { Message } from '../../src/message/message.ts';

/** How the parts of a sent message are changed on a platform. */
export interface SentParts<Part, Id> {
  render(message: Message): readonly Part[];
  send(part: Part): Promise<Id>;
  /** @returns the id of the message that now has the new content */
  replace(id: Id, part: Part): Promise<Id>;
  /** Failures are ignored. */
  remove(id: Id): Promise<unknown>;
}

/** A sent message that can be updated: parts are replaced in place, new ones follow, surplus ones are removed. */
export function createSentMessage<Part, Id>(
  sentIds: readonly Id[],
  { render, send, replace, remove }: SentParts<Part, Id>,
): SentMessage {
  let currentIds = [...sentIds];
  return {
    async update(message) {
      const parts = render(message);
      const ids: Id[] = [];
      for (const [index, part] of parts.entries()) {
        const id = currentIds[index];
        ids.push(await (id === undefined ? send(part) : replace(id, part)));
      }
      for (const id of currentIds.slice(parts.length)) await remove(id).catch(() => undefined);
      currentIds = ids;
    },
  };
}
