import type { InlineChoice, InlineOffer } from './inline-offer.ts';
import type { PlatformSettings } from './platform-settings.ts';
import type { FormAnswer, VisibleFile, VisibleForm, VisibleMessage } from './visible-message.ts';
import type { LocalActor } from './world-setup.ts';

export type PlatformName = 'discord' | 'telegram';

/** A place where an actor can read or write. `key` is stable: the platform's chat id, with `/topic` for a Telegram topic. */
export interface Place {
  key: string;
  name: string;
  kind: 'private' | 'group' | 'channel';
  /** The Discord server it belongs to, if any. */
  server?: string;
  canWrite: boolean;
}

/** A suggestion while typing: a command, an option, or a value. */
export interface Completion {
  /** The whole input when this is chosen. */
  insert: string;
  label: string;
  description?: string;
}

/** What a person may do to the bot in a place. */
export const botAccessChanges = ['block', 'unblock', 'remove', 'add', 'promote', 'demote'] as const;
export type BotAccessChange = (typeof botAccessChanges)[number];

export interface ClientNotice {
  /** The platform's own text, for example "This interaction failed". */
  message: string;
}

/**
 * One platform as people use it. Tests, the terminal (`say`) and the page use this. Actions resolve when the platform has
 * accepted them (not when the bot has answered).
 * @throws Error with a sentence when the actor cannot do that (no such button, no permission to write)
 */
export interface ClientDriver {
  platform: PlatformName;
  actors: LocalActor[];
  /** Places that this actor can open, including the private chat with the bot. */
  places(actor: string): Place[];
  /**
   * Types into a place and presses Enter. Text that begins with `/` is a command:
   * on Discord it is resolved against the registered commands as the client would
   * (`/alert send`, options as `name:value` or by position, a text option takes the rest once nothing required comes after it,
   * option values completed through the bot's autocomplete when the option has it: an exact label, else the first suggestion, else the text as typed);
   * on Telegram it is sent as it is, and as a reply when the last forced reply in that place asks for one.
   */
  sendMessage(
    actor: string,
    place: string,
    text: string,
    options?: SendMessageOptions,
  ): Promise<void>;
  /** Presses a button by its id, or by its label on the newest message that has it. */
  pressButton(actor: string, place: string, button: string): Promise<void>;
  /** Chooses options of a menu (Discord select), by value or label. */
  selectOptions(actor: string, place: string, menu: string, values: string[]): Promise<void>;
  /** Types the bot's name and a query into any chat (Telegram's inline mode), and waits for what it offers. */
  askInline?(actor: string, place: string, query: string, offset?: string): Promise<InlineOffer>;
  /** Sends a result that was offered. */
  sendInline?(actor: string, place: string, choice: InlineChoice): Promise<void>;
  /** The commands in the menu of a message (Discord's context menu), by their names in the actor's language. */
  messageCommands?(actor: string, place: string): string[];
  /** Chooses one of them for a message. */
  useMessageCommand?(actor: string, place: string, message: string, command: string): Promise<void>;
  /** The form that is open for this actor, if any. */
  openForm(actor: string): VisibleForm | undefined;
  /** Submits the open form; values by field id or label, others are unchanged. */
  submitForm(actor: string, values: Readonly<Record<string, FormAnswer>>): Promise<void>;
  dismissForm(actor: string): void;
  /** Messages that the actor sees in a place, oldest first. */
  messages(actor: string, place: string): VisibleMessage[];
  /** The highest version of any message, whoever sees it. */
  latestVersion(): number;
  /** Pop-ups that only this actor saw (Telegram callback answers, "This interaction failed"), newest last. */
  notices(actor: string): ClientNotice[];
  /** Completions for what is typed so far: commands by localised name, options, autocomplete values. */
  completions(actor: string, place: string, typed: string): Promise<Completion[]>;
  /**
   * Blocks the bot (its messages then fail with 403 on Telegram), removes it from a place or makes it an administrator there,
   * or undoes one of these.
   */
  changeBotAccess(actor: string, place: string, change: BotAccessChange): Promise<void>;
  /** What can be changed while the platform runs; missing where nothing can. */
  settings?: PlatformSettings;
  /** Calls the listener after every visible change. @returns a function that removes the listener */
  onChange(listener: (place: string) => void): () => void;
}

export interface SendMessageOptions {
  /** Message id to reply to. */
  replyTo?: string;
  files?: VisibleFile[];
  /** Telegram: post as the chat itself (anonymous administrator) or as a channel. */
  anonymously?: boolean;
}
