import type { ValueOption } from '../schemas/commands.ts';
import type { Context } from '../state/context.ts';
import type { Channel, User } from '../state/state.ts';
import { localizedName } from './commands.ts';
import { acceptedSpellings, optionChoices } from './option-values.ts';

/** An option with what was typed for it. */
export interface TypedOption {
  option: ValueOption;
  text: string;
}

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** Where `name:` of one of these options begins and where its value begins. */
export function findOptionNames(
  options: readonly ValueOption[],
  person: User,
  line: string,
): { option: ValueOption; start: number; valueStart: number }[] {
  const byName = new Map(
    options.flatMap((option) => [
      [fold(option.name), option] as const,
      [fold(localizedName(option, person)), option] as const,
    ]),
  );
  return [...line.matchAll(/(^|\s)([^\s:]+):/gu)].flatMap((match) => {
    const option = byName.get(fold(match[2] ?? ''));
    const start = match.index + (match[1]?.length ?? 0);
    return option ? [{ option, start, valueStart: match.index + match[0].length }] : [];
  });
}

/**
 * Splits what follows a command's name into options: `name:value` wherever it stands, and what comes before
 * the first of them by position, where a text option takes the rest once nothing required comes after it. Attachments are never typed.
 */
export function splitOptions(
  context: Context,
  person: User,
  channel: Channel,
  options: readonly ValueOption[],
  typedLine: string,
): TypedOption[] {
  const line = typedLine.normalize('NFC');
  const marks = findOptionNames(options, person, line);
  const named = marks.map(({ option, valueStart }, index) => ({
    option,
    text: oneLine(line.slice(valueStart, marks[index + 1]?.start)),
  }));
  const open = options.filter(
    (option) => option.type !== 11 && !named.some((one) => one.option === option),
  );
  const positional = splitByPosition(
    context,
    person,
    channel,
    open,
    oneLine(line.slice(0, marks[0]?.start)),
  );
  const given = [...positional, ...named].filter((one) => one.text !== '');
  return options.flatMap((option) => given.find((one) => one.option === option) ?? []);
}

function splitByPosition(
  context: Context,
  person: User,
  channel: Channel,
  open: readonly ValueOption[],
  line: string,
): TypedOption[] {
  const lastRequired = open.findLastIndex((option) => option.required);
  const found: TypedOption[] = [];
  let rest = line;
  for (const [index, option] of open.entries()) {
    if (rest === '') break;
    const isFreeText = option.type === 3 && !option.choices?.length;
    if (isFreeText && index >= lastRequired && !rest.startsWith('"')) {
      found.push({ option, text: unquoted(rest) });
      rest = '';
    } else {
      const labels = optionChoices(context, person, channel, option).flatMap(acceptedSpellings);
      const known = longestKnownPrefix(rest, labels);
      const text = known ?? firstWord(rest);
      // A text that is invalid for an optional value is left to the next option.
      if (!option.required && known === undefined && !takes(option, text)) continue;
      found.push({ option, text: unquoted(text) });
      rest = rest.slice(text.length).trim();
    }
  }
  if (rest !== '') {
    const names = open.map((option) => option.name).join(', ');
    throw new Error(
      `"${rest}" fits no option. ${names ? `Options here: ${names}` : 'There are no options here.'}`,
    );
  }
  return found;
}

const takes = (option: ValueOption, text: string) =>
  option.type === 3 ? !option.choices?.length : Number.isFinite(Number(text.replace(',', '.')));

/** The longest known value that the text begins with; names of people and channels have spaces. */
function longestKnownPrefix(text: string, labels: readonly string[]): string | undefined {
  const folded = fold(text);
  const fits = labels.filter((one) => folded === one || folded.startsWith(`${one} `));
  const longest = fits.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : text.slice(0, longest.length);
}

/** Where a quotation closes that the text begins with, quotations inside passed over; before white space or the end. */
function quotedLength(text: string): number | undefined {
  if (!text.startsWith('"')) return undefined;
  let depth = 0;
  for (const { index } of text.matchAll(/(?<!\\)"/g)) {
    const opens = /^(?:$|[\s"(])/.test(text.charAt(index - 1)) && /\S/.test(text.charAt(index + 1));
    const closes = depth > 0 && /^(?:$|[\s".,;:!?)])/.test(text.charAt(index + 1));
    depth += closes && !/\s/.test(text.charAt(index - 1)) ? -1 : opens || index === 0 ? 1 : 0;
    if (depth === 0 && /^\s?$/.test(text.charAt(index + 1))) return index + 1;
  }
  return undefined;
}

const firstWord = (text: string): string =>
  text.slice(0, quotedLength(text) ?? /^\S+/.exec(text)?.[0].length);
const unquoted = (text: string): string =>
  quotedLength(text) === text.length ? text.slice(1, -1).replaceAll('\\"', '"') : text;

/** The client's option fields hold one line. */
const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim();
