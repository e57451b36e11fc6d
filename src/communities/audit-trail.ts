import { z } from 'zod';
import { recordAudit } from '../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../context/command-context.ts';
import type { Account, Prisma } from '../database/generated/client.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { hasMessage } from '../language/catalogue.ts';
import { formatPeriod } from '../language/format-date.ts';
import { formatPeriodInput, type Period } from '../language/periods/index.ts';
import { displayName } from '../language/text/display-name.ts';
import { fold } from '../language/text/fold.ts';
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
import type { Message } from '../message/message.ts';
import { writeCsv } from '../message/text/csv.ts';

/** What an act can be about: the first word of its name. */
export const auditSubjects = [
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
const auditLimits = { onPage: 10, inFile: 10_000, searched: 5000 } as const;

/** What somebody asked about. */
export interface AuditQuery {
  who?: Account | undefined;
  kind?: (typeof auditSubjects)[number] | undefined;
  when?: Period | undefined;
  /** From 1. */
  page: number;
}

const withAccount = { account: true } satisfies Prisma.AuditEntryInclude;
type EntryWithAccount = Prisma.AuditEntryGetPayload<{ include: typeof withAccount }>;

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

const labelOr = ({ t }: Pick<CommandContext, 't'>, key: string, otherwise: string): string =>
  hasMessage(key) ? t(key) : otherwise;

/** What was done, in words. */
const actionLabel = (call: Pick<CommandContext, 't'>, { action }: EntryWithAccount): string =>
  labelOr(call, `audit.acts.${action.replace('.', '_')}`, action);

/** On what it was done, each with the part that it has in the sentence; nothing where nothing more is known. */
function auditObjects(
  call: Pick<CommandContext, 't'>,
  { details }: EntryWithAccount,
): { as: string; name: string }[] {
  const { data } = detailsSchema.safeParse(details);
  if (!data) return [];
  const { title, role, to, from, place, chat, topic, approval } = data;
  const part = (as: string, name: string | undefined) =>
    name === undefined || name === '' ? [] : [{ as, name }];
  return [
    ...part('role', role && labelOr(call, `roles.${role}`, role)),
    ...(to === undefined ? part('from', from) : part('to', to)),
    ...part('topic', topic && labelOr(call, `topics.${topic}`, topic)),
    ...part('title', title),
    ...part('title', place),
    ...part(topic ? 'chat' : 'title', chat),
    ...(typeof approval === 'boolean'
      ? part('switched', call.t(approval ? 'audit.on.on' : 'audit.on.off'))
      : []),
  ];
}

/** Who did it, by the name that they have now; nobody once they are forgotten. */
const actorName = ({ t }: Pick<CommandContext, 't'>, { account }: EntryWithAccount): string =>
  account ? displayName(account) : t('audit.somebody');

async function whereOf(
  { db, zone, ...call }: CommandContext,
  { who, kind, when }: AuditQuery,
): Promise<Prisma.AuditEntryWhereInput> {
  const startOf = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime(zone).epochMilliseconds);
  const accounts = who && (await db.account.findMany({ where: { personId: who.personId } }));
  return {
    communityId: requireCommunity(call).id,
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
const buttonArgs = ({ who, kind, when }: AuditQuery): Record<string, string> => ({
  ...(who ? { who: `id:${who.id}` } : {}),
  ...(kind ? { kind } : {}),
  ...(when ? { when: formatPeriodInput(when) } : {}),
});

function titleOf({ t, locale, zone, now, community }: CommandContext, asked: AuditQuery): string {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return [
    t('audit.title', { community: community?.name ?? '' }),
    asked.who && displayName(asked.who),
    asked.kind && t(`audit.kinds.${asked.kind}`),
    asked.when && formatPeriod(asked.when, locale, today),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Who did what, when and on what, the newest first. */
export async function showAuditPage(call: CommandContext, asked: AuditQuery): Promise<Message> {
  const { t, db, account } = call;
  const where = await whereOf(call, asked);
  const total = await db.auditEntry.count({ where });
  const pages = Math.max(1, Math.ceil(total / auditLimits.onPage));
  const page = Math.min(asked.page, pages);
  const acts = await db.auditEntry.findMany({
    where,
    include: withAccount,
    orderBy: newestFirst,
    skip: (page - 1) * auditLimits.onPage,
    take: auditLimits.onPage,
  });
  const line = (act: EntryWithAccount): Content => {
    const what = auditObjects(call, act)
      .map(({ as, name }) => t(`audit.on.${as}`, { name }))
      .join(' ');
    return [
      time(act.createdAt),
      ' · ',
      bold(actorName(call, act)),
      ` ${t('audit.sentence', { deed: actionLabel(call, act), what, has: what === '' ? 'none' : 'some' })}`,
    ];
  };
  const turn = (to: number) => ({
    command: 'audit',
    args: { ...buttonArgs(asked), page: to },
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
                  args: buttonArgs(asked),
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
export async function exportAuditCsv(
  call: CommandContext,
  asked: Omit<AuditQuery, 'page'>,
): Promise<Message> {
  const { t, db, zone, account } = call;
  const where = await whereOf(call, { ...asked, page: 1 });
  const acts = await db.auditEntry.findMany({
    where,
    include: withAccount,
    orderBy: newestFirst,
    take: auditLimits.inFile,
  });
  const stamp = (at: Date) =>
    at
      .toTemporalInstant()
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'second', timeZoneName: 'never' });
  const columns = ['when', 'who', 'app', 'what', 'onWhat', 'code'];
  const rows = acts.map((act) => [
    stamp(act.createdAt),
    actorName(call, act),
    act.account ? t(`platforms.${act.account.platform}`) : '',
    actionLabel(call, act),
    auditObjects(call, act)
      .map(({ name }) => name)
      .join(' · '),
    act.action,
  ]);
  await recordAudit(db, {
    communityId: requireCommunity(call).id,
    accountId: account.id,
    action: 'community.audit',
    at: nowAsDate(call),
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
export const auditActor = () =>
  pick<Account, CommandContext>({
    async search(typed, call, _given, limit) {
      if (!call.community) return [];
      const found = await call.db.account.findMany({
        where: { audit: { some: { communityId: call.community.id } } },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: auditLimits.searched,
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
    noMatchKey: 'kit.errors.noPerson',
  });

const labelOf = (account: Account, { t }: Pick<CommandContext, 't'>): string =>
  `${displayName(account)} · ${t(`platforms.${account.platform}`)}`;
