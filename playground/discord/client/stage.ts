import type { Place, SayOptions, Stage } from '../../stage.ts';
import { canWrite, findMessage, memberPermissions } from '../access.ts';
import type { Context } from '../context.ts';
import { expireInteractions } from '../interactions.ts';
import { limits } from '../limits.ts';
import { addBot, removeBot } from '../membership.ts';
import { botPermissions, permission } from '../permissions.ts';
import { postMessage } from '../posting.ts';
import { codePoints } from '../schemas/form.ts';
import { type Channel, channelType, type User } from '../state.ts';
import { completions } from './complete.ts';
import { chooseInMenu, pressButton, requireOpen, visibleMessages } from './components.ts';
import { seenForm, submitForm } from './forms.ts';
import { channelsOf, personOf, placeOf } from './people.ts';
import { seenBy } from './see.ts';
import { runCommand } from './slash.ts';

/** Discord as the people on it use it. */
export function createStage(context: Context, listeners: Set<(place: string) => void>): Stage {
  const { state } = context;
  const at = (actor: string, place: string) => {
    const person = personOf(state, actor);
    return { person, channel: placeOf(state, person, place) };
  };
  return {
    platform: 'discord',
    get actors() {
      return [...state.people.values()].flatMap(({ actor }) => (actor ? [actor] : []));
    },
    places(actor) {
      const person = personOf(state, actor);
      return channelsOf(state, person).map((channel) => toPlace(context, person, channel));
    },
    async say(actor, place, text, options = {}) {
      const { person, channel } = at(actor, place);
      if (text.startsWith('/'))
        await runCommand(context, person, channel, text, options.files ?? []);
      else sayPlainly(context, person, channel, text, options);
    },
    async press(actor, place, button) {
      const { person, channel } = at(actor, place);
      pressButton(context, person, channel, button);
    },
    async choose(actor, place, menu, values) {
      const { person, channel } = at(actor, place);
      chooseInMenu(context, person, channel, menu, values);
    },
    form: (actor) => seenForm(context, personOf(state, actor)),
    async submit(actor, values) {
      submitForm(context, personOf(state, actor), values);
    },
    dismiss(actor) {
      const person = personOf(state, actor);
      const form = state.forms.get(person.id);
      state.forms.delete(person.id);
      if (form) context.changed(form.channelId);
    },
    seen(actor, place) {
      expireInteractions(context);
      const { person, channel } = at(actor, place);
      return visibleMessages(context, person, channel).map((one) => seenBy(context, person, one));
    },
    version: () => state.version,
    notices(actor) {
      expireInteractions(context);
      const person = personOf(state, actor);
      return (state.notices.get(person.id) ?? []).map((message) => ({ message }));
    },
    async complete(actor, place, typed) {
      const { person, channel } = at(actor, place);
      return completions(context, person, channel, typed);
    },
    async relate(actor, place, change) {
      const { person, channel } = at(actor, place);
      if (change === 'block') state.blockedBy.add(person.id);
      else if (change === 'unblock') state.blockedBy.delete(person.id);
      else changeMembership(context, person, channel, change);
      context.changed(channel.id);
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
    canWrite: canWrite(state, channel, person.id),
  };
}

function sayPlainly(
  context: Context,
  person: User,
  channel: Channel,
  text: string,
  options: SayOptions,
): void {
  const { state } = context;
  requireOpen(context, person, channel);
  if (options.anonymously) throw new Error('Discord has no anonymous posting.');
  if (!canWrite(state, channel, person.id))
    throw new Error(`${person.displayName} may not write in ${channel.name}.`);
  if (codePoints(text) > limits.typedMessage)
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
  change: 'remove' | 'add',
): void {
  const guild = context.state.guilds.get(channel.guildId ?? '');
  if (!guild) throw new Error('A private chat has nobody to add or remove.');
  const needed = change === 'remove' ? permission.kickMembers : permission.manageGuild;
  if ((memberPermissions(guild, person.id) & needed) === 0n)
    throw new Error(`${person.displayName} may not ${change} members of ${guild.name}.`);
  if (change === 'remove') removeBot(context, guild);
  else addBot(context, guild, botPermissions);
}
