/** The two platforms that Callboard speaks to. */
export type PlatformName = 'discord' | 'telegram';

/** A person who plays on the local platforms. `key` is the short name used by tests, `say` and the page. */
export interface LocalActor {
  key: string;
  /** Display name on both platforms. */
  name: string;
  /** What this person is in the sample community, shown on the page: creator, subscriber, organiser, moderator, admin. */
  role: string;
  /** Client language, as each platform reports it (`vi`, `en-US` on Discord; `vi`, `en` on Telegram). */
  locale: 'vi' | 'en';
  discord: { id: string; username: string };
  telegram: { id: number; username?: string };
}

export interface DiscordChannelSetup {
  id: string;
  name: string;
  type: 'text' | 'announcement' | 'thread';
  /** For a thread: the channel it belongs to. */
  parent?: string;
}

export interface DiscordServerSetup {
  id: string;
  name: string;
  /** Key of the actor who owns the server. */
  owner: string;
  /** Keys of the actors with Manage Server. */
  managers: string[];
  members: string[];
  roles: { id: string; name: string; members: string[] }[];
  channels: DiscordChannelSetup[];
}

export interface TelegramChatSetup {
  id: number;
  type: 'group' | 'supergroup' | 'channel';
  title: string;
  administrators: string[];
  /** Keys of administrators who post as the chat itself (`GroupAnonymousBot` stands in for them). */
  anonymousAdministrators?: string[];
  members: string[];
  topics?: { id: number; name: string }[];
  /** Whether the bot is an administrator there. Default: in channels yes (it could not post otherwise), in groups no. */
  botIsAdministrator?: boolean;
}

/** Everything that stands on the local platforms before anyone speaks. */
export interface WorldSetup {
  actors: LocalActor[];
  discord: {
    bot: { token: string; id: string; name: string };
    servers: DiscordServerSetup[];
  };
  telegram: {
    bot: { token: string; id: number; username: string; name: string };
    chats: TelegramChatSetup[];
  };
}

/** A place where an actor can read or write. `key` is stable: the platform's chat id, with `/topic` for a Telegram topic. */
export interface Place {
  key: string;
  name: string;
  kind: 'private' | 'group' | 'channel';
  /** The Discord server it belongs to, if any. */
  server?: string;
  canWrite: boolean;
}

/** A run of rendered text. `text` is what the reader sees, markup already parsed. */
export interface TextSpan {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  code?: boolean;
  /** A code block (with `text` its content). */
  pre?: boolean;
  quote?: boolean;
  spoiler?: boolean;
  /** Heading level 1 to 3 (Discord only). */
  heading?: number;
  link?: string;
  /** Set when the span pings someone: `@everyone`, a user, a role, a plain-text @username on Telegram. */
  mention?: string;
  /** Set for a platform-native date (Discord `<t:…>`, Telegram date entity): seconds since the epoch. */
  time?: number;
}

export interface VisibleButton {
  /** What `press` takes; unique within the place. */
  id: string;
  label: string;
  url?: string;
  style?: 'primary' | 'secondary' | 'success' | 'danger';
  disabled?: boolean;
}

export interface VisibleMenu {
  id: string;
  placeholder?: string;
  options: { label: string; value: string; description?: string }[];
}

export interface VisibleFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface VisibleEmbed {
  /** `#rrggbb`. */
  colour?: string;
  title?: TextSpan[];
  url?: string;
  body?: TextSpan[];
  fields: { name: TextSpan[]; value: TextSpan[]; inline: boolean }[];
  footer?: string;
  image?: string;
}

/** A message as one actor sees it on the screen. */
export interface VisibleMessage {
  /** Platform message id, unique within the place. */
  id: string;
  /** Grows with every message and every edit of it, over the whole platform: "what came after". */
  version: number;
  from: { name: string; bot: boolean; actor?: string };
  /** Milliseconds since the epoch. */
  at: number;
  body: TextSpan[];
  embeds: VisibleEmbed[];
  /** Rows of buttons under the message. */
  buttons: VisibleButton[][];
  menus: VisibleMenu[];
  files: VisibleFile[];
  /** Only this actor sees it (Discord: ephemeral). */
  private: boolean;
  edited: boolean;
  /** True while a deferred answer has not come ("thinking…"). */
  pending: boolean;
  replyTo?: string;
  /** A slash command this answers: what the actor typed, as the platform shows it. */
  command?: string;
}

/** A form that the platform shows over the screen (Discord modal). */
export interface VisibleForm {
  id: string;
  title: string;
  fields: {
    id: string;
    label: string;
    value: string;
    required: boolean;
    multiline: boolean;
    minLength?: number;
    maxLength?: number;
    placeholder?: string;
  }[];
}

/** A menu entry while typing: a command, an option, or a value. */
export interface Completion {
  /** What the input becomes when this is chosen. */
  insert: string;
  label: string;
  description?: string;
}

export interface ClientNotice {
  /** The platform's own text, for example "This interaction failed". */
  message: string;
}

/**
 * One platform as the people on it use it. Tests, the terminal (`say`) and the page all talk through this.
 * Every method that acts resolves when the platform has accepted the act (not when the bot has answered)
 * and throws an `Error` with a plain sentence when the actor cannot do that (no such button, no right to write).
 */
export interface ClientDriver {
  platform: PlatformName;
  actors: LocalActor[];
  /** Places that this actor can open, the private chat with the bot included. */
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
  /** Chooses in a menu (Discord select), by value or label. */
  selectOptions(actor: string, place: string, menu: string, values: string[]): Promise<void>;
  /** The form that is open for this actor, if any. */
  openForm(actor: string): VisibleForm | undefined;
  /** Sends the open form; values by field id or label, the rest stays as it was. */
  submitForm(actor: string, values: Record<string, string>): Promise<void>;
  dismissForm(actor: string): void;
  /** What the actor sees in a place, oldest first. */
  messages(actor: string, place: string): VisibleMessage[];
  /** The newest version that a message has, whoever sees it. */
  latestVersion(): number;
  /** Pop-ups that only this actor saw and that are no message (Telegram callback answers, "This interaction failed"), newest last. */
  notices(actor: string): ClientNotice[];
  /** Completions for what is typed so far: commands by localised name, options, autocomplete values. */
  completions(actor: string, place: string, typed: string): Promise<Completion[]>;
  /** The platform-level relation to the bot. On Telegram `block` makes sends fail with 403. `remove` takes the bot out of a place, `add` brings it back. */
  changeBotAccess(
    actor: string,
    place: string,
    change: 'block' | 'unblock' | 'remove' | 'add',
  ): Promise<void>;
  /** Calls the listener after every change of what anyone sees. Returns how to stop. */
  onChange(listener: (place: string) => void): () => void;
}

export interface SendMessageOptions {
  /** Message id to reply to. */
  replyTo?: string;
  files?: VisibleFile[];
  /** Telegram: post as the chat itself (anonymous administrator) or as a channel. */
  anonymously?: boolean;
}
