import type { PlatformName } from '../../playground/driver/client-driver.ts';
import type { VisibleMessage } from '../../playground/driver/visible-message.ts';
import { sampleWorld } from '../../playground/sample-world.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrateCluster } from '../../src/database/embedded/cluster-setup.ts';
import { openPGlite } from '../../src/database/embedded/pglite.ts';
import { readDraftContent } from '../../src/events/drafts/draft.ts';
import { publishedText } from '../../src/kit/argument-types/published-text.ts';
import { translators } from '../../src/language/catalogue.ts';
import { type AppFixture, openAppFixture } from '../../test/support/fixtures/app-fixture.ts';
import { pingedMentions, readableText } from '../../test/support/scenario/visible-text.ts';
import { waitForChange } from '../../test/support/scenario/wait-for-change.ts';
import { isSubsequence, visibleLetters } from '../../test/support/visible-letters.ts';
import { escapeQuotes, type FuzzFailure } from './fuzz-arguments.ts';
import { createPicker, randomText } from './random-text.ts';

/** Longer texts exceed Telegram's limit together with the rest of the message. */
const longest = 1_000;
/** `name:` in a text begins another option for the local Discord client. */
const looksLikeOption = /(?:^|\s)[^\s:]+:/u;

async function openMemory() {
  const pglite = await openPGlite('memory');
  await migrateCluster(pglite);
  const initialDump = await pglite.dumpDataDir('none');
  await pglite.close();
  return openDatabase({ folder: 'memory', initialDump });
}

/**
 * The text as its author saw it in Discord's client in a private chat: the client sends codes instead of mentions. These
 * texts contain no others.
 */
function seenOnDiscord(text: string): string {
  const { actors, discord } = sampleWorld;
  const people = actors.map(({ name, discord: { id } }) => [`<@${id}>`, `@${name}`] as const);
  const servers = discord.servers.flatMap(({ channels, roles }) => [
    ...channels.map(({ id, name }) => [`<#${id}>`, `#${name}`] as const),
    // A private chat has no roles.
    ...roles.map(({ id }) => [`<@&${id}>`, `@${translators.vi.t('kit.written.role')}`] as const),
  ]);
  return [...people, ...servers]
    .reduce((seen, [code, words]) => seen.replaceAll(code, words), text)
    .replace(/<a?(:\w+:)\d{5,20}>/g, '$1')
    .replace(/<(https?:\/\/[^\s<>]+)>/g, '$1');
}

/** Drafts an event with this title. @returns the problems */
async function tried(
  house: AppFixture,
  platform: PlatformName,
  text: string,
  title: { ok: true; value: string } | { ok: false },
): Promise<string[]> {
  const { prisma } = house.database;
  const stage = house.drivers[platform];
  const place = stage.places('thao').find(({ kind }) => kind === 'private')?.key ?? '';
  const before = await prisma.eventDraft.count();
  const since = stage.latestVersion();
  const source = 'https://example.org/nguon';
  const line =
    platform === 'discord'
      ? `/event new title:${text} when:30/12 source:${source}`
      : `/event_new title="${escapeQuotes(text)}" when="30/12" source="${source}"`;
  try {
    await stage.sendMessage('thao', place, line);
  } catch (error) {
    // The client rejects such a text itself.
    if (platform === 'discord') return [];
    throw error;
  }
  /** A prompt on Telegram is two messages; a draft has buttons. */
  const isWhole = (all: readonly VisibleMessage[]): boolean => {
    if (title.ok) return all.some(({ buttons }) => buttons.length > 0);
    return all.length >= (platform === 'telegram' ? 2 : 1);
  };
  const said = await waitForChange(
    [stage],
    () => {
      const all = stage
        .messages('thao', place)
        .filter(({ from, version, pending }) => from.bot && version > since && !pending);
      return isWhole(all) ? all : undefined;
    },
    () => `nothing was answered to ${JSON.stringify(line)}`,
  );
  const made = (await prisma.eventDraft.count()) - before;
  const draft = await prisma.eventDraft.findFirst({ orderBy: { id: 'desc' } });
  const newest = draft ? readDraftContent(draft).content : undefined;
  const shown = said.map(readableText).join('\n');
  return [
    ...said.flatMap(pingedMentions).map((whom) => `pings ${whom}`),
    ...(made === (title.ok ? 1 : 0) ? [] : [`made ${made}: ${shown}`]),
    ...(title.ok && visibleLetters(newest?.title ?? '') !== visibleLetters(title.value)
      ? [`torn: ${newest?.title}`]
      : []),
    ...(title.ok && !isSubsequence(visibleLetters(title.value), visibleLetters(shown))
      ? [`lost: ${shown}`]
      : []),
    ...(title.ok && newest?.place !== '' ? [`torn: ${newest?.place}`] : []),
  ];
}

/** Creates this many events through both clients, over sockets, and reads them back from the database. */
export async function fuzzSockets(random: () => number, count: number): Promise<FuzzFailure[]> {
  const pick = createPicker(random);
  const database = await openMemory();
  const house = await openAppFixture({ database, start: Date.parse('2026-11-24T02:00:00Z') });
  const faults: FuzzFailure[] = [];
  // Timestamps in a text are replaced in the author's zone.
  const context = {
    ...{ locale: 'vi' as const, zone: 'Asia/Ho_Chi_Minh', t: translators.vi.t },
    now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
  };
  // As `/event new` parses its title.
  const { type } = publishedText({ max: 200 });
  try {
    for (let at = 0; at < count; ) {
      const text = randomText(random);
      const platform = pick(['discord', 'telegram'] as const);
      if (text.length > longest) continue;
      if (platform === 'discord' && (looksLikeOption.test(text) || text.trim() === '')) continue;
      at += 1;
      // The client's option field is one line, trimmed.
      const written =
        platform === 'discord'
          ? seenOnDiscord(
              text
                .normalize('NFC')
                .replace(/\s*\n\s*/g, ' ')
                .trim(),
            )
          : text;
      const read = await type.parse(written, context, {});
      const wrong = await tried(house, platform, text, read);
      if (wrong.length > 0)
        faults.push({ command: 'event new', argument: 'title', way: platform, text, wrong });
    }
    const problems = [
      ...house.specViolations,
      ...house.loggedWarnings.filter((line) => /"level":(50|60)/.test(line)),
    ];
    if (problems.length > 0)
      faults.push({ command: '', argument: '', way: 'sockets', text: '', wrong: problems });
  } finally {
    await house.close();
    await database.close();
  }
  return faults;
}
