import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startLocalDiscord } from '../../../playground/discord/index.ts';
import type { ClientDriver } from '../../../playground/driver/client-driver.ts';
import { startLocalTelegram } from '../../../playground/telegram/index.ts';
import { seedSampleData } from '../../../prisma/sample.ts';
import { type DatabaseAddress, openDatabase } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import type { Platform } from '../../../src/platform.ts';
import {
  createDatabaseFolder,
  createPostgresDatabase,
} from '../../support/database/test-databases.ts';
import { crowdedWorld } from '../../support/fixtures/crowded-world.ts';
import { typedLine } from '../../support/scenario/typed-command.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

const people = 400;
const seats = 25;
const title = 'Khóa học ai cũng muốn';

async function openCourse(db: PrismaClient, start: number): Promise<string> {
  const community = await db.community.findFirstOrThrow();
  const { sessions } = await db.course.create({
    data: {
      communityId: community.id,
      title,
      searchText: 'khoa hoc ai cung muon',
      sessions: {
        create: {
          startsAt: new Date(start + 86_400_000),
          endsAt: new Date(start + 90_000_000),
          zone: 'Asia/Ho_Chi_Minh',
          seats,
        },
      },
    },
    include: { sessions: true },
  });
  return sessions[0]?.id ?? '';
}

/** Half of the people on each platform, all at the same moment. */
async function rush(stages: Record<Platform, ClientDriver>): Promise<string[]> {
  const crowd = Array.from({ length: people }, (_, index) => ({
    key: `person${index}`,
    stage: stages[index % 2 === 0 ? 'discord' : 'telegram'],
  }));
  await Promise.all(
    crowd.map(({ key, stage }) =>
      stage.sendMessage(key, 'dm', typedLine(stage.platform, '/signup', { course: title })),
    ),
  );
  return vi.waitFor(
    () => {
      const answers = crowd.map(({ key, stage }) =>
        stage
          .messages(key, 'dm')
          .filter(({ from, pending }) => from.bot && !pending)
          .map(readableText)
          .join('\n'),
      );
      const silent = answers.filter((answer) => answer === '').length;
      if (silent > 0) {
        const told = crowd.flatMap(({ key, stage }) => stage.notices(key)).at(0)?.message;
        throw new Error(`${silent} of ${people} people have no answer; first notice: ${told}`);
      }
      return answers;
    },
    { timeout: 40_000, interval: 100 },
  );
}

/** Never oversold, the waiting list in the order of arrival, and every answer correct. */
async function isFair(
  db: PrismaClient,
  sessionId: string,
  answers: readonly string[],
): Promise<void> {
  const signups = await db.signup.findMany({ where: { sessionId }, orderBy: { position: 'asc' } });
  expect(signups).toHaveLength(people);
  expect(new Set(signups.map(({ personId }) => personId)).size).toBe(people);
  expect(signups.map(({ state }) => state)).toEqual([
    ...Array(seats).fill('confirmed'),
    ...Array(people - seats).fill('waiting'),
  ]);
  const numbers = answers.flatMap((answer) => {
    const found = /đứng thứ (\d+) trong danh sách chờ/.exec(answer);
    return found ? [Number(found[1])] : [];
  });
  expect(numbers.sort((a, b) => a - b)).toEqual(
    Array.from({ length: people - seats }, (_, index) => index + 1),
  );
}

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function startProgram(environment: Record<string, string>): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.resolve('src/main.js')],
    {
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  children.push(child);
  return child;
}

const ready = async (stages: readonly ClientDriver[]): Promise<void> => {
  await vi.waitFor(
    () => Promise.all(stages.map((stage) => stage.sendMessage('linh', 'dm', '/help'))),
    {
      timeout: 30_000,
      interval: 200,
    },
  );
  await vi.waitFor(
    () => {
      for (const stage of stages) {
        if (!stage.messages('linh', 'dm').some(({ from, pending }) => from.bot && !pending)) {
          throw new Error(`${stage.platform} is silent`);
        }
      }
    },
    { timeout: 20_000, interval: 100 },
  );
};

const stopped = (program: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    program.once('exit', resolve);
    program.kill('SIGTERM');
  });

/** Both platforms with the crowd, and what a program needs to connect to them. */
async function openPlatforms() {
  const world = crowdedWorld(people);
  const [discord, telegram] = await Promise.all([
    startLocalDiscord({ world }),
    startLocalTelegram({ world }),
  ]);
  return {
    stages: { discord: discord.driver, telegram: telegram.driver },
    discord: { DISCORD_TOKEN: world.discord.bot.token, DISCORD_API_URL: discord.url },
    telegram: { TELEGRAM_TOKEN: world.telegram.bot.token, TELEGRAM_API_URL: telegram.url },
    close: () => Promise.all([discord.stop(), telegram.stop()]),
  };
}

/** The sample community with the course that everyone signs up for. */
async function fill(address: DatabaseAddress): Promise<string> {
  const database = await openDatabase(address);
  await seedSampleData(database.prisma, { now: new Date() });
  const session = await openCourse(database.prisma, Date.now());
  await database.close();
  return session;
}

const crowdTest = { timeout: 120_000 };

test(
  'gives 25 seats to 400 people over both bots at once on the embedded database',
  crowdTest,
  async () => {
    const data = mkdtempSync(path.join(tmpdir(), 'callboard-rush-'));
    const address = { folder: path.join(data, 'database') };
    await createDatabaseFolder(address.folder);
    const session = await fill(address);
    const platforms = await openPlatforms();
    const program = startProgram({ DATA_DIR: data, ...platforms.discord, ...platforms.telegram });
    await ready(Object.values(platforms.stages));
    const answers = await rush(platforms.stages);
    expect(await stopped(program)).toBe(0);
    const database = await openDatabase(address);
    await isFair(database.prisma, session, answers);
    await database.close();
    await platforms.close();
    rmSync(data, { recursive: true });
  },
);

test(
  'gives 25 seats to 400 people on PostgreSQL with each bot in its own process',
  crowdTest,
  async () => {
    const url = await createPostgresDatabase();
    const session = await fill({ url });
    const platforms = await openPlatforms();
    const programs = [
      startProgram({ DATABASE_URL: url, ...platforms.discord }),
      startProgram({ DATABASE_URL: url, ...platforms.telegram }),
    ];
    await ready(Object.values(platforms.stages));
    const answers = await rush(platforms.stages);
    expect(await Promise.all(programs.map(stopped))).toEqual([0, 0]);
    const database = await openDatabase({ url });
    await isFair(database.prisma, session, answers);
    await database.close();
    await platforms.close();
  },
);
