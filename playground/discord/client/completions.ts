import type { Completion } from '../../driver/client-driver.ts';
import type { ValueOption } from '../schemas/commands.ts';
import type { Context } from '../state/context.ts';
import type { Channel, User } from '../state/state.ts';
import {
  discordLocale,
  findRunnableCommand,
  localizedName,
  type RunnableCommand,
  runnableCommands,
} from './commands.ts';
import { acceptedSpellings, optionChoices, parseOptionValue } from './option-values.ts';
import { choiceLabel, requestAutocomplete } from './run-command.ts';
import { findOptionNames, type TypedOption } from './split-options.ts';

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** What the client would offer for a line typed so far; nothing for plain text. */
export async function completions(
  context: Context,
  person: User,
  channel: Channel,
  line: string,
): Promise<Completion[]> {
  if (!line.startsWith('/')) return [];
  const found = tryFind(context, person, channel, line);
  if (!found) return commandCompletions(context, person, channel, line);
  const { runnable, rest } = found;
  const before = line.slice(0, line.length - rest.length);
  const marks = findOptionNames(runnable.options, person, rest);
  const last = marks.at(-1);
  if (last) {
    const text = rest.slice(last.valueStart);
    const values = await valueCompletions(context, person, channel, runnable, rest, {
      option: last.option,
      text: text.trim(),
    });
    const head = before + rest.slice(0, last.valueStart);
    const offered = values.map(({ label, description }) => ({
      insert: head + label,
      label,
      ...(description === undefined ? {} : { description }),
    }));
    // A finished value may be followed by the next option's name.
    return [...offered, ...optionCompletions(person, runnable, marks, before, rest)];
  }
  return optionCompletions(person, runnable, marks, before, rest);
}

function tryFind(context: Context, person: User, channel: Channel, line: string) {
  // Before the space after its name a command is still being chosen.
  const named = runnableCommands(context, person, channel).some((one) =>
    [one.name, one.localName].some((name) => fold(line).startsWith(`/${fold(name)} `)),
  );
  if (!named) return undefined;
  const { runnable } = findRunnableCommand(context, person, channel, line.trimEnd());
  const name = [runnable.localName, runnable.name].find((one) =>
    fold(line).startsWith(`/${fold(one)} `),
  );
  const start = `/${name} `.length;
  return { runnable, rest: line.normalize('NFC').slice(start) };
}

function commandCompletions(
  context: Context,
  person: User,
  channel: Channel,
  line: string,
): Completion[] {
  const typed = fold(line.slice(1));
  return runnableCommands(context, person, channel)
    .filter((one) => [one.name, one.localName].some((name) => fold(name).startsWith(typed)))
    .map((one) => ({
      insert: `/${one.localName} `,
      label: `/${one.localName}`,
      description: one.description,
    }));
}

function optionCompletions(
  person: User,
  runnable: RunnableCommand,
  marks: readonly { option: ValueOption }[],
  before: string,
  rest: string,
): Completion[] {
  const word = /\S*$/.exec(rest)?.[0] ?? '';
  const head = before + rest.slice(0, rest.length - word.length);
  return runnable.options
    .filter((option) => !marks.some((one) => one.option === option) && option.type !== 11)
    .filter((option) =>
      [option.name, localizedName(option, person)].some((name) =>
        fold(name).startsWith(fold(word)),
      ),
    )
    .map((option) => ({
      insert: `${head}${localizedName(option, person)}:`,
      label: localizedName(option, person),
      description: option.description_localizations?.[discordLocale(person)] ?? option.description,
    }));
}

async function valueCompletions(
  context: Context,
  person: User,
  channel: Channel,
  runnable: RunnableCommand,
  rest: string,
  focused: TypedOption,
): Promise<{ label: string; description?: string }[]> {
  if (focused.option.autocomplete) {
    const marks = findOptionNames(runnable.options, person, rest);
    const others = marks.flatMap(({ option, valueStart }, index) => {
      if (option === focused.option) return [];
      const text = rest.slice(valueStart, marks[index + 1]?.start).trim();
      return [{ option, value: rawValue(context, person, channel, option, text) }];
    });
    const suggestions = await requestAutocomplete(
      context,
      person,
      channel,
      runnable,
      others,
      focused,
    );
    return suggestions.map((one) => ({ label: choiceLabel(one, person) }));
  }
  return optionChoices(context, person, channel, focused.option)
    .filter((one) => acceptedSpellings(one).some((name) => name.startsWith(fold(focused.text))))
    .map(({ label }) => ({ label }));
}

/** The value as far as it can be read; the text itself while it is being typed. */
function rawValue(
  context: Context,
  person: User,
  channel: Channel,
  option: ValueOption,
  text: string,
): string | number | boolean {
  if (option.autocomplete) return text;
  try {
    return parseOptionValue(context, person, channel, option, text);
  } catch {
    return text;
  }
}
