import type { VisibleMenu } from '../../driver/visible-message.ts';
import type { SelectComponent } from '../schemas/components.ts';
import { channelPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { Channel, Message } from '../state/state.ts';
import {
  type JsonObject,
  serializeChannel,
  serializeMember,
  serializeRole,
  serializeUser,
} from '../wire/objects.ts';

/** An option as its bot wrote it. */
export const ownOption = ({
  label,
  value,
  description,
}: {
  label: string;
  value: string;
  description?: string | null | undefined;
}): VisibleMenu['options'][number] => ({
  label,
  value,
  ...(description == null ? {} : { description }),
});

/** What a select menu offers: its own options, or the people, roles and channels of the place. */
export function menuOptions(
  { state }: Context,
  message: Pick<Message, 'guildId'>,
  menu: SelectComponent,
): VisibleMenu['options'] {
  if (menu.type === 3) return menu.options.map(ownOption);
  const guild = state.guilds.get(message.guildId ?? '');
  const people = [...(guild?.members.keys() ?? [])].flatMap((id) => {
    const user = state.users.get(id);
    return user ? [{ label: user.displayName, value: id }] : [];
  });
  const roles = (guild?.roles ?? []).map((role) => ({ label: role.name, value: role.id }));
  const channels = [...state.channels.values()]
    .filter((one) => guild && one.guildId === guild.id)
    .filter((one) => !menu.channel_types?.length || menu.channel_types.includes(one.type))
    .map((one) => ({ label: one.name, value: one.id }));
  return { 5: people, 6: roles, 7: [...people, ...roles], 8: channels }[menu.type];
}

/** The objects behind chosen or typed ids, as an interaction carries them. */
export function resolvedObjects(
  context: Context,
  place: Channel,
  userId: string,
  ids: readonly string[],
): JsonObject {
  const { state } = context;
  const guild = state.guilds.get(place.guildId ?? '');
  const pick = (of: (id: string) => JsonObject | undefined) =>
    Object.fromEntries(
      ids.flatMap((id) => {
        const found = of(id);
        return found ? [[id, found] as const] : [];
      }),
    );
  const groups = {
    users: pick((id) => {
      const user = state.users.get(id);
      return user && serializeUser(user);
    }),
    members: pick((id) => {
      const member = guild?.members.get(id);
      return member && { ...serializeMember(state, member, false), permissions: '0' };
    }),
    roles: pick((id) => {
      const role = guild?.roles.find((one) => one.id === id);
      return role && serializeRole(role);
    }),
    channels: pick((id) => {
      const channel = state.channels.get(id);
      return (
        channel && {
          ...serializeChannel(context, channel),
          permissions: String(channelPermissions(state, channel, userId)),
          app_permissions: String(channelPermissions(state, channel, state.bot.id)),
        }
      );
    }),
  };
  return Object.fromEntries(
    Object.entries(groups).filter(([, group]) => Object.keys(group).length > 0),
  );
}
