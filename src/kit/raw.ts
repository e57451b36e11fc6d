/** Someone whom the platform names in an argument: a Discord user option, a Telegram reply or mention. */
export interface PersonReference {
  kind: 'person';
  platformId: string;
  name: string;
  username?: string;
}

/** A role of a Discord server. */
export interface RoleReference {
  kind: 'role';
  platformId: string;
  name: string;
}

/** A place that the platform names: a Discord channel option. */
export interface ChatReference {
  kind: 'chat';
  platformId: string;
  name: string;
}

/** A value as it reached us: typed by the platform, or words that a kind has yet to read. */
export type Raw = string | number | boolean | PersonReference | RoleReference | ChatReference;

export type RawValues = Readonly<Record<string, Raw>>;

/** What a picked value looks like on its way through a platform: nobody ever types it. */
export const pickedPrefix = 'id:';

/** The id inside a picked value, or nothing when it is something that a person typed. */
export function pickedId(raw: Raw): string | undefined {
  return typeof raw === 'string' && raw.startsWith(pickedPrefix)
    ? raw.slice(pickedPrefix.length)
    : undefined;
}
