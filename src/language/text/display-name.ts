import { isolateBidi } from './bidi.ts';

/** A person's name with the @username, which is unique, while names can be copied. */
export const displayName = ({
  name,
  username,
}: {
  name: string;
  username?: string | null | undefined;
}): string => (username ? `${isolateBidi(name)} (@${username})` : name);
