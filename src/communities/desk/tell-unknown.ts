import type { Account, Community } from '../../database/generated/client.ts';
import { takeTelling, type Untold, untoldUnknowns } from '../../delivery/unknowns.ts';
import type { Translator } from '../../language/catalogue.ts';
import { zoneOf } from '../../language/zone.ts';
import { button, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { onceAside } from '../../schedule/aside.ts';
import type { Job } from '../../schedule/schedule.ts';
import { nowOf } from '../call.ts';
import { holdersOf, reachable } from '../holders.ts';
import { tell } from '../tell.ts';
import type { Informing } from '../tell-closed.ts';
import { roleFor, type ShownPublication, shown } from './publications.ts';
import { nameOf } from './words.ts';

/** Publications looked at in one go. */
const atOnce = 20;
const work = 'telling of unknown copies';

interface Noticed {
  publication: ShownPublication;
  community: Community;
  count: number;
  account: Account;
  /** A place of the community, so that the list is of that one wherever the button is pressed. */
  from: string | undefined;
}

function notice(
  { t, locale }: Translator,
  { now }: Pick<Informing, 'now'>,
  { publication, community, count, account, from }: Noticed,
): Message {
  const zone = zoneOf('UTC', community.zone);
  const name = nameOf({ t, locale, zone, now }, publication);
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

/** Its author while they may settle it and can be written to; else whoever looks after such publications. */
async function whoSettles(
  telling: Informing,
  { kind, alert }: Pick<ShownPublication, 'kind'> & { alert: { author: Account | null } | null },
  community: Community,
): Promise<Account[]> {
  const role = roleFor(kind);
  const author = alert?.author;
  if (author && (await telling.rights.of(author, community)).has(role)) {
    const found = await reachable(telling.db, [author]);
    if (found.length > 0) return found;
  }
  return reachable(telling.db, await holdersOf(telling, community, role));
}

async function tellOf(telling: Informing, untold: Untold): Promise<boolean> {
  const { db, publications } = telling;
  const found = await db.publication.findUnique({
    where: { id: untold.publicationId },
    select: { ...shown, community: true, alert: { select: { author: true } } },
  });
  if (!found?.community) return false;
  const { community, alert, ...publication } = found;
  // The platforms are asked before anything is held.
  const accounts = await whoSettles(telling, { kind: publication.kind, alert }, community);
  const place = await db.chat.findFirst({
    where: { connection: { communityId: community.id } },
    select: { id: true },
  });
  return db.$transaction(async (tx) => {
    const count = await takeTelling(tx, untold, nowOf(telling));
    if (count === 0) return false;
    for (const account of accounts) {
      const noticed = { publication, community, count, account, from: place?.id };
      await tell({ publications, community, locale: community.locale }, tx, account.id, (words) =>
        notice(words, telling, noticed),
      );
    }
    return accounts.length > 0;
  });
}

/**
 * Tells whoever may settle them of copies that became unknown, one notice for a publication. It may run again at
 * any time. @returns of how many publications somebody was told
 */
export async function tellOfUnknown(telling: Informing): Promise<number> {
  const { db, aside = onceAside() } = telling;
  let told = 0;
  const untold = await untoldUnknowns(db, nowOf(telling), atOnce, aside.ids(work));
  await aside.each(
    work,
    untold,
    ({ publicationId }) => publicationId,
    async (one) => {
      if (await tellOf(telling, one)) told += 1;
    },
  );
  return told;
}

/** Looks every minute for copies that became unknown. @param telling what it is done with, at that moment */
export const tellingOfUnknown = (telling: () => Informing): Job => ({
  name: work,
  cron: '* * * * *',
  async run() {
    await tellOfUnknown(telling());
  },
});
