import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listSubjects } from './source-tree.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Subjects that others build on. */
const sharedSubjects = ['communities', 'feeds', 'people', 'operations'];
/** A new subject is found by its folder. */
const subjects = listSubjects()
  .filter((subject) => !sharedSubjects.includes(subject))
  .map((subject) => `src/${subject}`);

/** The layers of the program from the top down: a room may import its own files and those of lower layers. */
const layers: readonly (readonly string[])[] = [
  [
    ...['src/main.js', 'src/resolve.ts', 'src/bundle.ts', 'src/bundle-program.ts'],
    'src/program-index.d.ts',
  ],
  ['src/app', 'prisma'],
  ['bots', 'src/web', 'commands'],
  ['src/help'],
  subjects,
  ['src/feeds', 'src/operations'],
  ['src/communities', 'src/people'],
  ['src/seats', 'src/notifications'],
  ['src/context'],
  ['src/pictures'],
  ['src/delivery'],
  ['src/message', 'src/schedule', 'src/database', 'src/fetch'],
  ['src/config'],
  ['src/language'],
  ['src/lazy.ts', 'src/platform.ts', 'src/typed-record.ts'],
];

/** Additional rules of some rooms: what they may import. */
const special: Readonly<Record<string, readonly string[]>> = {
  'src/kit': [
    'src/kit',
    'src/message',
    'src/language',
    'src/lazy.ts',
    'src/platform.ts',
    'src/typed-record.ts',
  ],
  playground: ['playground'],
};
/** Layers that may use the kit. */
const kitUsers = layers.findIndex((rooms) => rooms.includes('src/delivery'));

/** Each bot's library is imported only in that bot's folder. */
const transports: Readonly<Record<string, string>> = {
  'discord.js': 'bots/discord',
  telegraf: 'bots/telegram',
};

const roomOf = (file: string): string =>
  [...layers.flat(), ...Object.keys(special)].find(
    (room) => file === room || file.startsWith(`${room}/`),
  ) ?? file;

const layerOf = (room: string): number => layers.findIndex((rooms) => rooms.includes(room));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:^|\s)(?:from|import)\s+'([^']+)'/g)].map(([, source = '']) =>
    source.startsWith('.') ? path.join(path.dirname(file), source) : source,
  );
}

const files = ['src', 'bots', 'commands', 'playground', 'prisma']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(folder, name),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'));

/** What is wrong with this import, if anything. */
function wrong(from: string, to: string): string | undefined {
  const transport = transports[to.split('/')[0] ?? ''];
  if (transport !== undefined && !from.startsWith(transport)) {
    // The playground's page and tests know the platforms, the program only through its bots.
    return `${from} imports ${to}: only ${transport} may`;
  }
  if (!to.endsWith('.ts')) return undefined;
  const [above, below] = [roomOf(from), roomOf(to)];
  if (above === below) return undefined;
  const allowed = special[above];
  if (allowed)
    return allowed.includes(below) ? undefined : `${from} imports ${to}: ${above} may not`;
  // The program starts the playground and imports its world, nothing else.
  if (below === 'playground') {
    return layerOf(above) <= 1
      ? undefined
      : `${from} imports ${to}: only the start and the sample may`;
  }
  const level = layerOf(above);
  if (below === 'src/kit') return level < kitUsers ? undefined : `${from} imports the kit`;
  return level <= layerOf(below) ? undefined : `${from} imports ${to}, which is above it`;
}

test('assigns every file to a layer', () => {
  const homeless = files.filter((file) => {
    const room = roomOf(file);
    return layerOf(room) === -1 && special[room] === undefined;
  });
  expect(homeless).toEqual([]);
});

test('allows imports in one direction only', () => {
  const found = files.flatMap((file) =>
    importsOf(file).flatMap((target) => wrong(file, target) ?? []),
  );
  expect(found).toEqual([]);
});

test('detects a forbidden import', () => {
  expect(wrong('src/delivery/service.ts', 'bots/bot.ts')).toContain('above it');
  expect(wrong('playground/page.ts', 'src/message/build.ts')).toContain('may not');
  expect(wrong('commands/events.ts', 'telegraf')).toContain('only bots/telegram');
  expect(wrong('src/kit/runtime/dispatcher.ts', 'src/events/queries.ts')).toContain('may not');
});
