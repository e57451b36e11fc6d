import type { LifecycleEvents } from '../../bot.ts';
import type { LatestRetrier } from '../../shared/latest-retrier.ts';
import type { Server } from './server.ts';
import type { ServerDirectory, ServerListener } from './server-directory.ts';

const spaceOf = ({ id, name }: Pick<Server, 'id' | 'name'>) => ({ platformId: id, title: name });

export interface ServerEvents extends ServerListener {
  /** Resolves when the servers that the bot is in are recorded, or failed to be for the first time. */
  recordPresent(): Promise<void>;
  /** The same while the server may be among those that arrive for the first time; else undefined. */
  recordingOf(serverId: string | null): Promise<void> | undefined;
}

/**
 * Translates changes of servers into `LifecycleEvents`. Discord sends each once, so failures are retried. The servers
 * that Discord describes at a start, or together after an outage, are recorded together.
 */
export function createServerEvents(
  servers: () => Pick<ServerDirectory, 'nameOf' | 'writableChannels' | 'writableAmong' | 'arrived'>,
  lifecycle: LifecycleEvents,
  { retryLatest }: Pick<LatestRetrier, 'retryLatest'>,
): ServerEvents {
  /** Described, and not recorded yet. */
  const pending = new Set<string>();
  /** Recorded since the process began; they stay so during an outage and in a new session. */
  const recorded = new Set<string>();
  /** Waits for servers to arrive. */
  let waiting: Promise<void> | undefined;
  let recording: Promise<void> | undefined;

  async function record(): Promise<void> {
    const spaces = [...pending].flatMap((id) => {
      const name = servers().nameOf(id);
      return name === undefined ? [] : [spaceOf({ id, name })];
    });
    if (spaces.length > 0)
      await lifecycle.present('discord', spaces, (ids) => servers().writableAmong(ids));
    for (const { platformId } of spaces) {
      pending.delete(platformId);
      recorded.add(platformId);
    }
  }

  /** Waits for those that arrive at the same time. */
  async function recordArrived(): Promise<void> {
    await servers().arrived();
    waiting = undefined;
    // Work of its own each time: it must run again if the last one already runs.
    await retryLatest('servers', () => record());
  }

  function recordPresent(): Promise<void> {
    if (waiting) return waiting;
    const current = recordArrived();
    waiting = current;
    recording = current;
    void current.then(() => {
      if (recording === current) recording = undefined;
    });
    return current;
  }

  return {
    recordPresent,
    recordingOf: (serverId) =>
      serverId === null || recorded.has(serverId) ? undefined : recording,
    announced: () => void recordPresent(),
    present(id) {
      pending.add(id);
      void recordPresent();
    },
    joined: (server) =>
      void retryLatest(`server ${server.id}`, async () => {
        await lifecycle.reopened('discord', { space: spaceOf(server) });
        await lifecycle.joined('discord', spaceOf(server));
        recorded.add(server.id);
      }),
    left(server) {
      pending.delete(server.id);
      recorded.delete(server.id);
      void retryLatest(`server ${server.id}`, () =>
        lifecycle.left('discord', { space: spaceOf(server) }, 'removed'),
      );
    },
    changed: (id) =>
      void retryLatest(`permissions ${id}`, () =>
        lifecycle.permissionsRestored('discord', servers().writableChannels(id)),
      ),
  };
}
