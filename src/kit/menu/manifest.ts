import type { AccessRule } from '../define/access.ts';
import type { ArgumentTypeName, DiscordOption } from '../define/argument-type.ts';
import type { Arguments } from '../define/command.ts';
import type { Visibility } from '../define/invocation.ts';

/** One argument as a platform's menu needs it. */
export interface ArgumentManifest {
  name: string;
  type: ArgumentTypeName;
  isRequired: boolean;
  discordOption: DiscordOption;
  /** Has values to offer while typing. */
  hasSuggestions: boolean;
  /** A field of the command's form where there are forms. */
  isFormField: boolean;
}

/** What a platform must know of a command to put it into its menus: no handler, no values. */
export interface CommandManifest {
  name: string;
  arguments: readonly ArgumentManifest[];
  access: AccessRule;
  visibility: Visibility;
}

/** The menu side of commands. */
export function createManifests<Context>(
  commands: readonly {
    name: string;
    args: Arguments<Context>;
    access: AccessRule;
    visibility: Visibility;
  }[],
): CommandManifest[] {
  return commands.map(({ name, args, access, visibility }) => ({
    name,
    access,
    visibility,
    arguments: Object.entries(args)
      .filter(([, argument]) => !argument.isHidden)
      .map(([argumentName, { type, isRequired, isFormField }]) => ({
        name: argumentName,
        type: type.name,
        isRequired,
        discordOption: type.discordOption,
        hasSuggestions: type.suggest !== undefined,
        isFormField,
      })),
  }));
}
