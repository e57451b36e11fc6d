import { isolateBidi } from './bidi.ts';

/** A person's name with the @name, which is one's own: anybody may call themselves like somebody else. */
export const displayName = ({
  name,
  username,
}: {
  name: string;
  username?: string | null | undefined;
}): string => (username ? `${isolateBidi(name)} (@${username})` : name);
