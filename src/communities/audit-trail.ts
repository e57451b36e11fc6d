import { z } from 'zod';
import type { Account, Prisma } from '../database/generated/client.ts';
import { pick } from '../kit/kinds/pick.ts';
import { shownName } from '../kit/shown-name.ts';
import { hasMessage } from '../language/catalogue.ts';
import { fold } from '../language/fold.ts';
import { type Period, writePeriod } from '../language/periods/index.ts';
import { sayPeriod } from '../language/say-date.ts';
import {
  bold,
  button,
  type Content,
  heading,
  list,
  message,
  paragraph,
  time,
} from '../message/build.ts';
import { writeCsv } from '../message/csv.ts';
import type { Message } from '../message/message.ts';
import { audit } from './audit.ts';
import { type Call, communityOf, nowOf } from './call.ts';

/** What an act can be about: the first word of its name. */
export const auditKinds = [
  'alert',
  'approver',
  'briefing',
  'chat',
  'community',
  'course',
  'delivery',
  'event',
  'role',
  'topic',
] as const;

/** Acts on one page, and in a file at most. */
const most = { onPage: 10, inFile: 10_000, searched: 5000 } as const;

/** What somebody asked about. */
export interface AuditQuestion {
  who?: Account | undefined;
  kind?: (typeof auditKinds)[number] | undefined;
  when?: Period | undefined;
  /** From 1. */
  page: number;
}

const withAccount = { account: true } satisfies Prisma.AuditEntryInclude;
type Act = Prisma.AuditEntryGetPayload<{ include: typeof withAccount }>;

/** What details tell of on what it was done. Others are for the program. */
const detailsSchema = z
  .object({
    title: z.string(),
    role: z.string(),
    to: z.string(),
    from: z.string(),
    place: z.string(),
    chat: z.string(),
    topic: z.string(),
    approval: z.union([z.boolean(), z.string()]),
  })
  .partial();

const words = ({ t }: Pick<Call, 't'>, key: string, otherwise: string): string =>
  hasMessage(key) ? t(key) : otherwise;

/** What was done, in words. */
const deed = (call: Pick<Call, 't'>, { action }: Act): string =>
  words(call, `audit.acts.${action.replace('.', '_')}`, action);

/** On what it was done, each with the part that it has in the sentence; nothing where nothing more is known. */
function objects(call: Pick<Call, 't'>, { details }: Act): { as: string; name: string }[] {
  const { data } = detailsSchema.safeParse(details);
  if (!data) return [];
  const { title, role, to, from, place, chat, topic, approval } = data;
  const part = (as: string, name: string | undefined) =>
    name === undefined || name === '' ? [] : [{ as, name }];
  return [
    ...part('role', role && words(call, `roles.${role}`, role)),
    ...(to === undefined ? part('from', from) : part('to', to)),
    ...part('topic', topic && words(call, `topics.${topic}`, topic)),
    ...part('title', title),
    ...part('title', place),
    ...part(topic ? 'chat' : 'title', chat),
    ...(typeof approval === 'boolean'
      ? part('switched', call.t(approval ? 'audit.on.on' : 'audit.on.off'))
      : []),
  ];
}

/** Who did it, by the name that they have now; nobody once they are forgotten. */
const actor = ({ t }: Pick<Call, 't'>, { account }: Act): string =>
  account ? shownName(account) : t('audit.somebody');

async function whereOf(
  { db, zone, ...call }: Call,
  { who, kind, when }: AuditQuestion,
): Promise<Prisma.AuditEntryWhereInput> {
  const startOf = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime(zone).epochMilliseconds);
  const accounts = who && (await db.account.findMany({ where: { personId: who.personId } }));
  return {
    communityId: communityOf(call).id,
    ...(accounts ? { accountId: { in: accounts.map(({ id }) => id) } } : {}),
    ...(kind ? { action: { startsWith: `${kind}.` } } : {}),
    ...(when ? { createdAt: { gte: startOf(when.from), lt: startOf(when.until) } } : {}),
  };
}

const newestFirst = [
  { createdAt: 'desc' },
  { id: 'desc' },
] satisfies Prisma.AuditEntryOrderByWithRelationInput[];

/** The question again as a button asks it. */
const asArgs = ({ who, kind, when }: AuditQuestion): Record<string, string> => ({
  ...(who ? { who: `id:${who.id}` } : {}),
  ...(kind ? { kind } : {}),
  ...(when ? { when: writePeriod(when) } : {}),
});

