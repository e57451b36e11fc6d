import { isolate } from '../language/isolate.ts';

/** A person's name with the @name, which is one's own: anybody may call themselves like somebody else. */
export const shownName = ({
  name,
  username,
}: {
  name: string;
  username?: string | null | undefined;
}): string => (username ? `${isolate(name)} (@${username})` : name);
