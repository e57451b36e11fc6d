import type { Role } from '../database/generated/enums.ts';

/**
 * Sections for everybody and for each role, in the order in which help shows them; commands name theirs. The block
 * `member` has all sections for everybody.
 */
export const memberSections = ['events', 'training', 'news', 'yours'] as const;
export const roleSections = ['organiser', 'moderator', 'editor', 'admin'] as const satisfies Role[];
export const helpBlocks = [...roleSections, 'member'] as const;

export type HelpSection = (typeof memberSections)[number] | (typeof roleSections)[number];
export type HelpBlock = (typeof helpBlocks)[number];
