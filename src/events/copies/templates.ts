import type { Community, EventDraft, PrismaClient } from '../../database/generated/client.ts';
import { lazy } from '../../lazy.ts';

/** Templates on a page: Discord takes five rows of buttons. */
export const templatePageSize = 4;

/** Most templates that are read. */
const maxTemplates = 500;

const collator = lazy(() => new Intl.Collator('vi'));

export interface TemplatePage {
  templates: readonly EventDraft[];
  /** From 1. */
  page: number;
  pages: number;
  total: number;
}

const templatesOf = ({ id: communityId }: Pick<Community, 'id'>) => ({
  communityId,
  templateName: { not: null },
});

/** The templates of a community by name; the last page when the list has become shorter. */
export async function readTemplates(
  db: PrismaClient,
  community: Pick<Community, 'id'>,
  asked: number,
): Promise<TemplatePage> {
  const found = await db.eventDraft.findMany({
    where: templatesOf(community),
    orderBy: { id: 'asc' },
    take: maxTemplates,
  });
  const total = found.length;
  const pages = Math.max(1, Math.ceil(total / templatePageSize));
  const page = Math.min(asked, pages);
  const first = (page - 1) * templatePageSize;
  // Not every database sorts by the letters of Vietnamese.
  const templates = found
    .toSorted((one, other) => collator().compare(one.templateName ?? '', other.templateName ?? ''))
    .slice(first, first + templatePageSize);
  return { templates, page, pages, total };
}

/** A template of a community. */
export const findTemplate = (
  db: PrismaClient,
  community: Pick<Community, 'id'>,
  id: string,
): Promise<EventDraft | null> =>
  db.eventDraft.findFirst({ where: { id, ...templatesOf(community) } });

/** Deletes a template. Events that were made of it stay. @returns whether it was still there */
export async function deleteTemplate(
  db: PrismaClient,
  { id, communityId }: Pick<EventDraft, 'id' | 'communityId'>,
): Promise<boolean> {
  const { count } = await db.eventDraft.deleteMany({
    where: { id, ...templatesOf({ id: communityId }) },
  });
  return count > 0;
}
