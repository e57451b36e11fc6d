import { canView } from '../state/access.ts';
import { directChannelId } from '../state/snowflakes.ts';
import { type Channel, channelType, type State, type User } from '../state/state.ts';

/** The person with this key. @throws Error listing the people */
export function findPerson(state: State, key: string): User {
  const found = state.people.get(key);
  if (found) return found;
  const keys = [...state.people.keys()].join(', ');
  throw new Error(`There is nobody called "${key}". People here: ${keys}`);
}

function isOpenTo(state: State, channel: Channel, person: User): boolean {
  if (channel.guildId === undefined) return channel.recipientId === person.id;
  return !channel.archived && canView(state, channel, person.id);
}

/** The channels a person can open, the private chat last. */
export function openChannels(state: State, person: User): Channel[] {
  const inServers = [...state.channels.values()].filter(
    (one) => one.guildId !== undefined && isOpenTo(state, one, person),
  );
  const direct = state.channels.get(directChannelId(person.id));
  return direct ? [...inServers, direct] : inServers;
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

/** The channel with this key or name; `dm` is the private chat. */
export function findChannel(state: State, person: User, place: string): Channel {
  // By key first, since there may be thousands of channels.
  const known = state.channels.get(place === 'dm' ? directChannelId(person.id) : place);
  if (known && isOpenTo(state, known, person)) return known;
  const all = openChannels(state, person);
  const wanted = fold(place).replace(/^#/, '');
  const found =
    all.find((one) => one.type !== channelType.direct && fold(one.name) === wanted) ??
    all.find((one) => one.type === channelType.direct && ['dm', fold(one.name)].includes(wanted));
  if (found) return found;
  const names = all.map((one) => (one.type === channelType.direct ? 'dm' : one.name)).join(', ');
  throw new Error(`${person.displayName} has no place "${place}". Places: ${names}`);
}
