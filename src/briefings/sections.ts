import { Section } from '../database/generated/enums.ts';
import { choices } from '../kit/argument-types/choices.ts';
import type { Argument } from '../kit/define/argument.ts';
import { createTranslator } from '../language/catalogue.ts';
import { fold } from '../language/text/fold.ts';

const translators = [createTranslator('en'), createTranslator('vi')] as const;

/** What an edition can hold, in the order in which it does. */
export const sections: readonly Section[] = [
  Section.alerts,
  Section.items,
  Section.events,
  Section.training,
];

/** Fewest letters by which a section is known. */
const minPrefixLength = 3;

/** A section by the beginning of its words, in either language. */
function findSection(written: string): Section | undefined {
  const word = fold(written);
  if (word.length < minPrefixLength) return undefined;
  return sections.find((section) =>
    translators.some(({ t }) => fold(t(`briefings.section.${section}`)).startsWith(word)),
  );
}

/** Several sections in words, with commas between them: `events, training`. */
export const sectionList = (): Argument<readonly Section[]> =>
  choices(sections, 'briefings.section', findSection);
