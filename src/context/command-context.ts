import type { QueryCache } from '../database/cache/query-cache.ts';
import type { Community } from '../database/generated/client.ts';
import type { DeliveryAdmin } from '../delivery/admin/admin.ts';
import type { DirectMessages } from '../delivery/direct-messages.ts';
import type { Publications } from '../delivery/publications.ts';
import type { AddressReader } from '../fetch/address-reader.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import type { FileReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import type { MessageKey, MessageParams } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import type { PictureDrawer } from '../pictures/drawing/drawer.ts';
import type { FileContent, Pictures } from '../pictures/pictures.ts';
import type { Platform } from '../platform.ts';
import type { BoardSection } from './modules/board-section.ts';
import type { BriefingSection } from './modules/briefing-section.ts';
import type { CalendarSource } from './modules/calendar-source.ts';
import type { PersonalData } from './modules/personal-data.ts';
import type { ProgressFollower } from './progress-follower.ts';
import type { RequestContext } from './request-context.ts';

/** Everything that a command gets besides its arguments: the request, the reader's language, and the services. */
export interface CommandContext extends ParseContext, RequestContext {
  now: Temporal.Instant;
  t(key: MessageKey, params?: MessageParams): string;
  /** Translates into another language, with this platform's command names. */
  translatorFor(locale: Locale): CommandContext['t'];
  cache: QueryCache;
  publications: Publications;
  directMessages: DirectMessages;
  deliveryAdmin: DeliveryAdmin;
  /** Keeps progress messages up to date. */
  progress: ProgressFollower;
  /** Makes this process's scheduler read the schedules again. */
  refreshSchedule(): void;
  /** What the modules contribute to briefings. */
  briefingSections: readonly BriefingSection[];
  /** What the modules have on boards. */
  boardSections: readonly BoardSection[];
  /** What the modules have in calendars. */
  calendarSources: readonly CalendarSource[];
  /** What each module stores about people. */
  personalData: readonly PersonalData[];
  /** Pictures that people send. */
  pictures: Pictures;
  /** Fetches a file from the platform that delivered it. @param maxBytes more are not read */
  fetchFile(platform: Platform, file: FileReference, maxBytes: number): Promise<FileContent>;
  /** Reads addresses that people give. */
  readAddress: AddressReader;
  /** Draws pictures of calendars. */
  drawer: PictureDrawer;
  /** Every command, for the help. */
  manifests: readonly CommandManifest[];
  /** Base of public addresses, without a slash at its end; empty when others cannot reach the program. */
  publicUrl: string;
}

/** The request's time as a `Date`, for the database. */
export const nowAsDate = ({ now }: Pick<RequestContext, 'now'>): Date =>
  new Date(now.epochMilliseconds);

/**
 * The community of the request.
 * @throws UserError when the chat belongs to none, or the person has chosen none in a private chat
 */
export function requireCommunity({ community }: Pick<RequestContext, 'community'>): Community {
  if (!community) throw new UserError('kit.refused.inCommunity');
  return community;
}
