import { z } from 'zod';
import type { RequestArguments } from '../bot-api/arguments.ts';
import { badRequest, botApiError } from '../bot-api/errors.ts';
import { COMMAND_NAME, LIMITS } from '../limits.ts';
import { requireReadableChat } from '../state/access.ts';
import { commandMenuKey } from '../state/command-menu.ts';
import { type BotCommand, findUser, type State } from '../state/state.ts';
import { hasRelease, type ServerVersion } from '../versions.ts';
import type { MethodHandler, MethodHandlers } from './method-call.ts';

const WIDE_SCOPES = [
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
] as const;
const CHAT_SCOPES = ['chat', 'chat_administrators', 'chat_member'] as const;

const id = z.union([z.int(), z.string()]).transform(String);
const scopeShape = z.looseObject({
  type: z.string(),
  chat_id: id.optional(),
  user_id: z.coerce.number().optional(),
});

/** A scope as part of a menu's key. */
function scopeOf(state: State, args: RequestArguments): string {
  const scope = args.parsed(
    'scope',
    'BotCommandScope',
    scopeShape,
    `Can't parse BotCommandScope: Can't find field "type"`,
  ) ?? { type: 'default' };
  const { type, chat_id, user_id } = scope;
  if (WIDE_SCOPES.some((wide) => wide === type)) return type;
  if (!CHAT_SCOPES.some((narrow) => narrow === type)) {
    throw badRequest("Can't parse BotCommandScope: Unsupported type specified");
  }
  if (!chat_id) throw badRequest('Can\'t parse BotCommandScope: Can\'t find field "chat_id"');
  const { chat } = requireReadableChat(state, chat_id);
  if (chat.type === 'channel') throw badRequest("Can't set commands in channel chats");
  if (chat.type === 'private' && type !== 'chat') {
    throw badRequest("Can't use specified scope in private chats");
  }
  if (type !== 'chat_member') return `${type}:${chat.id}`;
  if (!user_id || user_id <= 0) {
    throw badRequest("Can't parse BotCommandScope: Invalid user_id specified");
  }
  return `${type}:${chat.id}:${user_id}`;
}

function languageOf(args: RequestArguments): string {
  const language = args.text('language_code');
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw botApiError('language');
  return language;
}

const commandShape = z.looseObject({
  command: z.string(),
  description: z.string(),
  is_ephemeral: z.boolean().default(false),
});
const commandsShape = z.array(commandShape);

function readCommand(given: z.infer<typeof commandShape>, server: ServerVersion): BotCommand {
  const command = given.command.trim().replace(/^\//, '');
  const description = given.description.trim();
  if (command === '') throw botApiError('commandEmpty');
  if ([...command].length > LIMITS.commandName) throw botApiError('commandTooLong');
  if (description === '') throw botApiError('commandDescriptionEmpty');
  if ([...description].length > LIMITS.commandDescription) {
    throw botApiError('commandDescriptionTooLong');
  }
  if (!COMMAND_NAME.test(command)) throw botApiError('commandInvalid');
  const isEphemeral = given.is_ephemeral && hasRelease(server, '10.2');
  return { command, description, ...(isEphemeral && { is_ephemeral: true }) };
}

/** A setter and a getter of one of the bot's own texts. */
function profileText(
  field: string,
  key: string,
  limit: number,
): { set: MethodHandler; get: MethodHandler } {
  return {
    set({ state, args }) {
      const text = args.text(field).trim();
      if ([...text].length > limit) throw botApiError('botTextTooLong');
      const place = `${key}|${languageOf(args)}`;
      if (text === '') state.profile.delete(place);
      else state.profile.set(place, text);
      return true;
    },
    get({ state, args }) {
      const own = state.profile.get(`${key}|${languageOf(args)}`);
      const fallback = key === 'name' ? state.bot.first_name : '';
      return { [field]: own ?? state.profile.get(`${key}|`) ?? fallback };
    },
  };
}

const name = profileText('name', 'name', LIMITS.botName);
const description = profileText('description', 'description', LIMITS.botDescription);
const short = profileText('short_description', 'short', LIMITS.botShortDescription);

export const profileMethods: MethodHandlers = {
  setMyCommands({ state, args }) {
    const commands =
      args.parsed(
        'commands',
        'commands',
        commandsShape,
        "Can't parse BotCommand: expected an Object with command and description",
      ) ?? [];
    const key = commandMenuKey(scopeOf(state, args), languageOf(args));
    const read = commands.map((command) => readCommand(command, state.serverVersion));
    if (read.length > LIMITS.commands) throw botApiError('commandsTooMany');
    if (new Set(read.map(({ command }) => command)).size < read.length) {
      throw botApiError('commandInvalid');
    }
    if (read.length === 0) state.commands.delete(key);
    else state.commands.set(key, read);
    return true;
  },
  getMyCommands({ state, args }) {
    const menu = state.commands.get(commandMenuKey(scopeOf(state, args), languageOf(args))) ?? [];
    if (hasRelease(state.serverVersion, '10.2')) return menu;
    return menu.map(({ command, description }) => ({ command, description }));
  },
  deleteMyCommands({ state, args }) {
    state.commands.delete(commandMenuKey(scopeOf(state, args), languageOf(args)));
    return true;
  },
  /** Nobody has a picture here. */
  getUserProfilePhotos({ state, args }) {
    const user = args.integer('user_id') ?? 0;
    if (user <= 0) throw botApiError('userId');
    if (!findUser(state, user)) throw botApiError('userNotFound');
    return { total_count: 0, photos: [] };
  },
  setMyName: name.set,
  getMyName: name.get,
  setMyDescription: description.set,
  getMyDescription: description.get,
  setMyShortDescription: short.set,
  getMyShortDescription: short.get,
  setChatMenuButton({ state, args }) {
    const button = args.parsed(
      'menu_button',
      'menu button',
      z.looseObject({ type: z.enum(['default', 'commands', 'web_app']) }),
      "Can't parse menu button: MenuButton has unsupported type",
    ) ?? { type: 'default' };
    const chat = args.integer('chat_id') ?? 0;
    if (chat !== 0) requireReadableChat(state, String(chat));
    state.menuButtons.set(chat, button);
    return true;
  },
  getChatMenuButton: ({ state, args }) =>
    state.menuButtons.get(args.integer('chat_id') ?? 0) ??
    state.menuButtons.get(0) ?? { type: 'commands' },
};
