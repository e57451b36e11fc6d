export type PlatformName = 'discord' | 'telegram';

/** A person on the local platforms. `key` is the short name in tests, `say` and the page. */
export interface LocalActor {
  key: string;
  /** Display name on both platforms. */
  name: string;
  /** Role in the sample community, shown on the page: creator, subscriber, organiser, moderator, admin. */
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

/** The initial state of the local platforms. */
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
