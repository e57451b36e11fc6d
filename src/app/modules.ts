import { alertsModule } from '../alerts/module.ts';
import { briefingsModule } from '../briefings/module.ts';
import { communitiesModule } from '../communities/module.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { coursesModule } from '../courses/module.ts';
import { eventsModule } from '../events/module.ts';
import { operationsModule } from '../operations/module.ts';
import { peopleModule } from '../people/module.ts';
import { type RetentionRule, scheduledRunRetention } from '../schedule/retention.ts';
import { interactionsModule } from './interactions-module.ts';

const subjects: readonly SubjectModule[] = [
  peopleModule,
  communitiesModule,
  coursesModule,
  eventsModule,
  briefingsModule,
  alertsModule,
];

/** Asks each subject, until one knows the origin. */
const findAuthor: NonNullable<SubjectModule['findAuthor']> = async (db, origin) => {
  for (const subject of subjects) {
    const author = await subject.findAuthor?.(db, origin);
    if (author) return author;
  }
  return undefined;
};

/** Everything that the program consists of, in the order in which personal data is shown, erased and merged. */
export const modules: readonly SubjectModule[] = [
  ...subjects,
  operationsModule(findAuthor),
  interactionsModule,
];

/** What is deleted after some time. */
export const retentionRulesOf = (list: readonly SubjectModule[]): readonly RetentionRule[] => [
  ...list.flatMap(({ retention }) => retention ?? []),
  scheduledRunRetention,
];

/** What these modules contribute to briefings. */
export const briefingSectionsOf = (list: readonly SubjectModule[]) =>
  list.flatMap(({ briefingSection }) => briefingSection ?? []);

/** What these modules store about people. */
export const personalDataOf = (list: readonly SubjectModule[]) =>
  list.flatMap(({ personalData }) => personalData ?? []);
