import type { Community, Person } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import type { CommandContext } from './command-context.ts';

/** Settings that a person has just changed. */
interface ChangedSettings {
  locale?: Locale | undefined;
  zone?: string | undefined;
  community?: Community | undefined;
}

/** The context after its person changed settings, so that the answer is shown by them. */
export function withSettings(
  context: CommandContext,
  person: Person,
  { locale = context.locale, zone = context.zone, community = context.community }: ChangedSettings,
): CommandContext {
  return { ...context, person, community, locale, zone, t: context.translatorFor(locale) };
}
