import type { Action } from '../../message/message.ts';
import type { PromptStore } from '../prompts/store.ts';

/** What the buttons of sent messages do. */
export interface ActionStore {
  /** Stores the buttons of one message and returns a token for each, in order. */
  saveActions(actions: readonly Action[]): Promise<string[]>;
  findAction(token: string): Promise<Action | undefined>;
  /** Marks a single-use button as used. @returns whether it was unused */
  consumeToken(token: string): Promise<boolean>;
  /** Makes a button usable again after its call failed. */
  restoreToken(token: string): Promise<void>;
}

/** Running cooldowns. */
export interface CooldownStore {
  /**
   * Starts a cooldown.
   * @returns 0, or the milliseconds left of one that is already running
   */
  startCooldown(key: string, ms: number): Promise<number>;
  /** Ends a cooldown whose call failed. */
  cancelCooldown(key: string): Promise<void>;
}

/** Everything that the kit stores between two interactions of a person. */
export interface KitStore extends ActionStore, CooldownStore, PromptStore {}
