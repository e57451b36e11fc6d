import type { CommandContext } from '../context/command-context.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import { commandSpellings } from '../kit/names/command-index.ts';
import { commandSpelling, translators } from '../language/catalogue.ts';

/** A command as it is typed on the reader's platform. */
export const typedCommandName = (
  name: string,
  { account, locale }: Pick<CommandContext, 'account' | 'locale'>,
): string => `/${account.platform === 'telegram' ? commandSpelling(locale, name) : name}`;

/** The names by which help on a command is found: in every language, with a slash or without. */
export const helpNames = ({ name }: Pick<CommandManifest, 'name'>): string[] =>
  [name, ...commandSpellings(name, Object.values(translators))].flatMap((spelling) => {
    const spaced = spelling.replaceAll('_', ' ');
    return [spelling, spaced, `/${spelling}`, `/${spaced}`];
  });
