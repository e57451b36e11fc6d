import { readCommand } from '../../bots/telegram/read/message.ts';
import { text as textArgument } from '../../src/kit/argument-types/text.ts';
import { visibleLength } from '../../src/language/text/visible.ts';
import { isSubsequence } from '../../test/support/visible-letters.ts';
import { type FuzzKit, type FuzzOutcome, type FuzzTarget, matchesExpected } from './fuzz-kit.ts';
import { createPicker, randomText } from './random-text.ts';
import { findRenderProblems } from './render-problems.ts';

/** Ways in which a text can be passed to an argument. */
const ways = ['option', 'named', 'answer', 'quoted', 'bare'] as const;
type InputPath = (typeof ways)[number];

export interface FuzzFailure {
  command: string;
  argument: string;
  way: InputPath | 'discord' | 'telegram' | 'sockets';
  text: string;
  wrong: string[];
}

const pairs = ['""', '“”', '„“', '„”', '‟”', '«»', '»«', '‘’', "''", '““', '””'] as const;
const signs = '"“”„‟«»‹›‘’‚\'「」『』＂';

/** A value quoted so that all its characters are literal. */
export const escapeQuotes = (text: string): string =>
  text.replace(new RegExp(`(\\\\*)([${signs}]|$)`, 'gu'), (_, slashes: string, sign: string) =>
    sign === '' ? slashes + slashes : `${slashes}${slashes}\\${sign}`,
  );

const quote = (text: string, pair: string): string => `${pair.charAt(0)}${text}${pair.charAt(1)}`;

const isSureWay = (way: InputPath): boolean => way !== 'quoted' && way !== 'bare';

/** Text that looks like `name:value` and may be parsed as that. */
const looksNamed = (text: string): boolean => /(?:^|\s)[\p{L}\p{M}_ ]+=/u.test(text);

/** The text without quotes, backslashes, spaces and invisible characters, for comparisons. */
const bare = (words: string): string =>
  words
    .normalize('NFC')
    .replace(
      new RegExp(`[${signs}\\\\\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]`, 'gu'),
      '',
    );

/** Whether a text may contain two quoted values. */
const looksParted = new RegExp(`[${signs}]\\s+[${signs}]`, 'u');

/** Text as parsed by a text argument. */
const anyWords = textArgument({ min: 0, max: 1_000_000 }).type;

/**
 * Possible meanings of a positional text: quotes around it may be kept, and quotations in it may be values of several
 * arguments.
 */
async function expectedByPosition(
  kit: FuzzKit,
  { command, argument, others }: FuzzTarget,
  values: Readonly<Record<string, unknown>>,
  written: string,
): Promise<ReadonlyMap<string, unknown>> {
  const got = values[argument];
  const read = await kit.read(anyWords, written);
  if (typeof got !== 'string' || !read.ok) return new Map();
  const wanted = bare(String(read.value));
  if (bare(got) === wanted) return new Map([[argument, got]]);
  const given = Object.keys(kit.argsOf(command)).flatMap((name): [string, unknown][] =>
    others.has(name) ? [] : [[name, values[name]]],
  );
  const words = given.flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
  return looksParted.test(written) && isSubsequence(bare(words.join('')), wanted)
    ? new Map(given)
    : new Map();
}

/** Passes one text to one argument in one way. @returns the problems */
async function tryText(
  kit: FuzzKit,
  target: FuzzTarget,
  way: InputPath,
  text: string,
  pair: string,
): Promise<string[]> {
  const { command, typed, argument, others } = target;
  const beside = [...others].map(([name, { raw }]) => `${name}="${raw}"`).join(' ');
  const raws = Object.fromEntries([...others].map(([name, { raw }]) => [name, raw]));
  const read = await kit.read(target.kind, text);
  const onTelegram = (words: string) => {
    const line = readCommand(`/${typed} ${words}`, 'callboard_bot')?.line ?? '';
    return kit.line(command, line);
  };
  const hear = async (): Promise<FuzzOutcome> => {
    switch (way) {
      case 'option':
        return kit.options(command, { ...raws, [argument]: text });
      case 'named':
        return onTelegram(`${beside} ${argument}=${quote(escapeQuotes(text), pair)}`);
      case 'answer':
        await onTelegram(beside);
        return kit.answer(text);
      case 'quoted':
        return onTelegram(`${quote(text, pair)} ${beside}`);
      case 'bare':
        return onTelegram(`${text} ${beside}`);
    }
  };
  const heard = await hear();
  const { values, said, kept, broken } = heard;
  const meant = new Map<string, unknown>([...others].map(([name, { value }]) => [name, value]));
  if (read.ok) meant.set(argument, read.value);
  if (!isSureWay(way) && values)
    for (const [name, value] of await expectedByPosition(kit, target, values, text))
      meant.set(name, value);
  const isBlank = visibleLength(text) === 0 && !isSureWay(way);
  const isSure = isSureWay(way);
  const isTorn =
    values !== undefined &&
    !isBlank &&
    (isSure || !looksNamed(text)) &&
    !(matchesExpected(values, meant, kit.argsOf(command)) && meant.has(argument));
  const isDropped = isSure && read.ok && values === undefined && kept?.[argument] === undefined;
  const isThereNow = typeof kept?.[argument] === 'string' && kept[argument] !== text;
  const words = Object.values(values ?? {}).filter((value) => typeof value === 'string');
  return [
    ...broken.map((problem) => `broke: ${problem}`),
    ...(isTorn ? [`torn: ${JSON.stringify(values)}`] : []),
    ...(isDropped ? [`lost: ${JSON.stringify({ kept, said })}`] : []),
    ...(isSure && isThereNow ? [`changed: ${JSON.stringify(kept)}`] : []),
    ...(said.length === 0 && values === undefined ? ['nothing was said'] : []),
    ...said.flatMap((one, at) =>
      findRenderProblems(one, values && at === said.length - 1 ? words : []),
    ),
  ];
}

/** Whether a text can be passed to this argument in this way. */
function isPossible(
  { required, others, argument }: FuzzTarget,
  way: InputPath,
  kit: FuzzKit,
  command: string,
  text: string,
) {
  const args = kit.argsOf(command);
  // Prompts only ask for required arguments; a command is no answer.
  if (way === 'answer') return required && text.trim() !== '' && !text.startsWith('/');
  const isFree = args[argument]?.type.acceptsAnyText === true;
  return way === 'option' || way === 'named' || (isFree && others.size < 25);
}

interface FuzzRun {
  texts: number;
  ways: Record<InputPath, number>;
  faults: FuzzFailure[];
}

/** Passes this many texts to every text argument, one after the other. */
export async function fuzzArguments(
  kit: FuzzKit,
  random: () => number,
  count: number,
  told: (done: number) => void = () => undefined,
): Promise<FuzzRun> {
  const pick = createPicker(random);
  const played: FuzzRun = {
    texts: 0,
    ways: { option: 0, named: 0, answer: 0, quoted: 0, bare: 0 },
    faults: [],
  };
  for (let at = 0; at < count; at += 1) {
    const target = kit.targets[at % kit.targets.length];
    if (!target) break;
    const text = randomText(random);
    const possible = ways.filter((way) => isPossible(target, way, kit, target.command, text));
    const way = pick(possible);
    const { command, argument } = target;
    const wrong = await tryText(kit, target, way, text, pick(pairs)).catch((error: unknown) => [
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    ]);
    if (wrong.length > 0) played.faults.push({ command, argument, way, text, wrong });
    played.texts += 1;
    played.ways[way] += 1;
    told(played.texts);
  }
  return played;
}
