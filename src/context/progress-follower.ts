import type { PublicationProgress } from '../delivery/admin/progress.ts';
import type { SentMessage } from '../kit/define/reply.ts';
import type { Message } from '../message/message.ts';

/** Keeps a message up to date while something is sent. */
export interface ProgressFollower {
  /**
   * Changes what was said as the publication goes on, until it is over; the last change has the final numbers.
   * Returns at once. After a restart nobody changes it: its button does.
   */
  follow(
    publicationId: string,
    said: SentMessage,
    compose: (status: PublicationProgress) => Message,
  ): void;
}
