import { Hono } from 'hono';
import { alertsModule } from '../alerts/module.ts';
import { boardModule } from '../board/module.ts';
import { briefingsModule } from '../briefings/module.ts';
import { calendarImportsModule } from '../calendar-imports/module.ts';
import { certificatesModule } from '../certificates/module.ts';
import { communitiesModule } from '../communities/module.ts';
import type { InlineSource } from '../context/modules/inline-source.ts';
import type { ModuleServices, SubjectModule } from '../context/modules/subject-module.ts';
import { coursesModule } from '../courses/module.ts';
import { eventMirrorsModule } from '../event-mirrors/module.ts';
import { eventsModule } from '../events/module.ts';
import { feedbackModule } from '../feedback/module.ts';
import { feedsModule } from '../feeds/module.ts';
import { operationsModule } from '../operations/module.ts';
import { peopleModule } from '../people/module.ts';
import { pictureRetention } from '../pictures/picture-retention.ts';
import { reportsModule } from '../reports/module.ts';
import { type RetentionRule, scheduledRunRetention } from '../schedule/retention.ts';
import { interactionsModule } from './interactions-module.ts';

/** Everything that the program consists of, in the order in which personal data is shown, erased and merged. */
export const modules: readonly SubjectModule[] = [
  peopleModule,
  communitiesModule,
  coursesModule,
  feedbackModule,
  certificatesModule,
  eventsModule,
  calendarImportsModule,
  eventMirrorsModule,
  feedsModule,
  briefingsModule,
  alertsModule,
  boardModule,
  reportsModule,
  operationsModule,
  interactionsModule,
];

/** What these modules contribute to briefings. */
export const briefingSectionsOf = (list: readonly SubjectModule[]) =>
  list.flatMap(({ briefingSection }) => briefingSection ?? []);

/** What these modules have on boards. */
export const boardSectionsOf = (list: readonly SubjectModule[]) =>
  list.flatMap(({ onBoard }) => onBoard ?? []);

/** Adds what modules give to each other. */
export const createModuleServices = (
  list: readonly SubjectModule[],
  services: Omit<
    ModuleServices,
    'briefingSections' | 'boardSections' | 'calendarSources' | 'findAuthor'
  >,
): ModuleServices => ({
  ...services,
  briefingSections: briefingSectionsOf(list),
  boardSections: boardSectionsOf(list),
  calendarSources: list.flatMap(({ inCalendars }) => inCalendars ?? []),
  async findAuthor(origin) {
    for (const module of list) {
      const author = await module.findAuthor?.(services.db, origin);
      if (author) return author;
    }
    return undefined;
  },
});

/** What people can send to chats by a bot's inline mode: at most one of the modules has something. */
export const inlineSourceOf = (
  list: readonly SubjectModule[],
  services: ModuleServices,
): InlineSource | undefined => list.find(({ inline }) => inline)?.inline?.(services);

/** The pages and feeds of these modules. */
export function routesOf(list: readonly SubjectModule[], services: ModuleServices): Hono {
  const routes = new Hono();
  for (const module of list) if (module.routes) routes.route('/', module.routes(services));
  return routes;
}

/** What is deleted after some time. */
export const retentionRulesOf = (list: readonly SubjectModule[]): readonly RetentionRule[] => [
  ...list.flatMap(({ retention }) => retention ?? []),
  pictureRetention(list.flatMap(({ pictureReferences }) => pictureReferences ?? [])),
  scheduledRunRetention,
];

/** What these modules store about people. */
export const personalDataOf = (list: readonly SubjectModule[]) =>
  list.map(({ personalData }) => personalData);
