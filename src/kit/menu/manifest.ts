import type { AccessRule } from '../define/access.ts';
import type { DiscordOption, ReferenceKind } from '../define/argument-type.ts';
import type { Arguments, HelpPlace } from '../define/command.ts';
import type { Visibility } from '../define/reply.ts';

/** One argument as a platform's menu needs it. */
export interface ArgumentManifest {
  name: string;
  /** The name of its type, for documentation and reports. */
  type: string;
  isRequired: boolean;
  discordOption: DiscordOption;
  /** Has values to offer while typing. */
  hasSuggestions: boolean;
  /** Takes a person or a file that a message refers to. */
  acceptsReference?: ReferenceKind | undefined;
  /** Can be cleared; its description says how. */
  isClearable?: boolean | undefined;
  /** A field of the command's form where there are forms. */
  isFormField: boolean;
  /** Takes the message that the command is used on. */
  takesMessage?: boolean | undefined;
}

/** What a platform must know of a command to put it into its menus: no handler, no values. */
export interface CommandManifest {
  name: string;
  help: HelpPlace;
  arguments: readonly ArgumentManifest[];
  access: AccessRule;
  visibility: Visibility;
}

/** The menu side of commands. */
export function createManifests<Context>(
  commands: readonly {
    name: string;
    help: HelpPlace;
    args: Arguments<Context>;
    access: AccessRule;
    visibility: Visibility;
  }[],
): CommandManifest[] {
  return commands.map(({ name, help, args, access, visibility }) => ({
    name,
    help,
    access,
    visibility,
    arguments: Object.entries(args)
      .filter(([, { isHidden, isUnlisted }]) => !isHidden && !isUnlisted)
      .map(([argumentName, { type, isRequired, isFormField, takesMessage }]) => ({
        name: argumentName,
        type: type.name,
        isRequired,
        discordOption: type.discordOption,
        hasSuggestions: type.suggest !== undefined,
        acceptsReference: type.acceptsReference,
        isClearable: type.isClearable,
        isFormField,
        ...(takesMessage ? { takesMessage } : {}),
      })),
  }));
}
