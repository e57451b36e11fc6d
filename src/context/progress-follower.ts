import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { SentMessage } from '../kit/define/reply.ts';
import type { Message } from '../message/message.ts';

/** Keeps a message up to date while a publication is being delivered. */
export interface ProgressFollower {
  /**
   * Updates the sent message with the publication's progress until it is done; the last update has the final numbers.
   * Returns at once. After a restart the message is updated by its button only.
   */
  follow(
    publicationId: string,
    sent: SentMessage,
    compose: (status: PublicationProgress) => Message,
  ): void;
}
