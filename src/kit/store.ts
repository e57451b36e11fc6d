import type { Action } from '../message/message.ts';
import type { Conversation } from './conversation.ts';

export interface KeptConversation {
  id: string;
  /** Grows with every change; a change of an older one is refused. */
  version: number;
  state: Conversation;
  /** The platform message that asks now. */
  messageId?: string;
}

/** Whose conversation, and where. */
export interface ConversationKey {
  accountId: string;
  place: string;
}

/** What the kit keeps between two acts of a person. */
export interface KitStore {
  /** Keeps the buttons of one message and returns what stands for each of them, in order. */
  keepActions(actions: readonly Action[]): Promise<string[]>;
  action(token: string): Promise<Action | undefined>;
  conversation(key: ConversationKey): Promise<KeptConversation | 'expired' | undefined>;
  /** Replaces what is there. @returns nothing when another change came first */
  keepConversation(
    key: ConversationKey,
    state: Conversation,
    previous: KeptConversation | undefined,
  ): Promise<KeptConversation | undefined>;
  keepAsked(id: string, messageId: string): Promise<void>;
  endConversation(id: string): Promise<void>;
}
