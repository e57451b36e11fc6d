import type { Publications } from '../../delivery/publications.ts';
import { createEventNotices } from '../announcements/notices.ts';
import { createPlaceNotices } from './notices.ts';

/** What a changed event tells: the change, and whoever gets a place by it. */
export const createEditNotices = (services: {
  publications: Pick<Publications, 'publish'>;
  now: Temporal.Instant;
}) => ({ ...createEventNotices(services), ...createPlaceNotices(services) });
