import type { Command, State } from './state.ts';
import type { Wire } from './wire.ts';

export function wireCommand(state: State, command: Command, withLocalizations: boolean): Wire {
  const { body } = command;
  const wire: Wire = {
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
function withoutLocalizations(wire: Wire): Wire {
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
