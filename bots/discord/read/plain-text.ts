import { type BaseInteraction, Routes } from 'discord.js';
import { z } from 'zod';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';
import type { ServerNames } from '../servers/server-directory.ts';

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
    typeof value === 'string'
      ? renderMentions(value, names, localizer)
      : typeof value === 'object' && value.kind === 'message'
        ? { ...value, name: await renderMentions(value.name, names, localizer) }
        : value;
  return Object.fromEntries(
    await Promise.all(
      Object.entries(values).map(async ([name, value]) => [name, await read(value)] as const),
    ),
  );
}

const memberSchema = z.object({
  nick: z.string().nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }),
});

/**
 * Names of what is in the server.
 * @param fetchesUnknown whether people who did not act lately are requested from Discord
 */
export function createNameLookup(
  { guildId, client }: BaseInteraction,
  servers: ServerNames,
  fetchesUnknown: boolean,
): NameLookup {
  const server = () => servers.get(guildId ?? '');
  async function nameOfMember(serverId: string, id: string): Promise<string | undefined> {
    const member = memberSchema.safeParse(
      await client.rest.get(Routes.guildMember(serverId, id)).catch(() => undefined),
    ).data;
    return member && (member.nick ?? member.user.global_name ?? member.user.username);
  }
  return {
    async user(id) {
      const known = client.users.cache.get(id)?.displayName;
      if (!fetchesUnknown) return known;
      const named = guildId === null ? undefined : await nameOfMember(guildId, id);
      return named ?? known ?? (await client.users.fetch(id)).displayName;
    },
    role: (id) => server()?.roles.find((role) => role.id === id)?.name,
    channel: (id) => server()?.channels.find((channel) => channel.id === id)?.name,
  };
}
