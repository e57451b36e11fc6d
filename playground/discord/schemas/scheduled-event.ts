import { z } from 'zod';
import { limits } from '../limits.ts';
import { isoTime } from './iso-time.ts';
import { boundedText, reportIssue } from './read-form.ts';
import { recurrenceRule } from './recurrence-rule.ts';

const at = limits.scheduledEvents;

/** How an event is held; this local Discord has no stages and no voice channels. */
export const entityType = { stage: 1, voice: 2, external: 3 } as const;

export const eventStatus = { scheduled: 1, active: 2, completed: 3, cancelled: 4 } as const;
export type EventStatus = (typeof eventStatus)[keyof typeof eventStatus];

const name = boundedText(at.name, 1);
const description = boundedText(at.description).nullish();
const privacyLevel = z.literal(2);
const metadata = z.object({ location: boundedText(at.location, 1) });

/** A cover image as a data URI. The code that Discord gives here is not known. */
const image = z.string().superRefine((text, ctx) => {
  if (!/^data:image\/(png|jpeg|gif|webp);base64,[\w+/]+=*$/.test(text))
    reportIssue(ctx, 'IMAGE_INVALID', 'Invalid image data');
});

/** Which kind an event is, before anything else of it is read. */
export const eventKind = z.object({ entity_type: z.literal([1, 2, 3]).nullish() });

/** The body of a new event elsewhere than in a channel. Source: Discord, "Create Guild Scheduled Event". */
export const newEvent = z.object({
  entity_type: z.literal(entityType.external),
  channel_id: z.null().optional(),
  entity_metadata: metadata,
  name,
  privacy_level: privacyLevel,
  scheduled_start_time: isoTime,
  scheduled_end_time: isoTime,
  description,
  image: image.nullish(),
  recurrence_rule: recurrenceRule.nullish(),
});

/** A change of one. Source: Discord, "Modify Guild Scheduled Event". */
export const eventChange = newEvent
  .omit({ entity_type: true })
  .partial()
  .extend({ status: z.literal([1, 2, 3, 4]).nullish() });

export type NewEvent = z.output<typeof newEvent>;
export type EventChange = z.output<typeof eventChange>;
