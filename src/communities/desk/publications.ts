import type { Prisma } from '../../database/generated/client.ts';
import { PublicationKind, Role } from '../../database/generated/enums.ts';
import type { Locale } from '../../language/locale.ts';
import { type Block, messageSchema } from '../../message/message.ts';
import { type Call, communityOf } from '../call.ts';

/** Whose publications each role looks after; an admin sees to all that many chats get. */
const kindsOf: Readonly<Record<Role, readonly PublicationKind[]>> = {
  admin: Object.values(PublicationKind),
  moderator: ['alert', 'correction'],
  editor: ['briefing'],
  organiser: [],
};

/** The least role that looks after publications of a kind. */
export const roleFor = (kind: PublicationKind): Role =>
  Object.values(Role).find((role) => role !== 'admin' && kindsOf[role].includes(kind)) ?? 'admin';

/** What is read of a publication to name it. */
export const shown = {
  id: true,
  kind: true,
  act: true,
  createdAt: true,
  messages: true,
  pausedAt: true,
} satisfies Prisma.PublicationSelect;

/** A publication as its operators know it: by kind, title and time. */
export type ShownPublication = Prisma.PublicationGetPayload<{ select: typeof shown }>;

/** Publications that this person looks after. What was written to single people is theirs alone. */
async function own(call: Call): Promise<Prisma.PublicationWhereInput> {
  const roles = await call.roles();
  const kinds = new Set([...roles].flatMap((role) => kindsOf[role]));
  return {
    communityId: communityOf(call).id,
    kind: { in: [...kinds] },
    OR: [
      { audience: { path: ['to'], equals: 'topic' } },
      { audience: { path: ['to'], equals: 'copies' } },
    ],
  };
}

const isUnderWay: Prisma.PublicationWhereInput = {
  cancelledAt: null,
  OR: [{ fanOut: 'pending' }, { deliveries: { some: { state: { in: ['queued', 'sending'] } } } }],
};

/** Which publications are meant. */
export const which = {
  any: {},
  running: isUnderWay,
  pausable: { AND: [isUnderWay, { pausedAt: null }] },
  paused: { AND: [isUnderWay, { pausedAt: { not: null } }] },
  unknown: { deliveries: { some: { state: 'unknown' } } },
} as const satisfies Record<string, Prisma.PublicationWhereInput>;

/** Publications that this person looks after, the newest first. */
export async function ownPublications(
  call: Call,
  those: Prisma.PublicationWhereInput,
  take: number,
): Promise<ShownPublication[]> {
  return call.db.publication.findMany({
    where: { AND: [await own(call), those] },
    select: shown,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** One publication that this person looks after. */
export async function ownPublication(
  call: Call,
  id: string,
  those: Prisma.PublicationWhereInput = which.any,
): Promise<ShownPublication | undefined> {
  const [found] = await ownPublications(call, { AND: [{ id }, those] }, 1);
  return found;
}

const plain = (block: Block): string =>
  block.kind === 'heading' || block.kind === 'paragraph'
    ? block.content
        .map((inline) => (inline.kind === 'time' ? '' : inline.text))
        .join('')
        .replace(/\s+/g, ' ')
        .trim()
    : '';

/** Longest title, in Unicode code points. */
const longestTitle = 60;

/** What a publication is about, in one language: its heading, else how it begins. */
export function titleOf({ messages }: Pick<ShownPublication, 'messages'>, locale: Locale): string {
  const all: Readonly<Record<string, unknown>> =
    typeof messages === 'object' && messages !== null ? { ...messages } : {};
  const read = messageSchema.safeParse(all[locale] ?? Object.values(all)[0]);
  const blocks = read.success ? read.data.blocks : [];
  const first =
    blocks.find(({ kind }) => kind === 'heading') ?? blocks.find((block) => plain(block) !== '');
  const letters = [...(first ? plain(first) : '')];
  return letters.length > longestTitle
    ? `${letters.slice(0, longestTitle - 1).join('')}…`
    : letters.join('');
}
