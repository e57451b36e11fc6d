import type { BriefingSection } from '../context/modules/briefing-section.ts';
import { Section } from '../database/generated/enums.ts';

/** All sections, in the order in which an edition shows them. */
export const sections: readonly Section[] = [
  Section.alerts,
  Section.items,
  Section.events,
  Section.training,
];

/** The sections in the order of an edition. */
export const sortSections = (all: readonly BriefingSection[]): BriefingSection[] =>
  all.toSorted((a, b) => sections.indexOf(a.name) - sections.indexOf(b.name));
