import type { Role } from '../database/generated/enums.ts';

/** The blocks of the help: what everybody does, and what each role does. `member` stands for the first four. */
export const memberSections = ['events', 'training', 'news', 'yours'] as const;
export const roleSections = ['organiser', 'moderator', 'editor', 'admin'] as const satisfies Role[];
export const helpBlocks = [...roleSections, 'member'] as const;

export type MemberSection = (typeof memberSections)[number];
export type HelpBlock = (typeof helpBlocks)[number];

/**
 * The lines of each section by the command that leads to them, those first that are used most: a line is shown to
 * whoever may use that command. Their words stand under `commands.help.lines`.
 */
export const commandsBySection: Readonly<
  Record<MemberSection | (typeof roleSections)[number], readonly string[]>
> = {
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
    'role grant',
    'role list',
    'alert rules',
    'alert approvers',
    'audit',
  ],
};
