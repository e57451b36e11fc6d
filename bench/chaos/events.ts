import type { EventStage } from '../delivery/event-trial.ts';
import type { LoadHarnessProcess } from '../delivery/load-harness-process.ts';
import { sleep } from '../delivery/measurements.ts';
import type { KillPoint } from './kill-points.ts';
import { type ProgramPool, retryAfterKill } from './program-pool.ts';

/** Time until the reminders are due, in which the events are stored. */
const leadMs = 30_000;
/** Timeout of a stage after its last kill. */
const timeoutMs = 180_000;

/** How the message of each stage begins; Discord gets the colon after it escaped. */
const headings: Record<EventStage, string> = {
  remind: 'Nhắc bạn',
  move: 'Dời lịch',
  cancel: 'Đã hủy',
};

const firstUser = { discord: 1_510_000_000_000_000_000n, telegram: 5_000_000n };

/** What became of the messages of one stage, counted by the platforms and by the ledger. */
export interface StageResult {
  kills: number;
  /** Messages sent before they were due. */
  early: number;
  /** People who got it more than once. */
  doubled: number;
  /** People who did not get it, though it counts neither as unknown nor as failed. */
  lost: number;
  /** Of the unknown ones, how many had arrived. */
  arrivedUnknown: number;
  states: Partial<Record<string, number>>;
  isDone: boolean;
}

/** One stage with its kills: reminders fall due, or every event is moved or cancelled. */
async function runStage(
  pool: ProgramPool,
  platforms: LoadHarnessProcess,
  {
    stage,
    kills,
    people,
    dueAt,
    before,
    next,
  }: {
    stage: EventStage;
    kills: number;
    people: number;
    dueAt: number;
    before: string[];
    next(): KillPoint;
  },
): Promise<StageResult> {
  const change = async () => {
    if (stage === 'remind') return;
    await retryAfterKill(pool, (program) => program.ask({ ask: 'changeEvents', action: stage }));
  };
  if (stage === 'remind') await sleep(Math.max(0, dueAt - Date.now()));
  for (let killed = 0; killed < kills; killed += 1) {
    const program = await pool.anyProgram();
    if (stage !== 'remind')
      program.ask({ ask: 'changeEvents', action: stage }).catch(() => undefined);
    await pool.kill(next());
  }
  await change();
  const until = Date.now() + timeoutMs;
  const ledgerNow = () =>
    retryAfterKill(pool, (program) => program.ask({ ask: 'eventLedger', before }));
  let ledger = await ledgerNow();
  while (!ledger.isDone && Date.now() < until) {
    await sleep(500);
    ledger = await ledgerNow();
  }
  before.push(...ledger.ids);
  const words = headings[stage];
  const counts = await platforms.ask({ ask: 'count', words });
  const times = await platforms.ask({ ask: 'times', words });
  const result: StageResult = {
    kills,
    early:
      stage === 'remind'
        ? [...times.discord, ...times.telegram].filter((at) => at < dueAt).length
        : 0,
    ...{ doubled: 0, lost: 0, arrivedUnknown: 0 },
    states: ledger.states,
    isDone: ledger.isDone,
  };
  for (const platform of ['discord', 'telegram'] as const) {
    const unknown = new Set(
      ledger.unknown
        .filter((one) => one.platform === platform)
        .map(({ user }) => Number(BigInt(user) - firstUser[platform])),
    );
    for (const [index, count] of counts[platform].slice(0, people / 2).entries()) {
      if (count > 1) result.doubled += 1;
      if (count === 0 && !unknown.has(index)) result.lost += 1;
      if (count > 0 && unknown.has(index)) result.arrivedUnknown += 1;
    }
  }
  for (const [key, count = 0] of Object.entries(ledger.states))
    if (/failed|skipped/.test(key)) result.lost -= count;
  return result;
}

/** Reminds this many people in one minute, then moves their events and cancels them, killing the program meanwhile. */
export async function runEventStages(
  pool: ProgramPool,
  platforms: LoadHarnessProcess,
  { people, kills, next }: { people: number; kills: number; next(): KillPoint },
): Promise<StageResult[]> {
  const dueAt = Math.ceil((Date.now() + leadMs) / 60_000) * 60_000 + 1_000;
  await retryAfterKill(pool, (program) => program.ask({ ask: 'seedEvents', people, dueAt }));
  const results: StageResult[] = [];
  const before: string[] = [];
  for (const stage of ['remind', 'move', 'cancel'] as const) {
    const result = await runStage(pool, platforms, { stage, kills, people, dueAt, before, next });
    console.log(`${stage}: ${JSON.stringify(result)}`);
    results.push(result);
  }
  return results;
}
