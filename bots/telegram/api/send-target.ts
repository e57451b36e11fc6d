import type { ChatAddress } from '../../../src/delivery/publisher.ts';

/** A chat, or a topic in it. */
export type SendTarget = Pick<ChatAddress, 'platformId' | 'threadId'>;
