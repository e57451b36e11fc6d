import type { Localizer } from '../define/parse-context.ts';
import { commandKey } from './message-keys.ts';

/** The pairs of a list in a catalogue: `sukien: events, dangky: signup`. */
export const parseAliasPairs = ({ t }: Localizer, key: string): { alias: string; of: string }[] =>
  t(key)
    .split(',')
    .map((pair) => pair.split(':').map((part) => part.trim()))
    .flatMap(([alias, of]) => (alias && of ? [{ alias, of }] : []));

/** Aliases of commands in one language, the one that menus show first. */
export const commandAliases = (localizer: Localizer): { alias: string; command: string }[] =>
  parseAliasPairs(localizer, 'aliases.commands').map(({ alias, of }) => ({
    alias,
    command: commandKey(of),
  }));
