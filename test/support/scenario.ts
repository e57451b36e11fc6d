import { beforeAll, describe, expect, test } from 'vitest';
import { loadCommands } from '../../commands/index.ts';
import type { PlatformName } from '../../playground/stage.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { typedCommand } from '../../src/language/catalogue.ts';
import { locales } from '../../src/language/locale.ts';
import { type Actor, actor, createTranscript, type Line, type Stagecraft } from './cast.ts';
import { openEmbedded } from './databases.ts';
import { emptyDatabase } from './empty.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** A Tuesday morning in Vietnam, 09:00. */
const tuesday = Date.parse('2026-11-24T02:00:00Z');

export interface Scene {
  platform: PlatformName;
  house: House;
  linh: Actor;
  minh: Actor;
  thao: Actor;
  quang: Actor;
  hanh: Actor;
  /** Where several people write on this platform. */
  group: string;
  /** A person on the other platform. */
  elsewhere(key: string, place?: string): Actor;
}

export interface ScenarioOptions
  extends Partial<Pick<HouseOptions, 'sample' | 'environment' | 'start'>> {
  /** Ways in which the two platforms' transcripts may differ, by name: a line is changed before it is compared. */
  differences?: Record<string, (text: string) => string>;
  /** One platform shows an answer to more people than the other, for this reason. */
  seenByMore?: string;
  /** The platforms go different ways here from beginning to end, for this reason. */
  incomparable?: string;
  /** It can happen on one platform alone, for this reason; it is played there alone. */
  only?: { platform: PlatformName; because: string };
  /** How long it may take, in milliseconds, where it is long. */
  timeout?: number;
}

const groups: Record<PlatformName, string> = {
  discord: 'trò-chuyện',
  telegram: 'Nhà sáng tạo Việt',
};

/** Commands by what they are typed as in one word, in either language. */
const namesOfTyped: ReadonlyMap<string, string> = new Map(
  (await loadCommands()).flatMap(({ name }) =>
    locales.map((locale) => [typedCommand(locale, name), name] as const),
  ),
);

/**
 * Who, whether anybody else sees it, the words and the buttons. Spaces, marks and the way in which a platform writes
 * a command count for nothing, nor does it in which message a file comes: `gets` writes down that it came.
 */
function comparable(
  { who, alone, text, buttons, differs }: Line,
  { differences = {}, seenByMore }: ScenarioOptions,
) {
  if (differs !== undefined) return { who, differs };
  const reduced = Object.values(differences).reduce((line, change) => change(line), text);
  return {
    who,
    alone: seenByMore === undefined && alone,
    text: reduced
      .replace(/\/([a-z0-9_]+)/g, (all, typed) => `/${namesOfTyped.get(typed) ?? all.slice(1)}`)
      .replace(/\/([a-z0-9]+)[_ ](?=\w)/g, '/$1 ')
      .replace(/[•\-*]\s/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
    buttons: buttons.map((label) =>
      Object.values(differences).reduce((line, change) => change(line), label),
    ),
  };
}

/** People talking, played on both platforms with the whole program; both must say the same. */
export function scenario(
  name: string,
  play: (scene: Scene) => Promise<void>,
  options: ScenarioOptions = {},
): void {
  describe(name, () => {
    const played = new Map<PlatformName, Line[]>();
    let database: OpenDatabase;
    let commands: ReadonlySet<string>;
    beforeAll(async () => {
      database = await sharedDatabase();
      commands = new Set(
        (await loadCommands()).map((command) => command.name).filter((one) => one.includes(' ')),
      );
    });

    const { only } = options;
    const platforms = (['discord', 'telegram'] as const).filter(
      (one) => only === undefined || only.platform === one,
    );
    test.each(platforms)(
      '%s',
      async (platform) => {
        await emptyDatabase(database.prisma);
        const house = await openHouse({
          database,
          start: options.start ?? tuesday,
          ...(options.sample === undefined ? {} : { sample: options.sample }),
          ...(options.environment ? { environment: options.environment } : {}),
        });
        const transcript = createTranscript();
        const craft: Stagecraft = { house, platform, transcript, commands };
        const other: Stagecraft = {
          ...craft,
          platform: platform === 'discord' ? 'telegram' : 'discord',
        };
        try {
          await play({
            platform,
            house,
            linh: actor(craft, 'linh'),
            minh: actor(craft, 'minh'),
            thao: actor(craft, 'thao'),
            quang: actor(craft, 'quang'),
            hanh: actor(craft, 'hanh'),
            group: groups[platform],
            elsewhere: (key, place) => actor({ ...other }, key, place),
          });
          expect(house.problems, 'requests against the platforms’ specifications').toEqual([]);
        } finally {
          transcript.write(name, platform);
          await house.close();
        }
        played.set(platform, transcript.lines);
      },
      options.timeout,
    );

    test.skipIf(options.incomparable !== undefined || only !== undefined)(
      'says the same on both',
      () => {
        const reduce = (platform: PlatformName) =>
          (played.get(platform) ?? []).map((line) => comparable(line, options));
        expect(reduce('telegram')).toEqual(reduce('discord'));
      },
    );
  });
}

let opened: Promise<OpenDatabase> | undefined;
/** One embedded database for all files that a worker plays; every scenario empties it first. */
function sharedDatabase(): Promise<OpenDatabase> {
  opened ??= openEmbedded();
  return opened;
}
