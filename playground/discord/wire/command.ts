import type { RegisteredCommand, State } from '../state/state.ts';
import type { JsonObject } from './objects.ts';

export function serializeCommand(
  state: State,
  command: RegisteredCommand,
  withLocalizations: boolean,
): JsonObject {
  const { body } = command;
  const wire: JsonObject = {
    ...body,
    id: command.id,
    application_id: state.bot.id,
    version: command.version,
    type: body.type ?? 1,
    default_member_permissions: body.default_member_permissions ?? null,
    dm_permission: body.dm_permission ?? true,
    nsfw: body.nsfw ?? false,
    contexts: body.contexts ?? null,
    integration_types: body.integration_types ?? [0],
    ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
  };
  return withLocalizations ? wire : withoutLocalizations(wire);
}

/** Lists leave the translations out unless `with_localizations` asks for them. */
function withoutLocalizations(wire: JsonObject): JsonObject {
  const entries = Object.entries(wire)
    .filter(([key]) => !key.endsWith('_localizations'))
    .map(([key, value]): [string, unknown] => [
      key,
      (key === 'options' || key === 'choices') && Array.isArray(value)
        ? value.map(withoutLocalizations)
        : value,
    ]);
  return Object.fromEntries(entries);
}
