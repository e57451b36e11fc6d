import { z } from 'zod';
import type { Prisma } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { displayName } from '../language/text/display-name.ts';
import type { ReportView } from './services.ts';

const reportInclude = {
  community: true,
  chat: true,
  entries: { include: { account: true }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.ReportInclude;

export type ReportDetails = Prisma.ReportGetPayload<{ include: typeof reportInclude }>;

/** Locks a report until the transaction ends, and reads it. */
export async function lockReport(tx: Transaction, id: string): Promise<ReportDetails | undefined> {
  await tx.$queryRaw`SELECT "id" FROM "Report" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return (await tx.report.findUnique({ where: { id }, include: reportInclude })) ?? undefined;
}

export const reportView = (report: ReportDetails): ReportView => ({
  ...{ id: report.id, community: report.community, chat: report.chat, excerpt: report.excerpt },
  link: report.link ?? undefined,
  alertId: report.alertId ?? undefined,
  reporters: report.entries.map(({ account, reason }) => ({ name: displayName(account), reason })),
});

/** The audience of a direct message. */
const chatsSchema = z.object({ to: z.literal('chats'), chatIds: z.array(z.string()) });

/** The notice of a report and the chats that it went to; undefined when it is not there any more. */
export async function findNotice(
  tx: Transaction,
  { noticeId: id }: Pick<ReportDetails, 'noticeId'>,
): Promise<{ id: string; chatIds: readonly string[] } | undefined> {
  const found = id && (await tx.publication.findUnique({ where: { id } }));
  const audience = found ? chatsSchema.safeParse(found.audience).data : undefined;
  return found && audience ? { id: found.id, chatIds: audience.chatIds } : undefined;
}
