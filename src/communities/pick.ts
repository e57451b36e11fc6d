import type { Chat, Community, Connection } from '../database/generated/client.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import type { Call } from './call.ts';
import { communitiesOf } from './current.ts';

/** A place that a person may choose: it becomes a chat of ours when it is chosen. */
export interface PickedChat {
  platformId: string;
  title: string;
  kind: Chat['kind'];
  /** The Discord server or Telegram chat that it belongs to; none for the person's own private chat. */
  connection: Connection | undefined;
}

/** What the platform said in each call: one call may look for several words, and the platform counts requests. */
const said = new WeakMap<Call, Promise<PickedChat[]>>();

/** The community's places on this person's platform that the platform lets them manage, read live once a call. */
function managedPlaces(call: Call): Promise<PickedChat[]> {
  const known = said.get(call) ?? askForPlaces(call);
  said.set(call, known);
  return known;
}

async function askForPlaces(call: Call): Promise<PickedChat[]> {
  if (!call.community) return [];
  const { platform, platformId } = call.account;
  const connections = await call.db.connection.findMany({
    where: { communityId: call.community.id, platform },
  });
  const found: PickedChat[] = [];
  for (const connection of connections) {
    const powers = call.powers[platform];
    if (!(await powers.manages(connection.platformId, platformId))) continue;
    const places = await powers.places(connection.platformId);
    found.push(...places.map((place) => ({ ...place, connection })));
  }
  return found;
}

/** Discord's channels are called by their names, with their sign or without. */
export const withoutSign = (title: string): string => title.replace(/^#/, '');

/** A chat of the community that this person administers, the one where they write first. */
export const managedChat = () =>
  pick<PickedChat, Call>({
    name: 'chat',
    async search(words, call, _given, limit) {
      const all = await managedPlaces(call);
      const here = (place: PickedChat) => Number(place.platformId === call.chat.platformId);
      return all
        .filter(({ title }) => fold(title).includes(fold(words)))
        .sort((a, b) => here(b) - here(a))
        .slice(0, limit);
    },
    find: async (id, call) =>
      (await managedPlaces(call)).find(({ platformId }) => platformId === id),
    id: ({ platformId }) => platformId,
    label: ({ title }) => title,
    names: ({ title }) => [withoutSign(title)],
    details: ({ connection }) => [connection?.title ?? ''],
    none: 'communities.errors.noChat',
  });

/** A chat of ours for a picked place, made when it is new. */
export async function chatOf(call: Call, picked: PickedChat): Promise<Chat> {
  const { platform } = call.account;
  const { platformId, title, kind, connection } = picked;
  return call.db.chat.upsert({
    where: { platform_platformId_threadId: { platform, platformId, threadId: '' } },
    update: { title, connectionId: connection?.id ?? null },
    create: { platform, platformId, title, kind, connectionId: connection?.id ?? null },
  });
}

/** One of the communities in which this person was seen. */
export const myCommunity = () =>
  pick<Community, Call>({
    async search(words, call, _given, limit) {
      const mine = await communitiesOf(call.db, call.person.id, 100);
      return mine.filter(({ name }) => fold(name).includes(fold(words))).slice(0, limit);
    },
    find: async (id, call) =>
      (await communitiesOf(call.db, call.person.id, 100)).find((community) => community.id === id),
    id: ({ id }) => id,
    label: ({ name }) => name,
    none: 'communities.errors.noCommunity',
  });
