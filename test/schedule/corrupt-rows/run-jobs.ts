import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createModuleServices, modules, retentionRulesOf } from '../../../src/app/modules.ts';
import type { ModuleServices } from '../../../src/context/modules/subject-module.ts';
import { noPlatformPermissions } from '../../../src/context/roles/platform-permissions.ts';
import { createRoleResolver } from '../../../src/context/roles/role-resolver.ts';
import { noQueryCache } from '../../../src/database/cache/query-cache.ts';
import { handledUpdateStore } from '../../../src/database/handled-updates.ts';
import type { ServerEvents } from '../../../src/delivery/server-events.ts';
import { databaseProbe } from '../../../src/operations/health/database-probe.ts';
import { createQuarantine, type Quarantine } from '../../../src/schedule/quarantine.ts';
import { retentionJob } from '../../../src/schedule/retention.ts';
import { createRunLock } from '../../../src/schedule/run-lock.ts';
import { createScheduler } from '../../../src/schedule/scheduler.ts';
import type { DeliveryFixture } from '../../support/fixtures/delivery-fixture.ts';

/** What is reported of rows that are set aside, as the program logs it. */
const asideOf = (log: Logger, now: () => number): Quarantine =>
  createQuarantine({
    now,
    report: ({ error, ...row }) =>
      log.error(
        { event: 'quarantine.row_skipped', err: error, ...row },
        'row failed and is skipped for a while',
      ),
  });

/** Keeps an update of a bot as handled, and reads what it handled before. @throws when that is not remembered */
async function handle({ db, clock }: DeliveryFixture, bot: string): Promise<void> {
  const record = handledUpdateStore(db, () => clock.now)(bot);
  await record.save([1]);
  if (!(await record.recent(10)).includes(1)) throw new Error('an update is not remembered');
}

/** The fixture's clock stands still while jobs run, so their own messages are accepted without a limit. */
const directMessages: ModuleServices['directMessages'] = {
  isSinglePart: () => true,
  send: async () => ({ ok: true, value: { messageId: 'board' } }),
  edit: async (_chat, id) => ({ ok: true, value: id }),
  remove: async () => ({ ok: true, value: undefined }),
  pin: async () => ({ ok: true, value: undefined }),
  unpin: async () => ({ ok: true, value: undefined }),
};

const serverEvents: ServerEvents = {
  maxOpen: 100,
  list: async () => ({ ok: true, value: [] }),
  create: async () => ({ ok: true, value: 'made' }),
  change: async () => ({ ok: true, value: undefined }),
  cancel: async () => ({ ok: true, value: undefined }),
  remove: async () => ({ ok: true, value: undefined }),
};

/** Runs all scheduled work of the program for some rounds. */
export async function runAllJobs(
  engine: DeliveryFixture,
  log: Logger,
  bots: readonly string[],
): Promise<void> {
  const { db, clock, publications } = engine;
  const now = () => clock.now;
  const platformPermissions: ModuleServices['platformPermissions'] = {
    discord: {
      ...noPlatformPermissions,
      describeServerEvents: async () => ({ key: 'discord.events', isNeeded: false, isOn: true }),
    },
    telegram: { ...noPlatformPermissions, missingPermissions: async () => [] },
  };
  const services = createModuleServices(modules, {
    ...{ db, platformPermissions, publications, directMessages, log, now },
    serverEvents: () => serverEvents,
    quarantine: asideOf(log, now),
    roleResolver: createRoleResolver(db, platformPermissions, []),
    cache: noQueryCache,
    readAddress: async ({ href: url }) => ({ outcome: 'failed', reason: 'unreachable', url }),
    random: () => 0.5,
    editInlineMessage: async () => ({ ok: true, value: undefined }),
    drawer: { draw: async () => new Uint8Array(), close: async () => undefined },
    publicUrl: '',
    zone: 'UTC',
  });
  const jobs = [
    ...modules.flatMap((module) => module.jobs?.(services) ?? []),
    retentionJob(db, retentionRulesOf(modules), now),
  ];
  const runLock = createRunLock(db, now);
  const schedule = createScheduler({
    sources: modules.flatMap((module) => module.schedules?.(services) ?? []),
    ...{ jobs: [], runLock, log },
  });
  for (let round = 0; round < 3; round += 1) {
    await schedule.reload();
    for (const job of jobs) {
      // Each beat is this process's, and a failure is made up for by the next round.
      if (!(await runLock(`job:${job.name}`, new Date(clock.now)))) continue;
      await job.run().catch((error) => log.error({ err: error, work: job.name }, 'failed'));
    }
    await databaseProbe(db, now).tryWrite();
    for (const bot of bots) await handle(engine, bot);
    clock.now += 1_000;
  }
  await schedule.stop();
}

/** Lets everything that waits in these communities come to its end, if it does. */
export async function waitUntilIdle(
  engine: DeliveryFixture,
  communityIds: string[],
): Promise<void> {
  const { db, clock } = engine;
  const own = { communityId: { in: communityIds } };
  for (let looks = 0; looks < 300; looks += 1) {
    const writing = await db.publication.count({ where: { ...own, fanOut: 'pending' } });
    const queued = await db.delivery.count({
      where: {
        ...{ publication: own, state: { in: ['queued', 'sending'] } },
        dueAt: { lt: new Date(clock.now + 600_000) },
      },
    });
    if (writing + queued === 0) break;
    engine.advance(200);
    for (let turns = 0; turns < 5; turns += 1) await immediate();
  }
  // Crossposts come after deliveries.
  for (let turns = 0; turns < 20; turns += 1) {
    engine.advance(100);
    await immediate();
  }
}
