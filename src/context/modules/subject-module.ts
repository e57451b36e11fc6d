import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { Account, PrismaClient } from '../../database/generated/client.ts';
import type { JobHandlers } from '../../database/job-queue.ts';
import type { DirectMessages } from '../../delivery/direct-messages.ts';
import type { Publications } from '../../delivery/publications.ts';
import type { ServerEventsByPlatform } from '../../delivery/server-events.ts';
import type { AddressReader } from '../../fetch/address-reader.ts';
import type { RawValues } from '../../kit/define/raw-value.ts';
import type { LinkedAction } from '../../kit/runtime/host.ts';
import type { PictureDrawer } from '../../pictures/drawing/drawer.ts';
import type { PictureReferences } from '../../pictures/picture-retention.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { RetentionRule } from '../../schedule/retention.ts';
import type { ScheduledJob, ScheduleSource } from '../../schedule/scheduled.ts';
import type { PlatformPermissionsByPlatform } from '../roles/platform-permissions.ts';
import type { RoleResolver } from '../roles/role-resolver.ts';
import type { BoardSection } from './board-section.ts';
import type { BriefingSection } from './briefing-section.ts';
import type { CalendarSource } from './calendar-source.ts';
import type { EditInlineMessage, InlineSource } from './inline-source.ts';
import type { PersonalData } from './personal-data.ts';

/** What the app gives to the modules' background work. */
export interface ModuleServices {
  db: PrismaClient;
  cache: QueryCache;
  publications: Publications;
  directMessages: DirectMessages;
  /** The lists of events that servers have of their own. */
  serverEvents: ServerEventsByPlatform;
  roleResolver: RoleResolver;
  platformPermissions: PlatformPermissionsByPlatform;
  /** Skips rows that failed, so that one bad row never stops the others. */
  quarantine: Quarantine;
  /** What the modules contribute to briefings. */
  briefingSections: readonly BriefingSection[];
  /** What the modules have on boards. */
  boardSections: readonly BoardSection[];
  /** What the modules have in calendars. */
  calendarSources: readonly CalendarSource[];
  /** Draws pictures of calendars. */
  drawer: PictureDrawer;
  /** The author of a publication's subject, by its `origin`, if a module knows it. */
  findAuthor(origin: string): Promise<Account | undefined>;
  /** Reads addresses that people give. */
  readAddress: AddressReader;
  /** Edits a message that was sent by the bot's inline mode. "Not modified" is a success. */
  editInlineMessage: EditInlineMessage;
  /** A number from 0 up to 1, not included. */
  random(): number;
  log: Logger;
  /** The deployment's IANA zone. */
  zone: string;
  /** Base of public addresses, without a slash at its end; empty when others cannot reach the program. */
  publicUrl: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * A subject as the app sees it, apart from its commands and messages. The app loops over one list of modules
 * (`src/app/modules.ts`); no other code names a subject.
 */
export interface SubjectModule {
  name: string;
  /** Periodic jobs, each run by one process at a time. */
  jobs?(services: ModuleServices): readonly ScheduledJob[];
  /** Schedules that people set, stored in the database. */
  schedules?(services: ModuleServices): readonly ScheduleSource[];
  /** Handlers of the module's job queues, by queue name. */
  queues?(services: ModuleServices): JobHandlers;
  /** Reads text that people write to the bot as one of its commands; undefined when it means none of them. */
  readText?(
    text: string,
    asker: { now: Temporal.Instant; zone: string },
  ): { command: string; values: RawValues } | undefined;
  /** Reads what a link to the bot carries, as one of its commands; undefined when it means none of them. */
  readLink?(payload: string): LinkedAction | undefined;
  /** What people can send to chats by the bot's inline mode. */
  inline?(services: ModuleServices): InlineSource;
  /** Finds the author of a publication of this module, by its `origin`. */
  findAuthor?(db: PrismaClient, origin: string): Promise<Account | undefined>;
  /** What it contributes to briefings. */
  briefingSection?: BriefingSection;
  /** What it has on boards. */
  onBoard?: BoardSection;
  /** What it has in calendars. */
  inCalendars?: CalendarSource;
  /** What it stores about people; `noPersonalData` if nothing. */
  personalData: PersonalData;
  /** Pages and feeds that it serves, under its own paths. */
  routes?(services: ModuleServices): Hono;
  /** The pictures to which its rows refer: those are kept. */
  pictureReferences?: PictureReferences;
  /** Rows that are deleted after some time. */
  retention?: readonly RetentionRule[];
}
