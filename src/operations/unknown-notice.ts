import { nowAsDate } from '../context/command-context.ts';
import type { NoticeServices } from '../context/notice-services.ts';
import { findRoleMembers, pickReachableAccounts } from '../context/role-members.ts';
import type { Account, Community } from '../database/generated/client.ts';
import {
  claimUnknownNotice,
  listUnnotifiedPublications,
  type UnnotifiedPublication,
} from '../delivery/admin/unknown-notices.ts';
import type { Translator } from '../language/catalogue.ts';
import { firstValidZone } from '../language/zones/zone.ts';
import { button, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { sendDirectMessage } from '../notifications/direct-message.ts';
import { noQuarantine } from '../schedule/quarantine.ts';
import type { ScheduledJob } from '../schedule/scheduled.ts';
import {
  type ManagedPublication,
  managedPublicationSelect,
  roleForKind,
} from './managed-publications.ts';
import { publicationLabel } from './publication-view.ts';

/** Publications looked at in one go. */
const batchSize = 20;
const taskName = 'telling of unknown copies';

interface NoticeContext {
  publication: ManagedPublication;
  community: Community;
  count: number;
  account: Account;
  /** A place of the community, so that the list is of that one wherever the button is pressed. */
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

/** Finds who wrote what a publication is about, by its origin. The subjects know; this room does not. */
export type AuthorLookup = (origin: string) => Promise<Account | undefined>;

/** Its author while they may settle it and can be written to; else whoever looks after such publications. */
async function noticeRecipients(
  telling: NoticeServices,
  { kind, author }: Pick<ManagedPublication, 'kind'> & { author: Account | undefined },
  community: Community,
): Promise<Account[]> {
  const role = roleForKind(kind);
  if (author && (await telling.roleResolver.rolesOf(author, community)).has(role)) {
    const found = await pickReachableAccounts(telling.db, [author]);
    if (found.length > 0) return found;
  }
  return pickReachableAccounts(telling.db, await findRoleMembers(telling, community, role));
}

async function sendNotice(
  telling: NoticeServices,
  findAuthor: AuthorLookup,
  untold: UnnotifiedPublication,
): Promise<boolean> {
  const { db, publications } = telling;
  const found = await db.publication.findUnique({
    where: { id: untold.publicationId },
    select: { ...managedPublicationSelect, community: true, origin: true },
  });
  if (!found?.community) return false;
  const { community, origin, ...publication } = found;
  const author = origin === null ? undefined : await findAuthor(origin);
  // The platforms are asked before anything is held.
  const accounts = await noticeRecipients(telling, { kind: publication.kind, author }, community);
  const place = await db.chat.findFirst({
    where: { connection: { communityId: community.id } },
    select: { id: true },
  });
  return db.$transaction(async (tx) => {
    const count = await claimUnknownNotice(tx, untold, nowAsDate(telling));
    if (count === 0) return false;
    for (const account of accounts) {
      const noticed = { publication, community, count, account, from: place?.id };
      await sendDirectMessage(
        { publications, community, locale: community.locale },
        tx,
        account.id,
        (words) => noticeMessage(words, telling, noticed),
      );
    }
    return accounts.length > 0;
  });
}

/**
 * Tells whoever may settle them of copies that became unknown, one notice for a publication. It may run again at
 * any time. @returns of how many publications somebody was told
 */
export async function sendUnknownNotices(
  telling: NoticeServices,
  findAuthor: AuthorLookup,
): Promise<number> {
  const { db, aside = noQuarantine() } = telling;
  let told = 0;
  const untold = await listUnnotifiedPublications(
    db,
    nowAsDate(telling),
    batchSize,
    aside.ids(taskName),
  );
  await aside.forEach(
    taskName,
    untold,
    ({ publicationId }) => publicationId,
    async (one) => {
      if (await sendNotice(telling, findAuthor, one)) told += 1;
    },
  );
  return told;
}

/** Looks every minute for copies that became unknown. @param telling what it is done with, at that moment */
export const unknownNoticeJob = (
  telling: () => NoticeServices,
  findAuthor: AuthorLookup,
): ScheduledJob => ({
  name: taskName,
  cron: '* * * * *',
  async run() {
    await sendUnknownNotices(telling(), findAuthor);
  },
});
