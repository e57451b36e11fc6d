import type { Action } from '../message/message.ts';
import type { Conversation } from './conversation.ts';
import type { Asked } from './invocation.ts';

export interface KeptConversation {
  id: string;
  accountId: string;
  /** Grows with every change; a change of an older one is refused. */
  version: number;
  state: Conversation;
  /** The messages that ask now. */
  asked?: Asked;
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
  /** Uses a button up. @returns whether it was still fresh */
  spend(token: string): Promise<boolean>;
  /** Makes a button fresh again: what it did came to nothing. */
  unspend(token: string): Promise<void>;
  /** `expired`: it waited too long, and is gone now; `unreadable`: it is of another version of the program. */
  conversation(
    key: ConversationKey,
  ): Promise<KeptConversation | { over: 'expired' | 'unreadable'; asked?: Asked } | undefined>;
  /** Whose question this message is, in this place. */
  askedBy(place: string, messageId: string): Promise<string | undefined>;
  /** Replaces what is there. @returns nothing when another change came first */
  keepConversation(
    key: ConversationKey,
    state: Conversation,
    previous: KeptConversation | undefined,
  ): Promise<KeptConversation | undefined>;
  keepAsked(id: string, asked: Asked): Promise<void>;
  /** @returns whether it stood there in this version: of several who end it, one does */
  endConversation(kept: KeptConversation): Promise<boolean>;
  /**
   * Begins a cooldown of so many milliseconds.
   * @returns 0, or the milliseconds that are left of one that runs
   */
  cool(key: string, ms: number): Promise<number>;
  /** Ends a cooldown: what it was begun for came to nothing. */
  warm(key: string): Promise<void>;
}
