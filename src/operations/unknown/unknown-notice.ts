import { nowAsDate } from '../../context/command-context.ts';
import type { NoticeServices } from '../../context/modules/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import {
  claimUnknownNotice,
  listUnnotifiedPublications,
  type UnnotifiedPublication,
} from '../../delivery/admin/unknown-notices.ts';
import type { Translator } from '../../language/catalogue.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import {
  type ManagedPublication,
  managedPublicationSelect,
  roleForKind,
} from '../publications/managed-publications.ts';
import { publicationLabel } from '../publications/publication-view.ts';

const batchSize = 20;
const taskName = 'unknown notices';

interface NoticeContext {
  publication: ManagedPublication;
  community: Community;
  count: number;
  account: Account;
  /** A chat of the community, so that the button opens its list wherever it is pressed. */
  from: string | undefined;
}

function noticeMessage(
  { t, locale }: Translator,
  { now }: Pick<NoticeServices, 'now'>,
  { publication, community, count, account, from }: NoticeContext,
): Message {
  const zone = firstValidZone('UTC', community.zone);
  const name = publicationLabel({ t, locale, zone, now }, publication);
  return message([paragraph(t('delivery.unknownTold', { count, name }))], {
    tone: 'warning',
    buttons: [
      [
        button(t('delivery.buttons.settle'), {
          command: 'delivery unknown',
          args: { publication: `id:${publication.id}` },
          account: account.id,
          answer: 'reply',
          ...(from === undefined ? {} : { from }),
        }),
      ],
    ],
  });
}

/** Finds the author of a publication by its origin, which only the subjects understand. */
export type AuthorLookup = (origin: string) => Promise<Account | undefined>;

/** The author, if they may resolve it and can receive messages; else everybody who manages such publications. */
async function noticeRecipients(
  services: NoticeServices,
  { kind, author }: Pick<ManagedPublication, 'kind'> & { author: Account | undefined },
  community: Community,
): Promise<Account[]> {
  const role = roleForKind(kind);
  if (author && (await services.roleResolver.rolesOf(author, community)).has(role)) {
    const found = await pickReachableAccounts(services.db, [author]);
    if (found.length > 0) return found;
  }
  return pickReachableAccounts(services.db, await findRoleMembers(services, community, role));
}

async function sendNotice(
  services: NoticeServices,
  findAuthor: AuthorLookup,
  unnotified: UnnotifiedPublication,
): Promise<boolean> {
  const { db, publications } = services;
  const found = await db.publication.findUnique({
    where: { id: unnotified.publicationId },
    select: { ...managedPublicationSelect, community: true, origin: true },
  });
  if (!found?.community) return false;
  const { community, origin, ...publication } = found;
  const author = origin === null ? undefined : await findAuthor(origin);
  // Roles are read from the platforms, so before the transaction.
  const accounts = await noticeRecipients(services, { kind: publication.kind, author }, community);
  const place = await db.chat.findFirst({
    where: { connection: { communityId: community.id } },
    select: { id: true },
  });
  return db.$transaction(async (tx) => {
    const count = await claimUnknownNotice(tx, unnotified, nowAsDate(services));
    if (count === 0) return false;
    for (const account of accounts) {
      const noticed = { publication, community, count, account, from: place?.id };
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        account.id,
        (words) => noticeMessage(words, services, noticed),
      );
    }
    return accounts.length > 0;
  });
}

/**
 * Notifies the people who may resolve unknown deliveries, once per publication. Safe to run again at any time.
 * @returns the number of publications that somebody was notified of
 */
export async function sendUnknownNotices(
  services: NoticeServices,
  findAuthor: AuthorLookup,
): Promise<number> {
  const { db, aside = noQuarantine() } = services;
  let notified = 0;
  const unnotified = await listUnnotifiedPublications(
    db,
    nowAsDate(services),
    batchSize,
    aside.ids(taskName),
  );
  await aside.forEach(
    taskName,
    unnotified,
    ({ publicationId }) => publicationId,
    async (one) => {
      if (await sendNotice(services, findAuthor, one)) notified += 1;
    },
  );
  return notified;
}

/** @param services gives the services of one run */
export const unknownNoticeJob = (
  services: () => NoticeServices,
  findAuthor: AuthorLookup,
): ScheduledJob => ({
  name: taskName,
  cron: '* * * * *',
  async run() {
    await sendUnknownNotices(services(), findAuthor);
  },
});
