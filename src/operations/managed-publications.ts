import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Prisma } from '../database/generated/client.ts';
import { PublicationKind, Role } from '../database/generated/enums.ts';
import type { Locale } from '../language/locale.ts';
import { type Block, messageSchema } from '../message/message.ts';

/** Whose publications each role looks after; an admin sees to all that many chats get. */
const kindsByRole: Readonly<Record<Role, readonly PublicationKind[]>> = {
  admin: Object.values(PublicationKind),
  moderator: ['alert', 'correction'],
  editor: ['briefing'],
  organiser: [],
};

/** The least role that looks after publications of a kind. */
export const roleForKind = (kind: PublicationKind): Role =>
  Object.values(Role).find((role) => role !== 'admin' && kindsByRole[role].includes(kind)) ??
  'admin';

/** What is read of a publication to name it. */
export const managedPublicationSelect = {
  id: true,
  kind: true,
  operation: true,
  createdAt: true,
  messages: true,
  pausedAt: true,
} satisfies Prisma.PublicationSelect;

/** A publication as its operators know it: by kind, title and time. */
export type ManagedPublication = Prisma.PublicationGetPayload<{
  select: typeof managedPublicationSelect;
}>;

/** Publications that this person looks after. What was written to single people is theirs alone. */
async function managedBy(call: CommandContext): Promise<Prisma.PublicationWhereInput> {
  const roles = await call.roles();
  const kinds = new Set([...roles].flatMap((role) => kindsByRole[role]));
  return {
    communityId: requireCommunity(call).id,
    kind: { in: [...kinds] },
    OR: [
      { audience: { path: ['to'], equals: 'topic' } },
      { audience: { path: ['to'], equals: 'copies' } },
    ],
  };
}

const isActive: Prisma.PublicationWhereInput = {
  cancelledAt: null,
  OR: [{ fanOut: 'pending' }, { deliveries: { some: { state: { in: ['queued', 'sending'] } } } }],
};

/** Which publications are meant. */
export const publicationFilters = {
  any: {},
  running: isActive,
  pausable: { AND: [isActive, { pausedAt: null }] },
  paused: { AND: [isActive, { pausedAt: { not: null } }] },
  unknown: { deliveries: { some: { state: 'unknown' } } },
} as const satisfies Record<string, Prisma.PublicationWhereInput>;

/** Publications that this person looks after, the newest first. */
export async function listManagedPublications(
  call: CommandContext,
  those: Prisma.PublicationWhereInput,
  take: number,
): Promise<ManagedPublication[]> {
  return call.db.publication.findMany({
    where: { AND: [await managedBy(call), those] },
    select: managedPublicationSelect,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** One publication that this person looks after. */
export async function findManagedPublication(
  call: CommandContext,
  id: string,
  those: Prisma.PublicationWhereInput = publicationFilters.any,
): Promise<ManagedPublication | undefined> {
  const [found] = await listManagedPublications(call, { AND: [{ id }, those] }, 1);
  return found;
}

const plainText = (block: Block): string =>
  block.kind === 'heading' || block.kind === 'paragraph'
    ? block.content
        .map((inline) => (inline.kind === 'time' ? '' : inline.text))
        .join('')
        .replace(/\s+/g, ' ')
        .trim()
    : '';

/** Longest title, in Unicode code points. */
const maxTitleLength = 60;

/** What a publication is about, in one language: its heading, else how it begins. */
export function publicationTitle(
  { messages }: Pick<ManagedPublication, 'messages'>,
  locale: Locale,
): string {
  const all: Readonly<Record<string, unknown>> =
    typeof messages === 'object' && messages !== null ? { ...messages } : {};
  const read = messageSchema.safeParse(all[locale] ?? Object.values(all)[0]);
  const blocks = read.success ? read.data.blocks : [];
  const first =
    blocks.find(({ kind }) => kind === 'heading') ??
    blocks.find((block) => plainText(block) !== '');
  const letters = [...(first ? plainText(first) : '')];
  return letters.length > maxTitleLength
    ? `${letters.slice(0, maxTitleLength - 1).join('')}…`
    : letters.join('');
}