function titleOf({ t, locale, zone, now, community }: Call, asked: AuditQuestion): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return [
    t('audit.title', { community: community?.name ?? '' }),
    asked.who && shownName(asked.who),
    asked.kind && t(`audit.kinds.${asked.kind}`),
    asked.when && sayPeriod(asked.when, locale, today),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Who did what, when and on what, the newest first. */
export async function showAudit(call: Call, asked: AuditQuestion): Promise<Message> {
  const { t, db, account } = call;
  const where = await whereOf(call, asked);
  const total = await db.auditEntry.count({ where });
  const pages = Math.max(1, Math.ceil(total / most.onPage));
  const page = Math.min(asked.page, pages);
  const acts = await db.auditEntry.findMany({
    where,
    include: withAccount,
    orderBy: newestFirst,
    skip: (page - 1) * most.onPage,
    take: most.onPage,
  });
  const line = (act: Act): Content => {
    const what = objects(call, act)
      .map(({ as, name }) => t(`audit.on.${as}`, { name }))
      .join(' ');
    return [
      time(act.createdAt),
      ' · ',
      bold(actor(call, act)),
      ` ${t('audit.sentence', { deed: deed(call, act), what, has: what === '' ? 'none' : 'some' })}`,
    ];
  };
  const turn = (to: number) => ({
    command: 'audit',
    args: { ...asArgs(asked), page: to },
    account: account.id,
    answer: 'update' as const,
  });
  return message(
    [
      heading(titleOf(call, asked)),
      acts.length === 0 ? paragraph(t('audit.none')) : list(acts.map(line)),
      ...(pages > 1 ? [paragraph(t('audit.page', { page, pages }))] : []),
    ],
    {
      buttons: [
        [
          ...(page > 1 ? [button(t('kit.earlierPage'), turn(page - 1))] : []),
          ...(page < pages
            ? [button(t('kit.laterPage', { page: page + 1, pages }), turn(page + 1))]
            : []),
          ...(total > 0
            ? [
                button(t('audit.asFile'), {
                  command: 'audit',
                  step: 'file',
                  args: asArgs(asked),
                  account: account.id,
                }),
              ]
            : []),
        ],
      ],
    },
  );
}

/** The same as a file that opens in a spreadsheet; that it was taken is written down. */
export async function auditFile(call: Call, asked: Omit<AuditQuestion, 'page'>): Promise<Message> {
  const { t, db, zone, account } = call;
  const where = await whereOf(call, { ...asked, page: 1 });
  const acts = await db.auditEntry.findMany({
    where,
    include: withAccount,
    orderBy: newestFirst,
    take: most.inFile,
  });
  const stamp = (at: Date) =>
    at
      .toTemporalInstant()
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'second', timeZoneName: 'never' });
  const columns = ['when', 'who', 'app', 'what', 'onWhat', 'code'];
  const rows = acts.map((act) => [
    stamp(act.createdAt),
    actor(call, act),
    act.account ? t(`platforms.${act.account.platform}`) : '',
    deed(call, act),
    objects(call, act)
      .map(({ name }) => name)
      .join(' · '),
    act.action,
  ]);
  await audit(db, {
    communityId: communityOf(call).id,
    accountId: account.id,
    action: 'community.audit',
    at: nowOf(call),
  });
  const day = call.now.toZonedDateTimeISO(zone).toPlainDate().toString();
  return message([paragraph(t('audit.file', { count: acts.length }))], {
    tone: 'success',
    files: [
      {
        name: `audit-${day}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: writeCsv([columns.map((column) => t(`audit.columns.${column}`)), ...rows]),
      },
    ],
  });
}

/** Somebody who did something here, by any of their accounts. */
export const auditedPerson = () =>
  pick<Account, Call>({
    async search(typed, call, _given, limit) {
      if (!call.community) return [];
      const found = await call.db.account.findMany({
        where: { audit: { some: { communityId: call.community.id } } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: most.searched,
      });
      const wanted = fold(typed.replace(/^@/, ''));
      return found.filter((one) => fold(labelOf(one, call)).includes(wanted)).slice(0, limit);
    },
    find: async (id, { db, community }) =>
      (await db.account.findFirst({
        where: { id, audit: { some: { communityId: community?.id ?? '' } } },
      })) ?? undefined,
    id: ({ id }) => id,
    label: (account, call) => labelOf(account, call),
    none: 'kit.errors.noPerson',
  });

const labelOf = (account: Account, { t }: Pick<Call, 't'>): string =>
  `${shownName(account)} · ${t(`platforms.${account.platform}`)}`;
