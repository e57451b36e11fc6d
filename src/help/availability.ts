import { checkAccess } from '../context/access.ts';
import type { RequestContext } from '../context/request-context.ts';
import type { Role } from '../database/generated/enums.ts';
import { findUnmetCondition } from '../kit/define/access.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import {
  type HelpBlock,
  type HelpSection,
  helpBlocks,
  memberSections,
  roleSections,
} from './sections.ts';

export type AvailabilityRequest = Pick<
  RequestContext,
  'community' | 'isPrivate' | 'chat' | 'canManageChat' | 'roles'
>;

type HelpRequest = AvailabilityRequest & { manifests: readonly CommandManifest[] };

/** With so many roles or more, one block is shown and the others are buttons. */
const collapseFrom = 3;

export interface HelpOverview {
  /** Sections with the commands that are available; none is empty. */
  sections: readonly { name: HelpSection; commands: readonly string[] }[];
  /** Blocks that are not shown. */
  otherBlocks: readonly HelpBlock[];
  /** The person's roles, in the order of the blocks. */
  roles: readonly Role[];
}

/** Whether the person may use a command here, or in a private chat. */
export async function isCommandAvailable(
  { name, access }: Pick<CommandManifest, 'name' | 'access'>,
  request: AvailabilityRequest,
): Promise<boolean> {
  const unmet = await findUnmetCondition(access, request, checkAccess);
  if (unmet && unmet.rule !== 'inPrivate') return false;
  const isConnecting = name === 'connect' || name === 'disconnect';
  if (!isConnecting || (await request.roles()).has('admin')) return true;
  return request.chat.kind !== 'private' && (await request.canManageChat());
}

/** The commands that have a line in this section, in their order. */
const commandsIn = (section: HelpSection, manifests: readonly CommandManifest[]) =>
  manifests
    .flatMap(({ help, ...manifest }) =>
      typeof help === 'object' && 'section' in help && help.section === section
        ? [{ ...manifest, order: help.order }]
        : [],
    )
    .toSorted((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));

async function availableCommands(section: HelpSection, request: HelpRequest): Promise<string[]> {
  const available: string[] = [];
  for (const manifest of commandsIn(section, request.manifests)) {
    if (await isCommandAvailable(manifest, request)) available.push(manifest.name);
  }
  return available;
}

/** Whether somebody who manages the chat without a role has anything to do in a role's block. */
const hasCommandsAsManager = async (
  section: (typeof roleSections)[number],
  request: HelpRequest,
): Promise<boolean> =>
  (await availableCommands(section, request)).length > 0 &&
  request.chat.kind !== 'private' &&
  (await request.canManageChat());

/**
 * What the person can do here: the blocks of their roles first, then everybody's.
 * @param asked the only block to show; by default all, or the first of many
 */
export async function readHelpOverview(
  request: HelpRequest,
  asked?: HelpBlock,
): Promise<HelpOverview> {
  const roles = await request.roles();
  const isAdminLike = roles.has('admin') || (await hasCommandsAsManager('admin', request));
  const own = helpBlocks.filter(
    (block) => block === 'member' || roles.has(block) || (block === 'admin' && isAdminLike),
  );
  const isCollapsed = roles.size >= collapseFrom;
  const shown = asked !== undefined || isCollapsed ? [asked ?? own.at(-2) ?? 'member'] : own;
  const names = shown.flatMap((block): readonly HelpSection[] =>
    block === 'member' ? memberSections : [block],
  );
  const sections = await Promise.all(
    names.map(async (name) => ({ name, commands: await availableCommands(name, request) })),
  );
  return {
    sections: sections.filter(({ commands }) => commands.length > 0),
    otherBlocks: own.filter((block) => !shown.includes(block)),
    roles: roleSections.filter((role) => roles.has(role)),
  };
}
