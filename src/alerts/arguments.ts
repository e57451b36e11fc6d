import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { formatInstant } from '../language/format-date.ts';
import { locales } from '../language/locale.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { alertTitle, localizedAlert } from './messages.ts';
import {
  type AlertDetails,
  findAlert,
  isCorrectable,
  listDrafts,
  listSentAlerts,
} from './queries.ts';

/** Most alerts that are looked through for words. */
const maxSearched = 200;

/** How an alert is known: by its title in any language, and by when it was written. */
export const alertNaming = {
  label: (alert: AlertDetails, { locale }: CommandContext) => alertTitle(alert, locale),
  names: (alert: AlertDetails) =>
    locales.flatMap((locale) => [localizedAlert(alert, locale).title, alertTitle(alert, locale)]),
  details: ({ createdAt }: AlertDetails, { zone, locale, now }: CommandContext) => [
    formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
  ],
};

function alertArgument(isOffered: (alert: AlertDetails, now: Date) => boolean) {
  return pick<AlertDetails, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listSentAlerts(call.db, call.community.id, maxSearched);
      return all
        .filter((alert) => isOffered(alert, nowAsDate(call)))
        .filter(({ versions }) =>
          matchesQuery(fold(versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      const found = call.community && (await findAlert(call.db, id, call.community.id));
      return found && isOffered(found, nowAsDate(call)) ? found : undefined;
    },
    id: ({ id }) => id,
    ...alertNaming,
    noMatchKey: 'alerts.errors.none',
  });
}

/** One's own draft: it waits for its confirmation, or for somebody's approval. */
export const ownDraft = () =>
  pick<AlertDetails, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await listDrafts(call.db, call.community.id, call.account.id, nowAsDate(call));
      return all
        .filter(({ versions }) =>
          matchesQuery(fold(versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community) return undefined;
      const all = await listDrafts(call.db, call.community.id, call.account.id, nowAsDate(call));
      return all.find((draft) => draft.id === id);
    },
    id: ({ id }) => id,
    ...alertNaming,
    noMatchKey: 'alerts.errors.noDraft',
  });

/** An alert whose copies can still be changed. */
export const correctableAlert = () => alertArgument(isCorrectable);

/** Any alert that was sent. */
export const sentAlert = () => alertArgument(({ state }) => state !== 'draft');
