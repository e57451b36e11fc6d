import { type Call, nowOf } from '../communities/call.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold, matches } from '../language/fold.ts';
import { locales } from '../language/locale.ts';
import { sayInstant } from '../language/say-date.ts';
import { draftsOf, findAlert, isCorrectable, sentAlerts, type WholeAlert } from './find.ts';
import { alertTitle, alertWords } from './show.ts';

/** Most alerts that are looked through for words. */
const lookedThrough = 200;

/** How an alert is known: by its title in any language, and by when it was written. */
export const called = {
  label: (alert: WholeAlert, { locale }: Call) => alertTitle(alert, locale),
  names: (alert: WholeAlert) =>
    locales.flatMap((locale) => [alertWords(alert, locale).title, alertTitle(alert, locale)]),
  details: ({ createdAt }: WholeAlert, { zone, locale, now }: Call) => [
    sayInstant(createdAt.toTemporalInstant(), zone, locale, now),
  ],
};

function alertPicker(isOffered: (alert: WholeAlert, now: Date) => boolean) {
  return pick<WholeAlert, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await sentAlerts(call.db, call.community.id, lookedThrough);
      return all
        .filter((alert) => isOffered(alert, nowOf(call)))
        .filter(({ versions }) =>
          matches(fold(versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      const found = call.community && (await findAlert(call.db, id, call.community.id));
      return found && isOffered(found, nowOf(call)) ? found : undefined;
    },
    id: ({ id }) => id,
    ...called,
    none: 'alerts.errors.none',
  });
}

/** One's own draft: it waits for its confirmation, or for somebody's approval. */
export const ownDraft = () =>
  pick<WholeAlert, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const all = await draftsOf(call.db, call.community.id, call.account.id, nowOf(call));
      return all
        .filter(({ versions }) =>
          matches(fold(versions.map(({ title }) => title).join(' ')), words),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community) return undefined;
      const all = await draftsOf(call.db, call.community.id, call.account.id, nowOf(call));
      return all.find((draft) => draft.id === id);
    },
    id: ({ id }) => id,
    ...called,
    none: 'alerts.errors.noDraft',
  });

/** An alert whose copies can still be changed. */
export const correctableAlert = () => alertPicker(isCorrectable);

/** Any alert that was sent. */
export const sentAlert = () => alertPicker(({ state }) => state !== 'draft');
