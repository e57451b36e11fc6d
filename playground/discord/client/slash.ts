import type { SeenFile } from '../../stage.ts';
import type { Context } from '../context.ts';
import { startInteraction } from '../interactions.ts';
import { limits } from '../limits.ts';
import type { Suggestion } from '../schemas/callback.ts';
import type { ValueOption } from '../schemas/commands.ts';
import type { Channel, StoredFile, User } from '../state.ts';
import type { Wire } from '../wire.ts';
import { wireFile } from '../wire-message.ts';
import { discordLocale, findRunnable, type Runnable } from './commands.ts';
import { requireOpen } from './components.ts';
import { resolvedObjects } from './menus.ts';
import { splitOptions, type Typed } from './typed.ts';
import { toValue } from './values.ts';

type Value = string | number | boolean;
interface Filled {
  option: ValueOption;
  value: Value;
}

/** Runs a typed command line, asking the bot for completions of the options that have them. */
export async function runCommand(
  context: Context,
  person: User,
  channel: Channel,
  line: string,
  files: readonly SeenFile[],
): Promise<void> {
  requireOpen(context, person, channel);
  const { runnable, rest } = findRunnable(context, person, channel, line);
  const typed = splitOptions(context, person, channel, runnable.options, rest);
  const { filled: attached, stored } = attach(context, runnable, files);
  const given = [...typed.map(({ option }) => option), ...attached.map(({ option }) => option)];
  const missing = runnable.options.filter((option) => option.required && !given.includes(option));
  if (missing.length > 0)
    throw new Error(`/${runnable.name} needs: ${missing.map((one) => one.name).join(', ')}.`);
  const values = new Map<ValueOption, Value>(attached.map((one) => [one.option, one.value]));
  for (const { option, text } of typed)
    if (!option.autocomplete) values.set(option, toValue(context, person, channel, option, text));
  for (const one of typed) {
    if (!one.option.autocomplete) continue;
    const others = entered(typed, values, one.option);
    const suggestions = await suggest(context, person, channel, runnable, others, one);
    values.set(one.option, accepted(context, person, channel, one, suggestions));
  }
  const filled = runnable.options.flatMap((option) => {
    const value = values.get(option);
    return value === undefined ? [] : [{ option, value }];
  });
  startInteraction(context, {
    kind: 2,
    userId: person.id,
    channel,
    command: runnable.name,
    data: commandData(context, channel, runnable, filled.map(wireOption), filled, stored),
  });
}

const wireOption = ({ option, value }: Filled): Wire => ({
  name: option.name,
  type: option.type,
  value,
});

/** The other options as they stand in the client while one is being typed. */
function entered(
  typed: readonly Typed[],
  values: ReadonlyMap<ValueOption, Value>,
  except: ValueOption,
): Filled[] {
  return typed
    .filter(({ option }) => option !== except)
    .map(({ option, text }) => ({ option, value: values.get(option) ?? text }));
}

/** Asks the bot what it would offer for an option; nothing when it does not answer in time. */
export function suggest(
  context: Context,
  person: User,
  channel: Channel,
  runnable: Runnable,
  others: readonly Filled[],
  focused: Typed,
): Promise<Suggestion[]> {
  return new Promise((resolve) => {
    const options = [
      ...others.map(wireOption),
      { name: focused.option.name, type: focused.option.type, value: focused.text, focused: true },
    ];
    startInteraction(context, {
      kind: 4,
      userId: person.id,
      channel,
      data: commandData(context, channel, runnable, options, [], []),
      onAutocomplete: resolve,
    });
    // A clock that stands still must not keep the person waiting.
    context.later(limits.interaction.answerMs + 100, () => resolve([]));
  });
}

export const suggestionLabel = (one: Suggestion, person: User) =>
  one.name_localizations?.[discordLocale(person)] ?? one.name;

/** An exact label (or value), else the first suggestion, else the text as it was typed. */
function accepted(
  context: Context,
  person: User,
  channel: Channel,
  { option, text }: Typed,
  suggestions: readonly Suggestion[],
): Value {
  const fold = (value: string) => value.normalize('NFC').trim().toLowerCase();
  const exact =
    suggestions.find((one) => fold(suggestionLabel(one, person)) === fold(text)) ??
    suggestions.find((one) => String(one.value) === text) ??
    suggestions[0];
  return exact ? exact.value : toValue(context, person, channel, option, text);
}

/** Files go to the attachment options in order. */
function attach(
  context: Context,
  runnable: Runnable,
  files: readonly SeenFile[],
): { filled: Filled[]; stored: StoredFile[] } {
  const places = runnable.options.filter((option) => option.type === 11);
  if (files.length > places.length)
    throw new Error(
      places.length === 0
        ? `/${runnable.name} takes no files.`
        : `/${runnable.name} takes at most ${places.length} files.`,
    );
  const stored = files.map((file) => ({ ...file, id: context.nextId() }));
  const filled = stored.flatMap((file, index) => {
    const option = places[index];
    return option ? [{ option, value: file.id }] : [];
  });
  return { filled, stored };
}

function commandData(
  context: Context,
  channel: Channel,
  { command, body, group, subcommand }: Runnable,
  options: Wire[],
  filled: readonly Filled[],
  files: readonly StoredFile[],
): Wire {
  const inner = subcommand ? [{ type: 1, name: subcommand.name, options }] : options;
  const ids = filled
    .filter(({ option }) => option.type >= 6 && option.type <= 9)
    .map(({ value }) => String(value));
  for (const file of files) context.state.uploads.set(file.id, file);
  const resolved: Wire = {
    ...resolvedObjects(context, channel.guildId, ids),
    ...(files.length > 0
      ? {
          attachments: Object.fromEntries(
            files.map((file) => [file.id, wireFile(context, 'ephemeral', file)]),
          ),
        }
      : {}),
  };
  return {
    id: command.id,
    name: body.name,
    type: 1,
    ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
    options: group ? [{ type: 2, name: group.name, options: inner }] : inner,
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}
