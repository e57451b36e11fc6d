import { Section } from '../database/generated/enums.ts';
import { type Argument, argument } from '../kit/argument.ts';
import { bad, good, type ReadContext } from '../kit/kind.ts';
import { createTranslator } from '../language/catalogue.ts';
import { fold } from '../language/fold.ts';

const translators = [createTranslator('en'), createTranslator('vi')] as const;

/** What an edition can hold, in the order in which it does. */
export const sections: readonly Section[] = [
  Section.alerts,
  Section.items,
  Section.events,
  Section.training,
];

const wordOf = (section: Section, { t }: Pick<ReadContext, 't'>) =>
  t(`briefings.section.${section}`);

/** Fewest letters by which a section is known. */
const fewest = 3;

/** A section by its name or the beginning of its words, in either language. */
function readSection(written: string): Section | undefined {
  const word = fold(written);
  return sections.find(
    (section) =>
      section === word ||
      (word.length >= fewest &&
        translators.some((words) => fold(wordOf(section, words)).startsWith(word))),
  );
}

/** Several sections in words, with commas between them: `events, training`. */
export function sectionList(): Argument<readonly Section[]> {
  const offers = (context: ReadContext) => {
    const all = sections.map((section) => wordOf(section, context)).join(', ');
    return [
      { label: all, value: sections.join(', ') },
      ...sections.map((section) => ({ label: wordOf(section, context), value: section })),
    ];
  };
  return argument<readonly Section[], ReadContext>({
    name: 'choice',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    suggest: async (typed, context) =>
      offers(context).filter(({ label }) => fold(label).includes(fold(typed))),
    read(raw, context) {
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const found = written.split(/[,;]/).map(readSection);
      const named = new Set(found);
      return found.includes(undefined)
        ? bad('kit.errors.notOffered', {
            text: written,
            offered: sections.map((section) => wordOf(section, context)).join(', '),
          })
        : good(sections.filter((section) => named.has(section)));
    },
  });
}
