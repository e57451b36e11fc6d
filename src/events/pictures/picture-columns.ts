import { z } from 'zod';
import { Prisma } from '../../database/generated/client.ts';
import type { PictureColumns } from '../../pictures/next-picture.ts';
import type { PictureReferences } from '../../pictures/picture-retention.ts';

/** The picture's columns as templates and snapshots store them; those of before events had pictures have none. */
export const storedPictureSchema = z.object({
  pictureHash: z.string().nullable().default(null),
  pictureAlt: z.string().default(''),
});

/** The columns of an event's picture. */
export const pictureColumns = ({ pictureHash, pictureAlt }: PictureColumns): PictureColumns => ({
  pictureHash,
  pictureAlt,
});

/** The pictures of events, their drafts and series, and of changes that are not told yet. */
export const eventPictures: PictureReferences = Prisma.sql`
  SELECT "pictureHash" FROM "Event" UNION ALL SELECT content->>'pictureHash' FROM "EventDraft"
  UNION ALL SELECT template->>'pictureHash' FROM "EventSeries"
  UNION ALL SELECT before->>'pictureHash' FROM "EventChange"`;
