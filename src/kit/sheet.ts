import type { Access } from './access.ts';
import type { Arguments } from './command.ts';
import type { Visibility } from './invocation.ts';
import type { DiscordOption, KindName } from './kind.ts';

/** One argument as a platform's menu needs it. */
export interface ArgumentSheet {
  name: string;
  kind: KindName;
  required: boolean;
  discord: DiscordOption;
  /** Has values to offer while typing. */
  suggests: boolean;
  /** A field of the command's form where there are forms. */
  inForm: boolean;
}

/** What a platform must know of a command to put it into its menus: no handler, no values. */
export interface CommandSheet {
  name: string;
  arguments: readonly ArgumentSheet[];
  access: Access;
  visibility: Visibility;
}

/** The menu side of commands. */
export function sheets<Context>(
  commands: readonly {
    name: string;
    args: Arguments<Context>;
    access: Access;
    visibility: Visibility;
  }[],
): CommandSheet[] {
  return commands.map(({ name, args, access, visibility }) => ({
    name,
    access,
    visibility,
    arguments: Object.entries(args)
      .filter(([, argument]) => !argument.hidden)
      .map(([argumentName, { kind, required, inForm }]) => ({
        name: argumentName,
        kind: kind.name,
        required,
        discord: kind.discord,
        suggests: kind.suggest !== undefined,
        inForm,
      })),
  }));
}
