import type { Account, PrismaClient } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';

const prefix = 'alert/';

/** `Publication.origin` of everything that is published about an alert. */
export const alertOrigin = (alertId: string): string => `${prefix}${alertId}`;

/** The alert that an origin names; undefined for other origins. */
export function alertIdOf(origin: string): string | undefined {
  const id = origin.startsWith(prefix) ? origin.slice(prefix.length) : '';
  return isUuid(id) ? id : undefined;
}

/** The author of the alert that a publication is about; nothing for other origins, and when the author is erased. */
export async function findAlertAuthor(
  db: Pick<PrismaClient, 'alert'>,
  origin: string,
): Promise<Account | undefined> {
  const id = alertIdOf(origin);
  if (id === undefined) return undefined;
  const alert = await db.alert.findUnique({ where: { id }, select: { author: true } });
  return alert?.author ?? undefined;
}
