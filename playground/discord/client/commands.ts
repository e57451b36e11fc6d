import type {
  SlashCommandBody,
  Subcommand,
  SubcommandGroup,
  ValueOption,
} from '../schemas/commands.ts';
import { channelPermissions, isBotInGuild, memberPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { permission } from '../state/permissions.ts';
import type { Channel, RegisteredCommand, User } from '../state/state.ts';

/** A command or subcommand that can be run. */
export interface RunnableCommand {
  command: RegisteredCommand;
  body: SlashCommandBody;
  group: SubcommandGroup | undefined;
  subcommand: Subcommand | undefined;
  options: ValueOption[];
  description: string;
  /** Default names without the slash: `alert send`. */
  name: string;
  /** The same in the person's language. */
  localName: string;
}

interface Named {
  name: string;
  name_localizations?: Record<string, string | null | undefined> | null | undefined;
}

/** Discord's names for the languages of the sample people. */
export const discordLocale = (person: User) => (person.actor?.locale === 'vi' ? 'vi' : 'en-US');

export const localizedName = (one: Named, person: User): string =>
  one.name_localizations?.[discordLocale(person)] ?? one.name;

/** Every runnable command that this person's client offers in a channel. */
export const runnableCommands = (
  context: Context,
  person: User,
  channel: Channel,
): RunnableCommand[] => runnablesOf(visibleCommands(context, person, channel), person);

function runnablesOf(visible: readonly Visible[], person: User): RunnableCommand[] {
  return visible.flatMap(({ command, body }) => {
    const make = (group?: SubcommandGroup, subcommand?: Subcommand): RunnableCommand => {
      const chain = [body, group, subcommand].flatMap((one) => (one ? [one] : []));
      const own = subcommand ? subcommand.options : body.options;
      const description = subcommand ?? body;
      return {
        command,
        body,
        group,
        subcommand,
        options: (own ?? []).flatMap((one) => (one.type === 1 || one.type === 2 ? [] : [one])),
        description:
          description.description_localizations?.[discordLocale(person)] ?? description.description,
        name: chain.map((one) => one.name).join(' '),
        localName: chain.map((one) => localizedName(one, person)).join(' '),
      };
    };
    const nested = (body.options ?? []).flatMap((one) => {
      if (one.type === 1) return [make(undefined, one)];
      return one.type === 2 ? (one.options ?? []).map((inner) => make(one, inner)) : [];
    });
    // A command with subcommands cannot be called bare.
    return nested.length > 0 ? nested : [make()];
  });
}

interface Visible {
  command: RegisteredCommand;
  body: SlashCommandBody;
}

/** Commands of any kind that this person's client offers in a channel. */
function offeredCommands({ state }: Context, person: User, channel: Channel): RegisteredCommand[] {
  const { guildId } = channel;
  const scopes =
    guildId === undefined ? ['global'] : isBotInGuild(state, guildId) ? [guildId, 'global'] : [];
  const guild = state.guilds.get(guildId ?? '');
  if (guild) {
    const here = channelPermissions(state, channel, person.id);
    if ((here & permission.useApplicationCommands) === 0n) return [];
  }
  return scopes
    .flatMap((scope) => state.commands.get(scope) ?? [])
    .filter(({ body }) => {
      const { contexts } = body;
      const place = guild ? 0 : 1;
      if (contexts ? !contexts.includes(place) : !guild && body.dm_permission === false)
        return false;
      const wanted = body.default_member_permissions;
      if (!guild || wanted == null) return true;
      const held = memberPermissions(guild, person.id);
      const bits = BigInt(wanted);
      // "0" is for administrators alone.
      return (held & permission.administrator) !== 0n || (bits !== 0n && (held & bits) === bits);
    });
}

const visibleCommands = (context: Context, person: User, channel: Channel): Visible[] =>
  offeredCommands(context, person, channel).flatMap((command) => {
    const { body } = command;
    return body.type === 2 || body.type === 3 ? [] : [{ command, body: { ...body, type: 1 } }];
  });

/** The commands in the menu of a message, with their names in the person's language. */
export const messageCommands = (
  context: Context,
  person: User,
  channel: Channel,
): { command: RegisteredCommand; label: string }[] =>
  offeredCommands(context, person, channel).flatMap((command) =>
    command.body.type === 3 ? [{ command, label: localizedName(command.body, person) }] : [],
  );

const fold = (text: string) => text.normalize('NFC').toLowerCase();

/** The command at the beginning of a typed line, and the rest. @throws Error listing the commands */
export function findRunnableCommand(
  context: Context,
  person: User,
  channel: Channel,
  line: string,
): { runnable: RunnableCommand; rest: string } {
  const typed = line.replace(/^\//, '');
  const said = `${fold(typed)} `;
  const starts = (name: string) => said.startsWith(`${fold(name)} `);
  const visible = visibleCommands(context, person, channel);
  const meant = visible.filter(({ body }) => [body.name, localizedName(body, person)].some(starts));
  const found = runnablesOf(meant, person)
    .flatMap((runnable) => [runnable.name, runnable.localName].map((name) => ({ runnable, name })))
    .filter(({ name }) => starts(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (found) {
    const rest = typed.normalize('NFC').slice(found.name.normalize('NFC').length).trim();
    return { runnable: found.runnable, rest };
  }
  const all = runnablesOf(visible, person);
  const first = fold(typed.split(' ')[0] ?? '');
  const under = all.filter((one) =>
    [one.name, one.localName].some((name) => fold(name).startsWith(`${first} `)),
  );
  const names = (under.length > 0 ? under : all).map((one) => `/${one.name}`).join(', ');
  if (under.length > 0) throw new Error(`"/${first}" needs a subcommand. There are: ${names}`);
  throw new Error(
    `There is no command "/${first}" for ${person.displayName} here. ${names ? `Commands here: ${names}` : 'There are no commands here.'}`,
  );
}
