import type { LocalActor, TelegramChatSetup, WorldSetup } from '../../driver/world-setup.ts';
import { latestServerVersion } from '../versions.ts';
import { newInlineState } from './inline.ts';
import type { ChatState, State } from './state.ts';

function idsOf(world: WorldSetup, keys: string[]): number[] {
  return keys.map((key) => {
    const actor = world.actors.find((candidate) => candidate.key === key);
    if (!actor) throw new Error(`The world names "${key}", who is none of its actors`);
    return actor.telegram.id;
  });
}

function groupChat(world: WorldSetup, setup: TelegramChatSetup): ChatState {
  const administrators = idsOf(world, setup.administrators);
  const admin = setup.botIsAdministrator ?? setup.type === 'channel';
  const topics = setup.topics ?? [];
  return {
    chat: {
      id: setup.id,
      type: setup.type,
      title: setup.title,
      ...(topics.length > 0 && { is_forum: true as const }),
    },
    members: new Set([...idsOf(world, setup.members), ...administrators]),
    administrators,
    anonymousIds: new Set(idsOf(world, setup.anonymousAdministrators ?? [])),
    topics,
    botStatus: admin ? 'administrator' : 'member',
    botStatusWhenAdded: admin ? 'administrator' : 'member',
    isStarted: true,
    ...emptyHistory(),
  };
}

/** An empty private chat with the bot. */
export function createPrivateChat(actor: LocalActor): ChatState {
  const { id, username } = actor.telegram;
  return {
    chat: { id, type: 'private', first_name: actor.name, ...(username && { username }) },
    members: new Set([id]),
    administrators: [],
    anonymousIds: new Set(),
    topics: [],
    botStatus: 'member',
    botStatusWhenAdded: 'member',
    person: actor,
    isStarted: false,
    ...emptyHistory(),
  };
}

export const emptyHistory = (): Pick<
  ChatState,
  'messages' | 'lastMessageId' | 'pinned' | 'prompts'
> => ({
  messages: [],
  lastMessageId: 0,
  pinned: [],
  prompts: new Map(),
});

/**
 * The state of a new local Telegram: the world's chats, no messages, nobody has written to the bot yet.
 * @param lastId the id after which messages are numbered
 */
export function createState(world: WorldSetup, now: () => number, lastId = 0): State {
  const { bot, chats } = world.telegram;
  const all = [
    ...world.actors.map(createPrivateChat),
    ...chats.map((setup) => groupChat(world, setup)),
  ].map((state) => ({ ...state, lastMessageId: lastId }));
  return {
    world,
    actors: new Map(world.actors.map((actor) => [actor.key, actor])),
    now,
    bot: { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username },
    chats: new Map(all.map((state) => [state.chat.id, state])),
    serverVersion: latestServerVersion,
    apps: new Map(),
    ephemerals: new Map(),
    published: new Map(),
    files: new Map(),
    commands: new Map(),
    profile: new Map(),
    defaultRights: new Map(),
    menuButtons: new Map(),
    queries: new Map(),
    inline: newInlineState(),
    notices: new Map(),
    listeners: new Set(),
    sharedMessageId: lastId,
    version: 0,
    serial: 0,
  };
}
