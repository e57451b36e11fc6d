import type { CommandContext } from '../../context/command-context.ts';
import { formatPeriod } from '../../language/format-date.ts';
import { formatPeriodInput } from '../../language/periods/index.ts';
import { displayName } from '../../language/text/display-name.ts';
import { button, heading, list, message, paragraph } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { writeCsv } from '../../message/sheets/csv.ts';
import { actionLabel, actorName, auditLine, auditObjects } from './entry-view.ts';
import type { AuditFilter, AuditPage, EntryWithAccount } from './queries.ts';

type Reader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now' | 'community' | 'account'>;

/** The filter as button arguments. */
const filterArgs = ({ who, kind, when }: AuditFilter): Record<string, string> => ({
  ...(who ? { who: `id:${who.id}` } : {}),
  ...(kind ? { kind } : {}),
  ...(when ? { when: formatPeriodInput(when) } : {}),
});

const today = ({ now, zone }: Reader): Temporal.PlainDate =>
  now.toZonedDateTimeISO(zone).toPlainDate();

function titleOf(reader: Reader, { who, kind, when }: AuditFilter): string {
  const { t, locale, community } = reader;
  return [
    t('audit.title', { community: community?.name ?? '' }),
    who && displayName(who),
    kind && t(`audit.kinds.${kind}`),
    when && formatPeriod(when, locale, today(reader)),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function pageButtons(
  { t, account }: Reader,
  { entries, page, pageCount }: AuditPage,
  filter: AuditFilter,
): Button[] {
  const turnTo = (to: number) => ({
    command: 'audit',
    args: { ...filterArgs(filter), page: to },
    account: account.id,
    answer: 'update' as const,
  });
  const exportAction = {
    command: 'audit',
    step: 'file',
    args: filterArgs(filter),
    account: account.id,
  };
  return [
    ...(page > 1 ? [button(t('kit.earlierPage'), turnTo(page - 1))] : []),
    ...(page < pageCount
      ? [button(t('kit.laterPage', { page: page + 1, pages: pageCount }), turnTo(page + 1))]
      : []),
    ...(entries.length > 0 ? [button(t('audit.asFile'), exportAction)] : []),
  ];
}

/** A page of the audit trail with its buttons. */
export function auditPageMessage(reader: Reader, found: AuditPage, filter: AuditFilter): Message {
  const { t } = reader;
  const { entries, page, pageCount } = found;
  return message(
    [
      heading(titleOf(reader, filter)),
      entries.length === 0
        ? paragraph(t('audit.none'))
        : list(entries.map((entry) => auditLine(reader, entry))),
      ...(pageCount > 1 ? [paragraph(t('audit.page', { page, pages: pageCount }))] : []),
    ],
    { buttons: [pageButtons(reader, found, filter)] },
  );
}

const csvColumns = ['when', 'who', 'app', 'what', 'onWhat', 'code'];

function csvRow(reader: Reader, entry: EntryWithAccount): string[] {
  const { t, zone } = reader;
  return [
    entry.createdAt
      .toTemporalInstant()
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'second', timeZoneName: 'never' }),
    actorName(reader, entry),
    entry.account ? t(`platforms.${entry.account.platform}`) : '',
    actionLabel(reader, entry),
    auditObjects(reader, entry)
      .map(({ name }) => name)
      .join(' · '),
    entry.action,
  ];
}

/** The audit trail as a CSV file. */
export function auditFileMessage(reader: Reader, entries: readonly EntryWithAccount[]): Message {
  const { t } = reader;
  return message([paragraph(t('audit.file', { count: entries.length }))], {
    tone: 'success',
    files: [
      {
        name: `audit-${today(reader).toString()}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: writeCsv([
          csvColumns.map((column) => t(`audit.columns.${column}`)),
          ...entries.map((entry) => csvRow(reader, entry)),
        ]),
      },
    ],
  });
}
