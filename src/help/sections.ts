import type { Role } from '../database/generated/enums.ts';

/** Sections for everybody and for each role. The block `member` has all sections for everybody. */
export const memberSections = ['events', 'training', 'news', 'yours'] as const;
export const roleSections = ['organiser', 'moderator', 'editor', 'admin'] as const satisfies Role[];
export const helpBlocks = [...roleSections, 'member'] as const;

export type HelpSection = (typeof memberSections)[number] | (typeof roleSections)[number];
export type HelpBlock = (typeof helpBlocks)[number];

/**
 * The commands of each section, most used first. A command's line, in `commands.help.lines`, is shown to people who may
 * use it.
 */
export const commandsBySection: Readonly<Record<HelpSection, readonly string[]>> = {
  events: ['events', 'event show'],
  training: ['training', 'signup'],
  news: ['alerts', 'briefings'],
  yours: ['mine', 'subscribe', 'settings', 'link', 'privacy show', 'cancel'],
  organiser: [
    'event new',
    'event edit',
    'event cancel',
    'course new',
    'course roster',
    'course close',
  ],
  moderator: [
    'alert send',
    'alert edit',
    'alert correct',
    'alert retract',
    'alert waiting',
    'alert status',
    'delivery status',
    'delivery pause',
    'delivery cancel',
    'delivery unknown',
    'delivery why',
  ],
  editor: ['briefing new', 'briefing item', 'briefing preview', 'briefing pause'],
  admin: [
    'connect',
    'disconnect',
    'setup',
    'board',
    'role grant',
    'role list',
    'alert rules',
    'alert approvers',
    'audit',
  ],
};
