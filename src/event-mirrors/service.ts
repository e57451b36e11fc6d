import type { SpaceSetup } from '../communities/setup/service.ts';
import { recordAudit } from '../context/audit.ts';
import { requireCommunity } from '../context/command-context.ts';
import type { RequestContext } from '../context/request-context.ts';
import type { SetupItem } from '../context/roles/platform-permissions.ts';
import type { Connection, EventMirror } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { UserError } from '../kit/define/user-error.ts';
import { problemOf } from './refusals.ts';

type ServerRequest = Pick<RequestContext, 'db' | 'community' | 'platformPermissions'>;

/** A server that has a list of events, and whether the community's are in it. */
export interface MirrorStatus {
  space: Connection;
  isOn: boolean;
  /** Whether events are still to be taken down. */
  isEnding: boolean;
  /** Why they are not up to date, asked now. */
  problem: ReturnType<typeof problemOf>;
  /** The right that it takes; undefined where the platform does not say. */
  right: SetupItem | undefined;
}

const statusOf = (
  space: Connection,
  mirror: EventMirror | undefined,
  right: SetupItem | undefined,
): MirrorStatus => ({
  space,
  isOn: mirror?.connectionId === space.id && !mirror.isEnding,
  isEnding: mirror?.isEnding ?? false,
  problem: problemOf(right),
  right,
});

/** The community's servers that have a list of events, by name. */
export async function listServers(request: ServerRequest): Promise<MirrorStatus[]> {
  const { db, platformPermissions } = request;
  const spaces = await db.connection.findMany({
    where: { communityId: requireCommunity(request).id, ...withKnownEnumValues.connection },
    include: { eventMirror: true },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
  const found = await Promise.all(
    spaces.map(async ({ eventMirror, ...space }) => {
      const right = await platformPermissions[space.platform]
        .describeServerEvents(space.platformId)
        .catch(() => undefined);
      return right || eventMirror ? [statusOf(space, eventMirror ?? undefined, right)] : [];
    }),
  );
  return found.flat();
}

/** The rights that are missing where events are mirrored. */
export const missingInServers = (servers: readonly MirrorStatus[]): SpaceSetup[] =>
  servers.flatMap(({ space, isOn, right }) =>
    isOn && right && !right.isOn ? [{ space, items: [right] }] : [],
  );

/**
 * The server that is meant: the given one, else the one of the chat, else the only one.
 * @returns undefined when it could be several
 * @throws UserError for a place without a list of events
 */
export function meantServer(
  servers: readonly MirrorStatus[],
  given: Pick<Connection, 'id' | 'title'> | undefined,
  here: string | null,
): MirrorStatus | undefined {
  const find = (id: string | null | undefined) => servers.find(({ space }) => space.id === id);
  if (given) {
    const found = find(given.id);
    if (!found) throw new UserError('mirrors.errors.noList', { place: given.title });
    return found;
  }
  return find(here) ?? (servers.length === 1 ? servers[0] : undefined);
}

type SwitchRequest = Pick<RequestContext, 'db' | 'account' | 'community'>;

/** Shows the community's events in a server's list, or takes them down; both within a minute or so. */
export async function setMirror(
  request: SwitchRequest,
  { space, isOn }: MirrorStatus,
  shallBeOn: boolean,
): Promise<void> {
  if (isOn === shallBeOn) return;
  const { db, account } = request;
  const { platform, platformId, id: connectionId } = space;
  // The answer tells of a problem.
  const anew = {
    ...{ isEnding: !shallBeOn, connectionId, listAt: null, checkedAt: null },
    ...{ pausedUntil: null, problem: null, isProblemTold: true },
  };
  await db.$transaction(async (tx) => {
    const { id: mirrorId } = await tx.eventMirror.upsert({
      where: { platform_platformId: { platform, platformId } },
      create: { platform, platformId, ...anew },
      update: anew,
    });
    if (shallBeOn)
      await tx.mirroredEvent.deleteMany({
        where: { mirrorId, OR: [{ isRemoved: true }, { refusedHash: { not: '' } }] },
      });
    await recordAudit(tx, {
      communityId: requireCommunity(request).id,
      accountId: account.id,
      action: 'event.mirror',
      details: { place: space.title, on: shallBeOn },
    });
  });
}
