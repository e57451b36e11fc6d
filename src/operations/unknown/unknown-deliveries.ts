import { recordAudit } from '../../context/audit.ts';
import { requireCommunity } from '../../context/command-context.ts';
import type { Chat } from '../../database/generated/client.ts';
import type { UnknownDelivery } from '../../delivery/admin/unknown-deliveries.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { OperatorRequest } from '../operator-request.ts';
import {
  listManagedPublications,
  type ManagedPublication,
  publicationFilters,
} from '../publications/managed-publications.ts';

/** Deliveries listed at once: each has two buttons, and rows are few. */
const maxListed = 4;
const maxPublications = 200;

/** What a person found in the chat: the message is there, or it must be sent again. */
export const unknownResolutions = ['there', 'again'] as const;
export type UnknownResolutionName = (typeof unknownResolutions)[number];

/** All unknown deliveries that a person manages, or those of one publication, of one chat, or both. */
export interface UnknownScope {
  publication?: ManagedPublication | undefined;
  chat?: Chat | undefined;
}

export interface UnknownDeliveryList {
  /** The first few. */
  deliveries: readonly UnknownDelivery[];
  count: number;
  publications: readonly ManagedPublication[];
}

const publicationsWithUnknown = (
  request: OperatorRequest,
  { publication }: UnknownScope,
): Promise<ManagedPublication[]> =>
  listManagedPublications(
    request,
    publication
      ? { AND: [publicationFilters.unknown, { id: publication.id }] }
      : publicationFilters.unknown,
    maxPublications,
  );

export async function listUnknownDeliveries(
  request: OperatorRequest,
  scope: UnknownScope,
): Promise<UnknownDeliveryList> {
  const deliveries: UnknownDelivery[] = [];
  let count = 0;
  const publications = await publicationsWithUnknown(request, scope);
  for (const { id } of publications) {
    const found = await request.deliveryAdmin.listUnknown(
      {
        publicationId: id,
        communityId: requireCommunity(request).id,
        ...(scope.chat ? { chatId: scope.chat.id } : {}),
      },
      { take: maxListed - deliveries.length },
    );
    count += found.count;
    deliveries.push(...(deliveries.length < maxListed ? found.unknowns : []));
  }
  return { deliveries: deliveries.slice(0, maxListed), count, publications };
}

/**
 * Resolves one unknown delivery, or all in the scope.
 * @returns how many
 * @throws UserError when all were resolved before
 */
export async function resolveUnknown(
  request: OperatorRequest,
  scope: UnknownScope,
  resolution: UnknownResolutionName,
  deliveryId: string | undefined,
): Promise<number> {
  const { db, deliveryAdmin, account } = request;
  const communityId = requireCommunity(request).id;
  const publications = await publicationsWithUnknown(request, scope);
  return db.$transaction(async (tx) => {
    let resolved = 0;
    for (const { id } of publications) {
      resolved += await deliveryAdmin.resolveUnknown(
        tx,
        {
          publicationId: id,
          communityId,
          ...(scope.chat ? { chatId: scope.chat.id } : {}),
          ...(deliveryId === undefined ? {} : { deliveryId }),
        },
        resolution,
      );
    }
    if (resolved === 0) throw new UserError('delivery.errors.settled');
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'delivery.settle',
      details: {
        finding: resolution,
        copies: resolved,
        ...(deliveryId === undefined ? {} : { delivery: deliveryId }),
        ...(scope.chat ? { chat: scope.chat.title } : {}),
        ...(scope.publication ? { publication: scope.publication.id } : {}),
      },
    });
    return resolved;
  });
}
