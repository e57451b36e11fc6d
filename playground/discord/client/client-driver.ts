import type {
  BotAccessChange,
  ClientDriver,
  Place,
  SendMessageOptions,
} from '../../driver/client-driver.ts';
import { addBot, removeBot, setBotPermissions } from '../administration/bot-membership.ts';
import { expireInteractions } from '../interactions/expire-interactions.ts';
import { limits } from '../limits.ts';
import { postMessage } from '../messages/messages.ts';
import { countCodePoints } from '../schemas/read-form.ts';
import { canSend, findMessage, memberPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { botPermissions, permission } from '../state/permissions.ts';
import { type Channel, channelType, type User } from '../state/state.ts';
import { findChannel, findPerson, openChannels } from './channels.ts';
import { messageCommands } from './commands.ts';
import { completions } from './completions.ts';
import { pressButton, requireNotBlocked, submitSelection, visibleMessages } from './components.ts';
import { renderOpenForm, submitForm } from './forms.ts';
import { renderMessageFor } from './render-message.ts';
import { runMessageCommand, runSlashCommand } from './run-command.ts';

/** The client of the local Discord. */
export function createClientDriver(
  context: Context,
  listeners: Set<(place: string) => void>,
): ClientDriver {
  const { state } = context;
  const at = (actor: string, place: string) => {
    const person = findPerson(state, actor);
    return { person, channel: findChannel(state, person, place) };
  };
  return {
    platform: 'discord',
    get actors() {
      return [...state.people.values()].flatMap(({ actor }) => (actor ? [actor] : []));
    },
    places(actor) {
      const person = findPerson(state, actor);
      return openChannels(state, person).map((channel) => toPlace(context, person, channel));
    },
    async sendMessage(actor, place, text, options = {}) {
      const { person, channel } = at(actor, place);
      if (text.startsWith('/'))
        await runSlashCommand(context, person, channel, text, options.files ?? []);
      else sayPlainly(context, person, channel, text, options);
    },
    async pressButton(actor, place, button) {
      const { person, channel } = at(actor, place);
      pressButton(context, person, channel, button);
    },
    async selectOptions(actor, place, menu, values) {
      const { person, channel } = at(actor, place);
      submitSelection(context, person, channel, menu, values);
    },
    messageCommands(actor, place) {
      const { person, channel } = at(actor, place);
      return messageCommands(context, person, channel).map(({ label }) => label);
    },
    async useMessageCommand(actor, place, message, command) {
      const { person, channel } = at(actor, place);
      runMessageCommand(context, person, channel, message, command);
    },
    openForm: (actor) => renderOpenForm(context, findPerson(state, actor)),
    async submitForm(actor, values) {
      submitForm(context, findPerson(state, actor), values);
    },
    dismissForm(actor) {
      const person = findPerson(state, actor);
      const form = state.forms.get(person.id);
      state.forms.delete(person.id);
      if (form) context.notifyChanged(form.channelId);
    },
    messages(actor, place) {
      expireInteractions(context);
      const { person, channel } = at(actor, place);
      return visibleMessages(context, person, channel).map((one) =>
        renderMessageFor(context, person, one),
      );
    },
    latestVersion: () => state.version,
    notices(actor) {
      expireInteractions(context);
      const person = findPerson(state, actor);
      return (state.notices.get(person.id) ?? []).map((message) => ({ message }));
    },
    async completions(actor, place, typed) {
      const { person, channel } = at(actor, place);
      return completions(context, person, channel, typed);
    },
    async changeBotAccess(actor, place, change) {
      const { person, channel } = at(actor, place);
      if (change === 'block') state.blockedBy.add(person.id);
      else if (change === 'unblock') state.blockedBy.delete(person.id);
      else changeMembership(context, person, channel, change);
      context.notifyChanged(channel.id);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toPlace({ state }: Context, person: User, channel: Channel): Place {
  if (channel.type === channelType.direct)
    return {
      key: channel.id,
      name: channel.name,
      kind: 'private',
      canWrite: !state.blockedBy.has(person.id),
    };
  const server = state.guilds.get(channel.guildId ?? '')?.name;
  return {
    key: channel.id,
    name: channel.name,
    kind: channel.type === channelType.announcement ? 'channel' : 'group',
    ...(server === undefined ? {} : { server }),
    canWrite: canSend(state, channel, person.id),
  };
}

function sayPlainly(
  context: Context,
  person: User,
  channel: Channel,
  text: string,
  options: SendMessageOptions,
): void {
  const { state } = context;
  requireNotBlocked(context, person, channel);
  if (options.anonymously) throw new Error('Discord has no anonymous posting.');
  if (!canSend(state, channel, person.id))
    throw new Error(`${person.displayName} may not write in ${channel.name}.`);
  if (countCodePoints(text) > limits.typedMessage)
    throw new Error(`Your message is too long: ${limits.typedMessage} characters at most.`);
  if (text.trim() === '' && !options.files?.length) throw new Error('There is nothing to send.');
  const { replyTo } = options;
  if (replyTo !== undefined && !findMessage(state, channel.id, replyTo))
    throw new Error(`There is no message ${replyTo} to reply to.`);
  postMessage(context, {
    channel,
    authorId: person.id,
    body: { content: withMentions(context, channel, text.trim()) },
    uploads: (options.files ?? []).map((file, index) => ({ ...file, index: String(index) })),
    replyTo,
  });
}

/** The client turns `@Name` and `#channel` into mentions. Longer names first, so that none hides another. */
function withMentions({ state }: Context, channel: Channel, text: string): string {
  const guild = state.guilds.get(channel.guildId ?? '');
  const people = [...(guild?.members.keys() ?? [state.bot.id])].flatMap((id) => {
    const user = state.users.get(id);
    return user
      ? [user.displayName, user.username].map((name) => [`@${name}`, `<@${id}>`] as const)
      : [];
  });
  const roles = (guild?.roles ?? [])
    .filter((role) => role.id !== guild?.id)
    .map((role) => [`@${role.name}`, `<@&${role.id}>`] as const);
  const channels = [...state.channels.values()]
    .filter((one) => guild && one.guildId === guild.id)
    .map((one) => [`#${one.name}`, `<#${one.id}>`] as const);
  return [...people, ...roles, ...channels]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((line, [name, mention]) => line.replaceAll(name, mention), text);
}

function changeMembership(
  context: Context,
  person: User,
  channel: Channel,
  change: BotAccessChange,
): void {
  const guild = context.state.guilds.get(channel.guildId ?? '');
  if (!guild) throw new Error('A private chat has nobody to add or remove.');
  const needed = change === 'remove' ? permission.kickMembers : permission.manageGuild;
  if ((memberPermissions(guild, person.id) & needed) === 0n)
    throw new Error(`${person.displayName} may not ${change} the bot in ${guild.name}.`);
  if (change === 'remove') removeBot(context, guild);
  else if (change === 'add') addBot(context, guild, botPermissions);
  else
    setBotPermissions(
      context,
      guild,
      change === 'promote' ? permission.administrator : botPermissions,
    );
}
