import type { PromptMessages } from '../adapter/prompt-question.ts';
import type { PromptState } from './reducer.ts';

export interface StoredPrompt {
  id: string;
  accountId: string;
  /** Incremented with every change; a change of an older version is rejected. */
  version: number;
  state: PromptState;
  /** The messages that show the current question. */
  messages?: PromptMessages;
}

/** A person in a chat: there is at most one prompt for each. */
export interface PromptKey {
  accountId: string;
  place: string;
}

/** A prompt that ended by itself: it expired, or was written by an incompatible version of the program. */
export interface EndedPrompt {
  over: 'expired' | 'unreadable';
  messages?: PromptMessages;
}

/** Open prompts. */
export interface PromptStore {
  findPrompt(key: PromptKey): Promise<StoredPrompt | EndedPrompt | undefined>;
  /** The account whose question this message is, in this chat. */
  findPromptOwner(place: string, messageId: string): Promise<string | undefined>;
  /**
   * Creates or replaces a prompt.
   * @returns undefined when another change came first
   */
  savePrompt(
    key: PromptKey,
    state: PromptState,
    previous: StoredPrompt | undefined,
  ): Promise<StoredPrompt | undefined>;
  savePromptMessages(id: string, messages: PromptMessages): Promise<void>;
  /** @returns whether it was there in this version: of several concurrent calls, one succeeds */
  endPrompt(prompt: StoredPrompt): Promise<boolean>;
}
