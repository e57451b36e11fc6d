import type { DiscordServerSetup, LocalActor, WorldSetup } from '../../driver/world-setup.ts';
import {
  botPermissions,
  everyonePermissions,
  managerPermissions,
  type Overwrite,
  permission,
} from './permissions.ts';
import { createSnowflakeGenerator, directChannelId } from './snowflakes.ts';
import { channelType, type Guild, type Role, type State, type User } from './state.ts';

/** The initial state for a world. */
export function createState(world: WorldSetup, now: () => number): State {
  const nextId = createSnowflakeGenerator(now);
  const bot: User = {
    id: world.discord.bot.id,
    username: world.discord.bot.name.toLowerCase(),
    displayName: world.discord.bot.name,
    bot: true,
  };
  const state: State = {
    bot,
    token: world.discord.bot.token,
    users: new Map([[bot.id, bot]]),
    people: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    commands: new Map(),
    interactions: new Map(),
    interactionsByToken: new Map(),
    pendingInteractions: new Set(),
    forms: new Map(),
    notices: new Map(),
    blockedBy: new Set(),
    uploads: new Map(),
    nonces: new Map(),
    scheduledEvents: new Map(),
    version: 0,
  };
  for (const actor of world.actors) addPerson(state, actor);
  const idOf = (key: string) => {
    const person = state.people.get(key);
    if (!person) throw new Error(`The world has no actor "${key}".`);
    return person.id;
  };
  for (const setup of world.discord.servers) addServer(state, setup, idOf, nextId, now());
  return state;
}

function addServer(
  state: State,
  setup: DiscordServerSetup,
  idOf: (key: string) => string,
  nextId: () => string,
  at: number,
): void {
  const managers: Role = {
    id: nextId(),
    name: 'Managers',
    permissions: managerPermissions,
    position: setup.roles.length + 1,
    managed: false,
  };
  const botRole: Role = {
    id: nextId(),
    name: state.bot.displayName,
    permissions: botPermissions,
    position: setup.roles.length + 2,
    managed: true,
  };
  const roles: Role[] = [
    {
      id: setup.id,
      name: '@everyone',
      permissions: everyonePermissions,
      position: 0,
      managed: false,
    },
    ...setup.roles.map((role, index) => ({
      id: role.id,
      name: role.name,
      permissions: everyonePermissions,
      position: index + 1,
      managed: false,
    })),
    managers,
    botRole,
  ];
  const guild: Guild = {
    id: setup.id,
    name: setup.name,
    ownerId: idOf(setup.owner),
    roles,
    members: new Map(),
    botRoleId: botRole.id,
  };
  for (const key of new Set([setup.owner, ...setup.members, ...setup.managers])) {
    const roleIds = setup.roles.filter((role) => role.members.includes(key)).map((role) => role.id);
    if (setup.managers.includes(key)) roleIds.push(managers.id);
    guild.members.set(idOf(key), { userId: idOf(key), roleIds, joinedAt: at });
  }
  guild.members.set(state.bot.id, { userId: state.bot.id, roleIds: [botRole.id], joinedAt: at });
  state.guilds.set(guild.id, guild);
  for (const channel of setup.channels) {
    const parent = setup.channels.find((one) => one.id === channel.parent);
    const types = {
      text: channelType.text,
      announcement: channelType.announcement,
      thread: parent?.type === 'announcement' ? channelType.announcementThread : channelType.thread,
    };
    state.channels.set(channel.id, {
      id: channel.id,
      type: types[channel.type],
      name: channel.name,
      guildId: guild.id,
      ...(channel.parent === undefined ? {} : { parentId: channel.parent, ownerId: guild.ownerId }),
      overwrites:
        channel.type === 'announcement'
          ? readOnlyOverwrites(guild.id, [managers.id, botRole.id])
          : [],
      archived: false,
      locked: false,
    });
  }
}

/** An announcement channel: everyone reads, only these roles write. */
function readOnlyOverwrites(everyoneId: string, writers: string[]): Overwrite[] {
  return [
    { id: everyoneId, type: 0, allow: 0n, deny: permission.sendMessages },
    ...writers.map((id): Overwrite => ({ id, type: 0, allow: permission.sendMessages, deny: 0n })),
  ];
}

/** A user with a private chat with the bot. */
export function addPerson(state: State, actor: LocalActor): void {
  const userId = actor.discord.id;
  const person: User = {
    id: userId,
    username: actor.discord.username,
    displayName: actor.name,
    bot: false,
    actor,
  };
  state.users.set(userId, person);
  state.people.set(actor.key, person);
  const id = directChannelId(userId);
  state.channels.set(id, {
    id,
    type: channelType.direct,
    name: state.bot.displayName,
    recipientId: userId,
    overwrites: [],
    archived: false,
    locked: false,
  });
}

/** Removes a person without a server, with their private chat. */
export function removePerson(state: State, key: string): void {
  const person = state.people.get(key);
  if (!person) throw new Error(`There is nobody called "${key}".`);
  const channelId = directChannelId(person.id);
  state.people.delete(key);
  state.users.delete(person.id);
  state.channels.delete(channelId);
  state.messages.delete(channelId);
  state.notices.delete(person.id);
  state.forms.delete(person.id);
}
