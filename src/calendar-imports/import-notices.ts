import type { CommandContext } from '../context/command-context.ts';
import { noticeServices } from '../context/modules/notice-services.ts';
import type { ModuleServices } from '../context/modules/subject-module.ts';
import { findRoleMembers, pickReachableAccounts } from '../context/roles/role-members.ts';
import type { Account } from '../database/generated/client.ts';
import type { Publications } from '../delivery/publications.ts';
import { createEditNotices } from '../events/rsvp-messages/edit-notices.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { sendDirectMessage } from '../notifications/direct-message.ts';
import type { DecidedItem, DecisionServices } from './items/decide.ts';
import type { ImportNotices, PollServices } from './jobs/poll.ts';
import type { PollJobServices } from './jobs/poll-job.ts';
import { problemMessage, reviewMessage } from './messages/review-messages.ts';
import { reviewPageSize } from './queries.ts';

/** What people are told of an event that was cancelled because its source was. */
const cancelReason = (locale: Locale): string => translators[locale].t('imports.cancelledAtSource');

/** What deciding needs, from the context of a command. */
export const decisionServices = ({
  db,
  now,
  account,
  publications,
}: Pick<CommandContext, 'db' | 'now' | 'account' | 'publications'>): DecisionServices => ({
  ...{ db, now, account, cancelReason },
  notices: createEditNotices({ publications, now }),
});

/** What reading a calendar for somebody needs: they see what was found, and nobody else is told. */
export const checkServices = (
  context: Pick<CommandContext, 'db' | 'now' | 'account' | 'publications' | 'readAddress'>,
): PollServices => ({
  ...decisionServices(context),
  readAddress: context.readAddress,
  random: () => 0.5,
  findOrganisers: async () => [],
  noticesTo: () => ({ found: async () => undefined, broken: async () => undefined }),
  onError(_item, error) {
    throw error;
  },
});

/** UIDs of which several dates are new. */
const seriesOf = (items: readonly DecidedItem[]): ReadonlySet<string> =>
  new Set(
    [
      ...Map.groupBy(
        items.filter(({ state }) => state === 'new'),
        ({ uid }) => uid,
      ),
    ]
      .filter(([, dates]) => dates.length > 1)
      .map(([uid]) => uid),
  );

/** Private messages to the organisers of a community. */
const createImportNotices = (
  publications: Publications,
  now: Temporal.Instant,
  organisers: readonly Account[],
): ImportNotices => ({
  async found(tx, calendar, items) {
    const { community } = calendar;
    const page = {
      items: items.slice(0, reviewPageSize),
      ...{ total: items.length, page: 1, pageCount: Math.ceil(items.length / reviewPageSize) },
      newCount: items.filter(({ state }) => state === 'new').length,
      series: seriesOf(items),
    };
    const zone = firstValidZone('UTC', community.zone);
    for (const { id } of organisers)
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        id,
        (words) => reviewMessage(calendar, page, { ...words, zone, now }),
      );
  },
  async broken(tx, calendar) {
    const { community } = calendar;
    for (const { id } of organisers)
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        id,
        (words) => problemMessage(calendar, words),
      );
  },
});

/** What reading calendars needs, at the present time. */
export function createPollServices(services: ModuleServices): PollJobServices {
  const { db, readAddress, random, publications, log } = services;
  const lookup = noticeServices(services);
  const { now, aside } = lookup;
  return {
    ...{ db, readAddress, random, now, cancelReason },
    ...(aside ? { aside } : {}),
    notices: createEditNotices({ publications, now }),
    findOrganisers: async ({ community }) =>
      pickReachableAccounts(db, await findRoleMembers(lookup, community, 'organiser')),
    noticesTo: (organisers) => createImportNotices(publications, now, organisers),
    onError: (item, error) =>
      log.error(
        { event: 'calendar_imports.item_failed', item, err: error },
        'an item of a calendar could not be taken over',
      ),
  };
}
