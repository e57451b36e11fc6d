import type { Action } from '../../message/message.ts';
import type { PromptMessages } from '../define/invocation.ts';
import type { PromptState } from './reducer.ts';

export interface StoredPrompt {
  id: string;
  accountId: string;
  /** Grows with every change; a change of an older one is refused. */
  version: number;
  state: PromptState;
  /** The messages that ask now. */
  messages?: PromptMessages;
}

/** Whose conversation, and where. */
export interface PromptKey {
  accountId: string;
  place: string;
}

/** What the kit keeps between two acts of a person. */
export interface KitStore {
  /** Keeps the buttons of one message and returns what stands for each of them, in order. */
  saveActions(actions: readonly Action[]): Promise<string[]>;
  findAction(token: string): Promise<Action | undefined>;
  /** Uses a button up. @returns whether it was still fresh */
  consumeToken(token: string): Promise<boolean>;
  /** Makes a button fresh again: what it did came to nothing. */
  restoreToken(token: string): Promise<void>;
  /** `expired`: it waited too long, and is gone now; `unreadable`: it is of another version of the program. */
  findPrompt(
    key: PromptKey,
  ): Promise<
    StoredPrompt | { over: 'expired' | 'unreadable'; messages?: PromptMessages } | undefined
  >;
  /** Whose question this message is, in this place. */
  findPromptOwner(place: string, messageId: string): Promise<string | undefined>;
  /** Replaces what is there. @returns nothing when another change came first */
  savePrompt(
    key: PromptKey,
    state: PromptState,
    previous: StoredPrompt | undefined,
  ): Promise<StoredPrompt | undefined>;
  savePromptMessages(id: string, asked: PromptMessages): Promise<void>;
  /** @returns whether it stood there in this version: of several who end it, one does */
  endPrompt(kept: StoredPrompt): Promise<boolean>;
  /**
   * Begins a cooldown of so many milliseconds.
   * @returns 0, or the milliseconds that are left of one that runs
   */
  startCooldown(key: string, ms: number): Promise<number>;
  /** Ends a cooldown: what it was begun for came to nothing. */
  cancelCooldown(key: string): Promise<void>;
}
