import type { PlatformName } from '../../../playground/driver/client-driver.ts';

/** Values of options: `true` and `false` are typed as each platform asks for them. */
export type TypedArguments = Readonly<Record<string, string | boolean>>;

const asText = (platform: PlatformName, value: string | boolean): string => {
  if (typeof value === 'string') return value;
  if (platform === 'discord') return String(value);
  return value ? 'yes' : 'no';
};

/** A two-word command is typed with `_` on Telegram. */
const typedCommand = (
  platform: PlatformName,
  text: string,
  commands: ReadonlySet<string>,
): string => {
  if (platform === 'discord' || !text.startsWith('/')) return text;
  const [first = '', second = '', ...rest] = text.slice(1).split(' ');
  return commands.has(`${first} ${second}`) ? [`/${first}_${second}`, ...rest].join(' ') : text;
};

/** A command with named values: `name:value` on Discord, `name="value"` on Telegram. */
function withNamedArguments(platform: PlatformName, text: string, args: TypedArguments): string {
  const given = Object.entries(args).map(([name, one]) => {
    const value = asText(platform, one);
    if (platform === 'discord') return `${name}:${value}`;
    return value.includes('"') ? `${name}=“${value}”` : `${name}="${value}"`;
  });
  return [text, ...given].join(' ');
}

/**
 * A command as it is typed, with its values by name.
 * @param commands names of two-word commands
 */
export const typedLine = (
  platform: PlatformName,
  text: string,
  args: TypedArguments,
  commands: ReadonlySet<string> = new Set(),
): string => withNamedArguments(platform, typedCommand(platform, text, commands), args);

/** The same with values by position where people type them so: options on Discord, plain words on Telegram. */
export const typedLineByPosition = (
  platform: PlatformName,
  text: string,
  args: TypedArguments,
  commands: ReadonlySet<string>,
): string =>
  platform === 'discord'
    ? typedLine(platform, text, args, commands)
    : [
        typedCommand(platform, text, commands),
        ...Object.values(args).map((value) => asText(platform, value)),
      ].join(' ');
