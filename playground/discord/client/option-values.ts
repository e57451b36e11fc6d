import type { ValueOption } from '../schemas/commands.ts';
import { countCodePoints } from '../schemas/read-form.ts';
import type { Context } from '../state/context.ts';
import { type Channel, channelType, type User } from '../state/state.ts';
import { discordLocale } from './commands.ts';

export interface OptionChoice {
  label: string;
  value: string | number | boolean;
  /** Its name in no particular language, when the label is a translation. */
  plain?: string;
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

/** The values that the client itself can offer for an option: its choices, people, channels, roles. */
export function optionChoices(
  { state }: Context,
  person: User,
  channel: Channel,
  option: ValueOption,
): OptionChoice[] {
  const guild = state.guilds.get(channel.guildId ?? '');
  const people = (guild ? [...guild.members.keys()] : [person.id, state.bot.id]).flatMap((id) => {
    const user = state.users.get(id);
    if (!user) return [];
    return [user.displayName, user.username].map((name) => ({ label: `@${name}`, value: id }));
  });
  const roles = (guild?.roles ?? []).map((role) => ({
    label: role.name.startsWith('@') ? role.name : `@${role.name}`,
    value: role.id,
  }));
  const channels = [...state.channels.values()]
    .filter((one) => guild && one.guildId === guild.id)
    .filter((one) => !option.channel_types?.length || option.channel_types.includes(one.type))
    .filter((one) => one.type !== channelType.direct)
    .map((one) => ({ label: `#${one.name}`, value: one.id }));
  const locale = discordLocale(person);
  const choices = (option.choices ?? []).map((one) => ({
    label: one.name_localizations?.[locale] ?? one.name,
    value: one.value,
    plain: one.name,
  }));
  switch (option.type) {
    case 5:
      return [
        { label: 'True', value: true },
        { label: 'False', value: false },
      ];
    case 6:
      return people;
    case 7:
      return channels;
    case 8:
      return roles;
    case 9:
      return [...people, ...roles];
    default:
      return choices;
  }
}

/** A candidate under every way of writing it: with and without its sign, its value, a raw mention. */
export function acceptedSpellings({ label, value, plain = label }: OptionChoice): string[] {
  const bare = label.replace(/^[@#]/, '');
  const raw = [`<@${value}>`, `<@!${value}>`, `<@&${value}>`, `<#${value}>`];
  return [label, plain, bare, String(value), ...raw].map(fold);
}

type Converted = string | number | boolean;

/** Reads a typed value as the client would, or throws the sentence it would show. */
export function parseOptionValue(
  context: Context,
  person: User,
  channel: Channel,
  option: ValueOption,
  text: string,
): Converted {
  const candidates = optionChoices(context, person, channel, option);
  const choosable = (option.choices?.length ?? 0) > 0 || (option.type >= 5 && option.type <= 9);
  if (choosable) {
    const found = candidates.find((one) => acceptedSpellings(one).includes(fold(text)));
    if (found) return found.value;
    const labels = [...new Set(candidates.map((one) => one.label))].join(', ');
    throw new Error(`"${option.name}" has no value "${text}". Values here: ${labels}`);
  }
  if (option.type === 3) return checkedText(option, text);
  return checkedNumber(option, text);
}

function checkedText(option: ValueOption, text: string): string {
  const length = countCodePoints(text);
  const { min_length: min, max_length: max } = option;
  if (min != null && length < min)
    throw new Error(`"${option.name}" must have at least ${min} characters.`);
  if (length > (max ?? 6000))
    throw new Error(`"${option.name}" must have at most ${max ?? 6000} characters.`);
  return text;
}

function checkedNumber(option: ValueOption, text: string): number {
  const pattern = option.type === 4 ? /^[+-]?\d+$/ : /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
  const value = Number(text.replace(',', '.'));
  if (!pattern.test(text.trim()) || !Number.isFinite(value))
    throw new Error(
      `"${option.name}" takes ${option.type === 4 ? 'a whole number' : 'a number'}, not "${text}".`,
    );
  const { min_value: min, max_value: max } = option;
  if (min != null && value < min) throw new Error(`"${option.name}" must be ${min} or more.`);
  if (max != null && value > max) throw new Error(`"${option.name}" must be ${max} or less.`);
  if (Math.abs(value) > 2 ** 53) throw new Error(`"${option.name}" is too large a number.`);
  return value;
}
