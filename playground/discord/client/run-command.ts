import type { VisibleFile } from '../../driver/visible-message.ts';
import { startInteraction } from '../interactions/start-interaction.ts';
import { limits } from '../limits.ts';
import type { AutocompleteChoice } from '../schemas/callback.ts';
import type { ValueOption } from '../schemas/commands.ts';
import type { Context } from '../state/context.ts';
import type { Channel, StoredFile, User } from '../state/state.ts';
import { serializeFile } from '../wire/files.ts';
import { serializeMessage } from '../wire/message.ts';
import type { JsonObject } from '../wire/objects.ts';
import {
  discordLocale,
  findRunnableCommand,
  messageCommands,
  type RunnableCommand,
} from './commands.ts';
import { requireNotBlocked, visibleMessages } from './components.ts';
import { requireFileTypes } from './form-fields.ts';
import { resolvedObjects } from './menus.ts';
import { parseOptionValue } from './option-values.ts';
import { splitOptions, type TypedOption } from './split-options.ts';

type Value = string | number | boolean;
interface OptionValue {
  option: ValueOption;
  value: Value;
}

/** Runs a typed command line, asking the bot for completions of the options that have them. */
export async function runSlashCommand(
  context: Context,
  person: User,
  channel: Channel,
  line: string,
  files: readonly VisibleFile[],
): Promise<void> {
  requireNotBlocked(context, person, channel);
  const { runnable, rest } = findRunnableCommand(context, person, channel, line);
  const typed = splitOptions(context, person, channel, runnable.options, rest);
  const { filled: attached, stored } = attach(context, runnable, files);
  const given = [...typed.map(({ option }) => option), ...attached.map(({ option }) => option)];
  const missing = runnable.options.filter((option) => option.required && !given.includes(option));
  if (missing.length > 0)
    throw new Error(`/${runnable.name} needs: ${missing.map((one) => one.name).join(', ')}.`);
  const values = new Map<ValueOption, Value>(attached.map((one) => [one.option, one.value]));
  for (const { option, text } of typed)
    if (!option.autocomplete)
      values.set(option, parseOptionValue(context, person, channel, option, text));
  for (const one of typed) {
    if (!one.option.autocomplete) continue;
    const others = otherOptions(typed, values, one.option);
    const suggestions = await requestAutocomplete(context, person, channel, runnable, others, one);
    values.set(one.option, resolveAutocomplete(context, person, channel, one, suggestions));
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
    data: commandData(context, person, channel, runnable, filled.map(wireOption), filled, stored),
  });
}

/** Chooses a command in the menu of a message. @throws Error when there is no such command or message */
export function runMessageCommand(
  context: Context,
  person: User,
  channel: Channel,
  messageId: string,
  wanted: string,
): void {
  requireNotBlocked(context, person, channel);
  const offered = messageCommands(context, person, channel);
  const found = offered.find(
    ({ command, label }) => label === wanted || command.body.name === wanted,
  );
  const message = visibleMessages(context, person, channel).find(({ id }) => id === messageId);
  if (!message) throw new Error(`There is no message ${messageId} here.`);
  if (!found) {
    const labels = offered.map(({ label }) => label).join(', ');
    throw new Error(
      `There is no command "${wanted}" for a message. ${labels ? `Commands here: ${labels}` : 'There are no such commands here.'}`,
    );
  }
  const { id, guildId, body } = found.command;
  startInteraction(context, {
    kind: 2,
    userId: person.id,
    channel,
    command: body.name,
    isMenuCommand: true,
    data: {
      id,
      name: body.name,
      type: 3,
      target_id: message.id,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
      resolved: { messages: { [message.id]: serializeMessage(context, message) } },
    },
  });
}

const wireOption = ({ option, value }: OptionValue): JsonObject => ({
  name: option.name,
  type: option.type,
  value,
});

/** The other options as they stand in the client while one is being typed. */
function otherOptions(
  typed: readonly TypedOption[],
  values: ReadonlyMap<ValueOption, Value>,
  except: ValueOption,
): OptionValue[] {
  return typed
    .filter(({ option }) => option !== except)
    .map(({ option, text }) => ({ option, value: values.get(option) ?? text }));
}

/** Requests the bot's suggestions for an option; none if it does not respond in time. */
export function requestAutocomplete(
  context: Context,
  person: User,
  channel: Channel,
  runnable: RunnableCommand,
  others: readonly OptionValue[],
  focused: TypedOption,
): Promise<AutocompleteChoice[]> {
  return new Promise((resolve) => {
    const options = [
      ...others.map(wireOption),
      { name: focused.option.name, type: focused.option.type, value: focused.text, focused: true },
    ];
    startInteraction(context, {
      kind: 4,
      userId: person.id,
      channel,
      data: commandData(context, person, channel, runnable, options, [], []),
      onAutocomplete: resolve,
    });
    // With a fixed clock the timeout must still happen.
    context.schedule(limits.interaction.answerMs + 100, () => resolve([]));
  });
}

export const choiceLabel = (one: AutocompleteChoice, person: User) =>
  one.name_localizations?.[discordLocale(person)] ?? one.name;

/** The exact label or value, else the first suggestion, else the text as typed. */
function resolveAutocomplete(
  context: Context,
  person: User,
  channel: Channel,
  { option, text }: TypedOption,
  suggestions: readonly AutocompleteChoice[],
): Value {
  const fold = (value: string) => value.normalize('NFC').trim().toLowerCase();
  const exact =
    suggestions.find((one) => fold(choiceLabel(one, person)) === fold(text)) ??
    suggestions.find((one) => String(one.value) === text) ??
    suggestions[0];
  return exact ? exact.value : parseOptionValue(context, person, channel, option, text);
}

/** Files go to the attachment options in order. */
function attach(
  context: Context,
  runnable: RunnableCommand,
  files: readonly VisibleFile[],
): { filled: OptionValue[]; stored: StoredFile[] } {
  const places = runnable.options.filter((option) => option.type === 11);
  if (files.length > places.length)
    throw new Error(
      places.length === 0
        ? `/${runnable.name} takes no files.`
        : `/${runnable.name} takes at most ${places.length} files.`,
    );
  for (const [index, file] of files.entries()) {
    const { name = '', file_types } = places[index] ?? {};
    requireFileTypes(name, [file], file_types);
  }
  const stored = files.map((file) => ({ ...file, id: context.nextId() }));
  const filled = stored.flatMap((file, index) => {
    const option = places[index];
    return option ? [{ option, value: file.id }] : [];
  });
  return { filled, stored };
}

function commandData(
  context: Context,
  person: User,
  channel: Channel,
  { command, body, group, subcommand }: RunnableCommand,
  options: JsonObject[],
  filled: readonly OptionValue[],
  files: readonly StoredFile[],
): JsonObject {
  const inner = subcommand ? [{ type: 1, name: subcommand.name, options }] : options;
  const ids = filled
    .filter(({ option }) => option.type >= 6 && option.type <= 9)
    .map(({ value }) => String(value));
  for (const file of files) context.state.uploads.set(file.id, file);
  const resolved: JsonObject = {
    ...resolvedObjects(context, channel, person.id, ids),
    ...(files.length > 0
      ? {
          attachments: Object.fromEntries(
            files.map((file) => [file.id, serializeFile(context, 'ephemeral', file)]),
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
