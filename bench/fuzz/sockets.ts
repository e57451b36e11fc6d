import type { PlatformName, Seen } from '../../playground/stage.ts';
import { sampleWorld } from '../../playground/world.ts';
import { openDatabase } from '../../src/database/database.ts';
import { openPGlite } from '../../src/database/pglite.ts';
import { bringUpToDate } from '../../src/database/prepare.ts';
import { publishedText } from '../../src/kit/kinds/published-text.ts';
import { translators } from '../../src/language/catalogue.ts';
import { eventually, pings, readable } from '../../test/support/cast.ts';
import { type House, openHouse } from '../../test/support/house.ts';
import { letters, standsIn } from '../../test/support/letters.ts';
import { escaped, type Fault } from './play.ts';
import { anyText, pickBy } from './texts.ts';

/** Longer texts are no message on Telegram once everything else stands beside them. */
const longest = 1_000;
/** `name:` in a text begins another option in the line that the local Discord's client reads. */
const looksLikeOption = /(?:^|\s)[^\s:]+:/u;

async function openMemory() {
  const pglite = await openPGlite('memory');
  await bringUpToDate(pglite);
  const cluster = await pglite.dumpDataDir('none');
  await pglite.close();
  return openDatabase({ folder: 'memory', cluster });
}

/**
 * What the author of a text saw in Discord's client, in a conversation with the bot alone: it sends codes. The texts
 * here hold no other ones.
 */
function seenOnDiscord(text: string): string {
  const { actors, discord } = sampleWorld;
  const people = actors.map(({ name, discord: { id } }) => [`<@${id}>`, `@${name}`] as const);
  const servers = discord.servers.flatMap(({ channels, roles }) => [
    ...channels.map(({ id, name }) => [`<#${id}>`, `#${name}`] as const),
    // Roles are a server's, and this is none.
    ...roles.map(({ id }) => [`<@&${id}>`, `@${translators.vi.t('kit.written.role')}`] as const),
  ]);
  return [...people, ...servers]
    .reduce((seen, [code, words]) => seen.replaceAll(code, words), text)
    .replace(/<a?(:\w+:)\d{5,20}>/g, '$1')
    .replace(/<(https?:\/\/[^\s<>]+)>/g, '$1');
}

/** Puts an event with this title on the board. @returns what is wrong */
async function tried(
  house: House,
  platform: PlatformName,
  text: string,
  title: { ok: true; value: string } | { ok: false },
): Promise<string[]> {
  const { prisma } = house.database;
  const stage = house.stages[platform];
  const place = stage.places('thao').find(({ kind }) => kind === 'private')?.key ?? '';
  const before = await prisma.event.count();
  const since = stage.version();
  const source = 'https://example.org/nguon';
  const line =
    platform === 'discord'
      ? `/event new title:${text} when:30/12 source:${source}`
      : `/event_new title="${escaped(text)}" when="30/12" source="${source}"`;
  try {
    await stage.say('thao', place, line);
  } catch (error) {
    // The client itself takes no such text.
    if (platform === 'discord') return [];
    throw error;
  }
  /** A question on Telegram is two messages; an event that was made has a button. */
  const isWhole = (all: readonly Seen[]): boolean => {
    if (title.ok) return all.some(({ buttons }) => buttons.length > 0);
    return all.length >= (platform === 'telegram' ? 2 : 1);
  };
  const said = await eventually(
    [stage],
    () => {
      const all = stage
        .seen('thao', place)
        .filter(({ from, version, pending }) => from.bot && version > since && !pending);
      return isWhole(all) ? all : undefined;
    },
    () => `nothing was answered to ${JSON.stringify(line)}`,
  );
  const made = (await prisma.event.count()) - before;
  const newest = await prisma.event.findFirst({ orderBy: { createdAt: 'desc' } });
  const shown = said.map(readable).join('\n');
  return [
    ...said.flatMap(pings).map((whom) => `pings ${whom}`),
    ...(made === (title.ok ? 1 : 0) ? [] : [`made ${made}: ${shown}`]),
    ...(title.ok && letters(newest?.title ?? '') !== letters(title.value)
      ? [`torn: ${newest?.title}`]
      : []),
    ...(title.ok && !standsIn(letters(title.value), letters(shown)) ? [`lost: ${shown}`] : []),
    ...(title.ok && newest?.place !== '' ? [`torn: ${newest?.place}`] : []),
  ];
}

/** So many titles of events through both clients, over sockets, into the store and back. */
export async function playSockets(random: () => number, count: number): Promise<Fault[]> {
  const pick = pickBy(random);
  const database = await openMemory();
  const house = await openHouse({ database, start: Date.parse('2026-11-24T02:00:00Z') });
  const faults: Fault[] = [];
  // Moments in a text are said for whoever writes.
  const context = {
    ...{ locale: 'vi' as const, zone: 'Asia/Ho_Chi_Minh', t: translators.vi.t },
    now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  };
  // As `/event new` takes its title.
  const { kind } = publishedText({ max: 200 });
  try {
    for (let at = 0; at < count; ) {
      const text = anyText(random);
      const platform = pick(['discord', 'telegram'] as const);
      if (text.length > longest) continue;
      if (platform === 'discord' && (looksLikeOption.test(text) || text.trim() === '')) continue;
      at += 1;
      // The client's option field holds one line, and no space around it.
      const written =
        platform === 'discord'
          ? seenOnDiscord(
              text
                .normalize('NFC')
                .replace(/\s*\n\s*/g, ' ')
                .trim(),
            )
          : text;
      const read = await kind.read(written, context, {});
      const wrong = await tried(house, platform, text, read);
      if (wrong.length > 0)
        faults.push({ command: 'event new', argument: 'title', way: platform, text, wrong });
    }
    const problems = [
      ...house.problems,
      ...house.complaints.filter((line) => /"level":(50|60)/.test(line)),
    ];
    if (problems.length > 0)
      faults.push({ command: '', argument: '', way: 'sockets', text: '', wrong: problems });
  } finally {
    await house.close();
    await database.close();
  }
  return faults;
}
