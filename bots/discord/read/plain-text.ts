import type { BaseInteraction } from 'discord.js';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';

/** Display names of people, roles and channels in the place where a text was written. */
export interface NameLookup {
  user(id: string): Promise<string | undefined>;
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/**
 * Codes that a client sends instead of what its author saw. Timestamps are not replaced: our readers understand them.
 * Source: Discord, "Message Formatting".
 */
const codes =
  /<(?:a?:(?<emoji>\w+):\d{5,20}|@!?(?<user>\d{5,20})|@&(?<role>\d{5,20})|#(?<channel>\d{5,20})|\/(?<command>[^:<>]+):\d{5,20}|id:(?<place>customize|browse|guide|home|linked-roles)(?::\d{5,20})?|(?<address>https?:\/\/[^\s<>]+))>/g;

/** Timeout for a name, in milliseconds: an answer is due within three seconds. */
const nameTimeoutMs = 1_000;

const withTimeout = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, nameTimeoutMs, undefined);
  return Promise.race([work.catch(() => undefined), promise]).finally(() => clearTimeout(timer));
};

/** A text as its author saw it, with names instead of ids. */
export async function renderMentions(
  text: string,
  names: NameLookup,
  { t }: Localizer,
): Promise<string> {
  const ids = new Set(
    [...text.matchAll(codes)].flatMap(({ groups }) => (groups?.user ? [groups.user] : [])),
  );
  const userNames = new Map(
    await Promise.all([...ids].map(async (id) => [id, await withTimeout(names.user(id))] as const)),
  );
  return text.replace(codes, (...match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.at(-1);
    const { emoji, user, role, channel, command, place, address } = groups;
    if (emoji !== undefined) return `:${emoji}:`;
    if (user !== undefined) return `@${userNames.get(user) ?? t('kit.written.user')}`;
    if (role !== undefined) return `@${names.role(role) ?? t('kit.written.role')}`;
    if (channel !== undefined) return `#${names.channel(channel) ?? t('kit.written.channel')}`;
    if (command !== undefined) return `/${command}`;
    if (place !== undefined) return t(`kit.written.places.${place.replace('-', '')}`);
    return address ?? '';
  });
}

/** Texts among the values as their author saw them. */
export async function renderMentionsInValues(
  values: RawValues,
  names: NameLookup,
  localizer: Localizer,
): Promise<RawValues> {
  const read = async (value: RawValue) =>
    typeof value === 'string' ? renderMentions(value, names, localizer) : value;
  return Object.fromEntries(
    await Promise.all(
      Object.entries(values).map(async ([name, value]) => [name, await read(value)] as const),
    ),
  );
}

/**
 * Names from the client's cache.
 * @param fetchesUnknown whether people who are not in the cache are requested from Discord
 */
export const createNameLookup = (
  { guild, client }: BaseInteraction,
  fetchesUnknown: boolean,
): NameLookup => ({
  async user(id) {
    const member = guild?.members.cache.get(id);
    if (member) return member.displayName;
    const user = client.users.cache.get(id);
    if (!fetchesUnknown) return user?.displayName;
    const fetched = await guild?.members.fetch(id).catch(() => undefined);
    return (fetched ?? user ?? (await client.users.fetch(id))).displayName;
  },
  role: (id) => guild?.roles.cache.get(id)?.name,
  channel(id) {
    const channel = client.channels.cache.get(id);
    return channel && 'name' in channel ? (channel.name ?? undefined) : undefined;
  },
});
