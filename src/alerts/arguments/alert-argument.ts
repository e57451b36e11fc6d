import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { formatInstant } from '../../language/format-date.ts';
import { locales } from '../../language/locale.ts';
import { fold, matchesQuery } from '../../language/text/fold.ts';
import { localizedAlert } from '../alert-view.ts';
import { alertTitle } from '../messages.ts';
import {
  type AlertDetails,
  findAlert,
  findAlertByMessage,
  isCorrectable,
  listDrafts,
  listSentAlerts,
} from '../queries.ts';

/** Most alerts that are searched. */
const maxSearched = 200;

/** How pickers name an alert: by its title in any language, and by when it was written. */
export const alertNaming = {
  label: (alert: AlertDetails, { locale }: Pick<CommandContext, 'locale'>) =>
    alertTitle(alert, locale),
  names: (alert: AlertDetails) =>
    locales.flatMap((locale) => [localizedAlert(alert, locale).title, alertTitle(alert, locale)]),
  details: (
    { createdAt }: AlertDetails,
    { zone, locale, now }: Pick<CommandContext, 'zone' | 'locale' | 'now'>,
  ) => [formatInstant(createdAt.toTemporalInstant(), zone, locale, now)],
};

/** Whether one of its titles, of any version, contains the folded words. */
export const matchesTitle = ({ versions }: AlertDetails, words: string): boolean =>
  matchesQuery(fold(versions.map(({ title }) => title).join(' ')), words);

function alertArgument(isOffered: (alert: AlertDetails, now: Date) => boolean) {
  return pick<AlertDetails, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const all = await listSentAlerts(context.db, context.community.id, maxSearched);
      return all
        .filter((alert) => isOffered(alert, nowAsDate(context)))
        .filter((alert) => matchesTitle(alert, words))
        .slice(0, limit);
    },
    async find(id, context) {
      const found = context.community && (await findAlert(context.db, id, context.community.id));
      return found && isOffered(found, nowAsDate(context)) ? found : undefined;
    },
    async findByMessage(message, context) {
      const found =
        context.community &&
        (await findAlertByMessage(context.db, message, {
          platform: context.account.platform,
          communityId: context.community.id,
        }));
      return found && isOffered(found, nowAsDate(context)) ? found : undefined;
    },
    id: ({ id }) => id,
    ...alertNaming,
    noMatchKey: 'alerts.errors.none',
  });
}

/** A draft of the acting account that awaits confirmation or approval. */
export const ownDraft = () =>
  pick<AlertDetails, CommandContext>({
    async search(words, context, _args, limit) {
      if (!context.community) return [];
      const all = await listDrafts(
        context.db,
        context.community.id,
        context.account.id,
        nowAsDate(context),
      );
      return all.filter((alert) => matchesTitle(alert, words)).slice(0, limit);
    },
    async find(id, context) {
      if (!context.community) return undefined;
      const all = await listDrafts(
        context.db,
        context.community.id,
        context.account.id,
        nowAsDate(context),
      );
      return all.find((draft) => draft.id === id);
    },
    id: ({ id }) => id,
    ...alertNaming,
    noMatchKey: 'alerts.errors.noDraft',
  });

/** An alert that can be corrected or retracted. */
export const correctableAlert = () => alertArgument(isCorrectable);

/** Any published alert. */
export const sentAlert = () => alertArgument(({ state }) => state !== 'draft');
