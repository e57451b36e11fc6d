import { setImmediate as immediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { tellingOfNobody } from '../../../src/alerts/approval/tell-nobody.ts';
import { expiringAlerts } from '../../../src/alerts/expire.ts';
import { briefingClock } from '../../../src/briefings/clock.ts';
import { tellingOfBadSchedules } from '../../../src/briefings/tell-bad-schedule.ts';
import { tellingOfUnknown } from '../../../src/communities/desk/tell-unknown.ts';
import { lookingAgain } from '../../../src/communities/look-again.ts';
import { mendingZones } from '../../../src/communities/mend-zones.ts';
import { powerless } from '../../../src/communities/powers.ts';
import { createRights } from '../../../src/communities/roles.ts';
import { type Informing, tellingOfClosed } from '../../../src/communities/tell-closed.ts';
import { handledUpdates } from '../../../src/database/handled-updates.ts';
import { tellingOfChanges } from '../../../src/events/waiting.ts';
import { storeQuestions } from '../../../src/health/questions.ts';
import { type Aside, createAside } from '../../../src/schedule/aside.ts';
import { beatClaims } from '../../../src/schedule/claim.ts';
import { cleaning } from '../../../src/schedule/housekeeping.ts';
import { createSchedule } from '../../../src/schedule/schedule.ts';
import type { Engine } from '../../support/delivery.ts';

/** What is reported of rows that are set aside, as the program logs it. */
const asideOf = (log: Logger, now: () => number): Aside =>
  createAside({
    now,
    report: ({ error, ...row }) =>
      log.error({ event: 'row set aside', err: error, ...row }, 'a row broke and is left out'),
  });

/** Keeps an update of a bot as handled, and reads what it handled before. @throws when that is not remembered */
async function handle({ db, clock }: Engine, bot: string): Promise<void> {
  const record = handledUpdates(db, () => clock.now)(bot);
  await record.keep([1]);
  if (!(await record.recent(10)).includes(1)) throw new Error('an update is not remembered');
}

/** Everything that runs by the clock, as the program has it, some rounds of it. */
export async function runAll(engine: Engine, log: Logger, bots: readonly string[]): Promise<void> {
  const { db, clock, publications } = engine;
  const now = () => clock.now;
  const aside = asideOf(log, now);
  const powers: Informing['powers'] = {
    discord: powerless,
    telegram: { ...powerless, missing: async () => [] },
  };
  const telling = () => ({
    ...{ db, powers, aside, publications, rights: createRights(db, powers, []) },
    now: Temporal.Instant.fromEpochMilliseconds(clock.now),
  });
  const jobs = [
    expiringAlerts({ db, publications, now, aside }),
    tellingOfChanges({ db, publications, now, aside }),
    tellingOfClosed(telling),
    tellingOfUnknown(telling),
    tellingOfNobody(telling),
    tellingOfBadSchedules(telling),
    lookingAgain({ db, powers, aside }),
    cleaning(db, now),
    mendingZones({ db, log, zone: 'UTC' }),
  ];
  const claim = beatClaims(db, now);
  const unsaid = ({ id }: { id: string }, error: unknown) =>
    log.error(
      { event: 'row set aside', work: 'briefing', id, err: error },
      'an edition leaves out what cannot be said',
    );
  const schedule = createSchedule({
    sources: [briefingClock({ db, publications, now, unsaid })],
    ...{ jobs: [], claim, log },
  });
  for (let round = 0; round < 3; round += 1) {
    await schedule.refresh();
    for (const job of jobs) {
      // Each beat is this process's, and a failure is made up for by the next round.
      if (!(await claim(`job:${job.name}`, new Date(clock.now)))) continue;
      await job.run().catch((error) => log.error({ err: error, work: job.name }, 'failed'));
    }
    await storeQuestions(db, now).write();
    for (const bot of bots) await handle(engine, bot);
    clock.now += 1_000;
  }
  await schedule.stop();
}

/** Lets everything that waits in these communities come to its end, if it does. */
export async function settled(engine: Engine, communityIds: string[]): Promise<void> {
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
    engine.pass(200);
    for (let turns = 0; turns < 5; turns += 1) await immediate();
  }
  // What is passed on comes after what is sent.
  for (let turns = 0; turns < 20; turns += 1) {
    engine.pass(100);
    await immediate();
  }
}
