import type { Section } from '../database/generated/enums.ts';
import { choices } from '../kit/argument-types/choices.ts';
import type { Argument } from '../kit/define/argument.ts';
import { translators } from '../language/catalogue.ts';
import { fold } from '../language/text/fold.ts';
import { sections } from './sections.ts';

/** Letters by which a section is recognized. */
const minPrefixLength = 3;

/** The section whose name begins with this text, in either language. */
function findSection(text: string): Section | undefined {
  const prefix = fold(text);
  if (prefix.length < minPrefixLength) return undefined;
  return sections.find((section) =>
    Object.values(translators).some(({ t }) =>
      fold(t(`briefings.section.${section}`)).startsWith(prefix),
    ),
  );
}

/** Several sections, separated by commas: `events, training`. */
export const sectionList = (): Argument<readonly Section[]> =>
  choices(sections, 'briefings.section', findSection);
