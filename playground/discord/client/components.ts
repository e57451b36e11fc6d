import { startInteraction } from '../interactions/start-interaction.ts';
import type { ButtonComponent, SelectComponent } from '../schemas/components.ts';
import { pressableOf } from '../schemas/layout.ts';
import type { Context } from '../state/context.ts';
import { type Channel, channelType, type Message, type User } from '../state/state.ts';
import { buttonLabel, componentKey } from './layout.ts';
import { menuOptions, resolvedObjects } from './menus.ts';

/** What a person sees in a channel, oldest first. */
export const visibleMessages = ({ state }: Context, person: User, channel: Channel): Message[] =>
  (state.messages.get(channel.id) ?? []).filter(
    (one) => one.ephemeralFor === undefined || one.ephemeralFor === person.id,
  );

/** Messages with components, newest first. */
function newestParts(context: Context, person: User, channel: Channel) {
  return visibleMessages(context, person, channel)
    .reverse()
    .flatMap((message) =>
      pressableOf(message.components).map((component) => ({ message, component })),
    );
}

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

export function pressButton(
  context: Context,
  person: User,
  channel: Channel,
  wanted: string,
): void {
  const buttons = newestParts(context, person, channel).flatMap(({ message, component }) =>
    component.type === 2 ? [{ message, button: component }] : [],
  );
  const matches = (button: ButtonComponent) =>
    [button.label ?? '', buttonLabel(button)].some((face) => fold(face) === fold(wanted));
  const found =
    buttons.find(
      ({ message, button }) => componentKey(message, button.custom_id ?? '') === wanted,
    ) ??
    buttons.find(({ button }) => button.custom_id === wanted) ??
    buttons.find(({ button }) => matches(button));
  if (!found) {
    const faces = [...new Set(buttons.map(({ button }) => buttonLabel(button)))].join(', ');
    throw new Error(
      `There is no button "${wanted}". ${faces ? `Buttons here: ${faces}` : 'There are no buttons here.'}`,
    );
  }
  const { message, button } = found;
  const face = buttonLabel(button);
  if (button.disabled) throw new Error(`The button "${face}" is switched off.`);
  if (button.custom_id == null) throw new Error(`The button "${face}" opens ${button.url}.`);
  requireNotBlocked(context, person, channel);
  startInteraction(context, {
    kind: 3,
    userId: person.id,
    channel,
    source: message,
    data: { component_type: 2, custom_id: button.custom_id, id: 1 },
  });
}

export function submitSelection(
  context: Context,
  person: User,
  channel: Channel,
  wanted: string,
  values: readonly string[],
): void {
  const menus = newestParts(context, person, channel).flatMap(({ message, component }) =>
    component.type === 2 ? [] : [{ message, menu: component }],
  );
  const found =
    menus.find(({ message, menu }) => componentKey(message, menu.custom_id) === wanted) ??
    menus.find(({ menu }) => menu.custom_id === wanted) ??
    menus.find(({ menu }) => menu.placeholder != null && fold(menu.placeholder) === fold(wanted));
  if (!found) {
    const names = menus.map(({ menu }) => menu.placeholder ?? menu.custom_id).join(', ');
    throw new Error(
      `There is no menu "${wanted}". ${names ? `Menus here: ${names}` : 'There are no menus here.'}`,
    );
  }
  const { message, menu } = found;
  if (menu.disabled) throw new Error(`The menu "${wanted}" is switched off.`);
  const chosen = validateSelection(context, channel, menu, values);
  requireNotBlocked(context, person, channel);
  startInteraction(context, {
    kind: 3,
    userId: person.id,
    channel,
    source: message,
    data: {
      component_type: menu.type,
      custom_id: menu.custom_id,
      id: 1,
      values: chosen,
      ...(menu.type === 3
        ? {}
        : { resolved: resolvedObjects(context, channel, person.id, chosen) }),
    },
  });
}

/** The values of options chosen by value or label. @throws Error for unknown options, or too many or few */
function validateSelection(
  context: Context,
  channel: Channel,
  menu: SelectComponent,
  values: readonly string[],
): string[] {
  const options = menuOptions(context, channel, menu);
  const chosen = values.map((value) => {
    const option =
      options.find((one) => one.value === value) ??
      options.find((one) => fold(one.label) === fold(value));
    if (option) return option.value;
    const labels = options.map((one) => one.label).join(', ');
    throw new Error(`There is no option "${value}". Options here: ${labels}`);
  });
  const min = menu.min_values ?? 1;
  const max = menu.max_values ?? 1;
  if (chosen.length < min || chosen.length > max)
    throw new Error(
      `This menu takes ${min === max ? min : `${min} to ${max}`}, not ${chosen.length}.`,
    );
  return chosen;
}

/** Blocking the bot closes the private chat with it. */
export function requireNotBlocked({ state }: Context, person: User, channel: Channel): void {
  if (channel.type === channelType.direct && state.blockedBy.has(person.id))
    throw new Error(`${person.displayName} has blocked ${state.bot.displayName}.`);
}
