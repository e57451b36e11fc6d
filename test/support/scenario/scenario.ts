import { beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../../../commands/index.ts';
import type { PlatformName } from '../../../playground/driver/client-driver.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { commandSpelling } from '../../../src/language/catalogue.ts';
import { locales } from '../../../src/language/locale.ts';
import { emptyDatabase } from '../database/empty-database.ts';
import { openEmbeddedDatabase } from '../database/test-databases.ts';
import {
  type AppFixture,
  type AppFixtureOptions,
  openAppFixture,
} from '../fixtures/app-fixture.ts';
import { withoutRow } from './row-buttons.ts';
import { samplePlaces } from './sample-places.ts';
import { createScenarioUser, type ScenarioUser } from './scenario-user.ts';
import { createTranscript, type TranscriptLine } from './transcript.ts';
import type { ScenarioUserContext } from './user/viewpoint.ts';

/** A Tuesday morning in Vietnam, 09:00. */
const tuesday = Date.parse('2026-11-24T02:00:00Z');

export interface ScenarioContext {
  platform: PlatformName;
  app: AppFixture;
  linh: ScenarioUser;
  minh: ScenarioUser;
  thao: ScenarioUser;
  quang: ScenarioUser;
  hanh: ScenarioUser;
  /** Where several people write on this platform. */
  group: string;
  /** Where they read what the community announces. */
  announcements: string;
  /** A person of another world than the sample. */
  person(key: string): ScenarioUser;
  /** A person on the other platform. */
  onOtherPlatform(key: string, place?: string): ScenarioUser;
}

export interface ScenarioOptions
  extends Partial<
    Pick<
      AppFixtureOptions,
      'sample' | 'environment' | 'start' | 'telegramServer' | 'fetchPolicy' | 'world'
    >
  > {
  /** Ways in which the two platforms' transcripts may differ, by name: a line is changed before it is compared. */
  differences?: Record<string, (text: string) => string>;
  /** The platforms go different ways here from beginning to end, for this reason. */
  incomparableReason?: string;
  /** It can happen on one platform alone, for this reason; it is played there alone. */
  only?: { platform: PlatformName; because: string };
  /** How long it may take, in milliseconds, where it is long. */
  timeout?: number;
}

/** Commands by what they are typed as in one word, in either language. */
const namesOfTyped: ReadonlyMap<string, string> = new Map(
  (await loadCommands()).flatMap(({ name }) =>
    locales.map((locale) => [commandSpelling(locale, name), name] as const),
  ),
);

/**
 * Who, whether anybody else sees it, the words and the buttons. Spaces, marks and the way in which a platform writes
 * a command count for nothing, nor does it in which message a file comes: `gets` writes down that it came.
 */
function comparableLine(
  { who, isOnlyReader, text, buttons, differenceReason }: TranscriptLine,
  { differences = {} }: ScenarioOptions,
) {
  if (differenceReason !== undefined) return { who, differs: differenceReason };
  const reduced = Object.values(differences).reduce((line, change) => change(line), text);
  return {
    who,
    alone: isOnlyReader,
    text: reduced
      .replace(/\/([a-z0-9_]+)/g, (all, typed) => `/${namesOfTyped.get(typed) ?? all.slice(1)}`)
      .replace(/\/([a-z0-9]+)[_ ](?=\w)/g, '/$1 ')
      .replace(/[•\-*]\s/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
    buttons: buttons.map((label) =>
      withoutRow(Object.values(differences).reduce((line, change) => change(line), label)),
    ),
  };
}

/** People talking, played on both platforms with the whole program; both must say the same. */
export function scenario(
  name: string,
  play: (scene: ScenarioContext) => Promise<void>,
  options: ScenarioOptions = {},
): void {
  describe(name, () => {
    const played = new Map<PlatformName, TranscriptLine[]>();
    let database: OpenDatabase;
    let commands: ReadonlySet<string>;
    beforeAll(async () => {
      database = await sharedDatabase();
      commands = new Set(
        (await loadCommands()).map((command) => command.name).filter((one) => one.includes(' ')),
      );
    });

    const { only } = options;
    const tried = (['discord', 'telegram'] as const).filter(
      (one) => only === undefined || only.platform === one,
    );
    test.each(tried)(
      '%s',
      async (platform) => {
        await emptyDatabase(database.prisma);
        const app = await openAppFixture({
          database,
          start: options.start ?? tuesday,
          ...(options.sample === undefined ? {} : { sample: options.sample }),
          ...(options.telegramServer === undefined
            ? {}
            : { telegramServer: options.telegramServer }),
          ...(options.fetchPolicy ? { fetchPolicy: options.fetchPolicy } : {}),
          ...(options.world ? { world: options.world } : {}),
          ...(options.environment ? { environment: options.environment } : {}),
        });
        const transcript = createTranscript();
        const craft: ScenarioUserContext = { app, platform, transcript, commands };
        const other: ScenarioUserContext = {
          ...craft,
          platform: platform === 'discord' ? 'telegram' : 'discord',
        };
        try {
          await play({
            platform,
            app,
            linh: createScenarioUser(craft, 'linh'),
            minh: createScenarioUser(craft, 'minh'),
            thao: createScenarioUser(craft, 'thao'),
            quang: createScenarioUser(craft, 'quang'),
            hanh: createScenarioUser(craft, 'hanh'),
            group: samplePlaces.group[platform],
            announcements: samplePlaces.announcements[platform],
            person: (key) => createScenarioUser(craft, key),
            onOtherPlatform: (key, place) => createScenarioUser({ ...other }, key, place),
          });
          expect(app.specViolations, 'requests against the platforms’ specifications').toEqual([]);
        } finally {
          transcript.write(name, platform);
          await app.close();
        }
        played.set(platform, transcript.lines);
      },
      options.timeout,
    );

    test.skipIf(options.incomparableReason !== undefined || only !== undefined)(
      'gives the same transcript on both platforms',
      () => {
        const reduce = (platform: PlatformName) =>
          (played.get(platform) ?? []).map((line) => comparableLine(line, options));
        expect(reduce('telegram')).toEqual(reduce('discord'));
      },
    );
  });
}

let opened: Promise<OpenDatabase> | undefined;
/** One embedded database for all files that a worker plays; every scenario empties it first. */
function sharedDatabase(): Promise<OpenDatabase> {
  opened ??= openEmbeddedDatabase();
  return opened;
}
