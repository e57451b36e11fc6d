import type { Localizer } from '../define/parse-context.ts';
import { commandLimits } from '../limits.ts';
import { commandSpellings } from '../names/command-index.ts';
import { argumentDescription, argumentLabel, commandKey } from '../names/message-keys.ts';
import { normalizeName } from '../names/normalize-name.ts';
import type { ArgumentManifest, CommandManifest } from './manifest.ts';

/** The program's words in every language, and whether a message is there. */
export interface AllMessages {
  languages: Readonly<Record<string, Localizer>>;
  has(key: string, locale: string): boolean;
}

interface Violation {
  command: string;
  argument?: string;
  rule: string;
}

const formatViolation = ({ command, argument, rule }: Violation): string =>
  `/${command}${argument === undefined ? '' : `, argument ${argument}`}: ${rule}`;

/** The languages in which there is no such message. */
const missingMessages = (key: string, { languages, has }: AllMessages): string[] =>
  Object.keys(languages)
    .filter((locale) => !has(key, locale))
    .map((locale) => `there is no message ${key} in ${locale}`);

/** The names and descriptions of one thing in every language. */
function validateMessages(
  key: string,
  { languages, has }: AllMessages,
  describe = ({ t }: Localizer): string => t(`${key}.description`),
): string[] {
  const missing = ['name', 'description'].flatMap((part) =>
    missingMessages(`${key}.${part}`, { languages, has }),
  );
  if (missing.length > 0) return missing;
  return Object.entries(languages).flatMap(([locale, localizer]) => {
    const name = localizer.t(`${key}.name`).toLowerCase().replace(/\s+/g, '_');
    const length = [...describe(localizer)].length;
    return [
      ...(commandLimits.shownName.test(name)
        ? []
        : [`its name in ${locale}, “${name}”, is not 1 to 32 letters, digits, - _ or '`]),
      ...(length >= 1 && length <= commandLimits.description
        ? []
        : [
            `its description in ${locale} has ${length} characters, not 1 to ${commandLimits.description}`,
          ]),
    ];
  });
}

function validateArgument(
  command: string,
  argument: ArgumentManifest,
  words: AllMessages,
): Violation[] {
  const rules = [
    ...(commandLimits.argument.test(argument.name) ? [] : ['its name is not a-z, 0-9 and _']),
    ...validateMessages(`commands.${commandKey(command)}.${argument.name}`, words, (localizer) =>
      argumentDescription(command, argument, localizer),
    ),
  ];
  return rules.map((rule) => ({ command, argument: argument.name, rule }));
}

function validateCommand(sheet: CommandManifest, words: AllMessages): Violation[] {
  const { name, help, arguments: args } = sheet;
  const hasForm = args.some(({ isFormField }) => isFormField);
  const key = `commands.${commandKey(name)}`;
  const required = args.map((argument) => argument.isRequired);
  const rules = [
    ...(commandLimits.name.test(name) ? [] : ['its name is not one or two words of a-z and 0-9']),
    ...(args.length <= commandLimits.arguments
      ? []
      : [`it has more than ${commandLimits.arguments} arguments`]),
    ...(required.lastIndexOf(true) <= required.indexOf(false) || !required.includes(false)
      ? []
      : ['a required argument stands behind an optional one']),
    ...(hasForm ? missingMessages(`${key}.form`, words) : []),
    ...(typeof help === 'object' && 'section' in help
      ? missingMessages(`${key}.helpLine`, words)
      : []),
    ...validateMessages(key, words),
  ];
  const options = args.map((argument) => [argument.name, `${key}.${argument.name}`] as const);
  const twice = hasAllMessages(sheet, words) ? findDuplicateNames(options, words) : [];
  return [
    ...rules.map((rule) => ({ command: name, rule })),
    ...twice.map(({ what, rule }) => ({ command: name, argument: what, rule })),
    ...args.flatMap((argument) => validateArgument(name, argument, words)),
  ];
}

/** Names that stand beside each other and are the same, in one language or the other. */
function findDuplicateNames(
  names: readonly (readonly [what: string, key: string])[],
  { languages }: AllMessages,
): { what: string; rule: string }[] {
  return Object.entries(languages).flatMap(([locale, { t }]) => {
    const taken = new Map<string, string>();
    return names.flatMap(([what, key]) => {
      const name = t(`${key}.name`).toLowerCase();
      const other = taken.get(name);
      taken.set(name, what);
      return other === undefined
        ? []
        : [{ what, rule: `its name in ${locale}, “${name}”, is that of ${other} too` }];
    });
  });
}

/** Letters of a command as Discord counts them: names, descriptions, in every language, its options' too. */
function countCharacters(
  { name, arguments: args }: CommandManifest,
  { languages }: AllMessages,
): number {
  const key = `commands.${commandKey(name)}`;
  return Object.values(languages)
    .flatMap((localizer) => [
      localizer.t(`${key}.name`),
      localizer.t(`${key}.description`),
      ...args.flatMap((argument) => [
        argumentLabel(name, argument.name, localizer),
        argumentDescription(name, argument, localizer),
      ]),
    ])
    .reduce((sum, text) => sum + [...text].length, 0);
}

/** What the members of one Discord command, a group or a single one, break together. */
function validateGroup(
  group: string,
  members: readonly CommandManifest[],
  words: AllMessages,
): Violation[] {
  const letters = members.reduce((sum, sheet) => sum + countCharacters(sheet, words), 0);
  const isGroup = members.some(({ name }) => name.includes(' '));
  return [
    ...(isGroup ? validateMessages(`commands.groups.${group}`, words) : []),
    ...(members.length > commandLimits.subcommands
      ? [`it has more than ${commandLimits.subcommands} subcommands`]
      : []),
    ...(letters > commandLimits.characters
      ? [
          `its names and descriptions have ${letters} letters, more than ${commandLimits.characters}`,
        ]
      : []),
  ].map((rule) => ({ command: group, rule }));
}

/** Everything that two commands would have in common on one platform. */
function findCollisions(sheets: readonly CommandManifest[], words: AllMessages): Violation[] {
  const taken = new Map<string, string>();
  const found: Violation[] = [];
  const groups = Map.groupBy(sheets, ({ name }) => name.split(' ')[0] ?? name);
  const isGroup = (name: string) =>
    (groups.get(name) ?? []).some((member) => member.name.includes(' '));
  for (const { name } of sheets) {
    if (!name.includes(' ') && isGroup(name))
      found.push({ command: name, rule: 'it is also the first word of other commands' });
    const typed = commandSpellings(name, Object.values(words.languages)).map(normalizeName);
    for (const one of new Set(typed)) {
      const other = taken.get(one);
      if (other !== undefined)
        found.push({ command: name, rule: `“${one}” is typed for /${other} too` });
      taken.set(one, name);
    }
  }
  for (const [group, members] of groups) {
    found.push(...validateGroup(group, members, words));
    if (!isGroup(group)) continue;
    const names = members.map(({ name }) => [`/${name}`, `commands.${commandKey(name)}`] as const);
    found.push(
      ...findDuplicateNames(names, words).map(({ what, rule }) => ({
        command: what.slice(1),
        rule,
      })),
    );
  }
  const tops = [...groups.keys()].map(
    (name) => [`/${name}`, `commands.${isGroup(name) ? 'groups.' : ''}${name}`] as const,
  );
  return [
    ...found,
    ...findDuplicateNames(tops, words).map(({ what, rule }) => ({ command: what.slice(1), rule })),
  ];
}

/** Names and descriptions that are there in every language: without them nothing else can be counted. */
const hasAllMessages = (
  { name, arguments: args }: CommandManifest,
  words: AllMessages,
): boolean => {
  const key = `commands.${commandKey(name)}`;
  return [key, ...args.map((argument) => `${key}.${argument.name}`)].every(
    (one) =>
      missingMessages(`${one}.name`, words).length === 0 &&
      missingMessages(`${one}.description`, words).length === 0,
  );
};

/** Discord counts groups, a menu of Telegram what has a line of its own in the help: see its menus. */
function validateCount(sheets: readonly CommandManifest[]): Violation[] {
  const groups = new Set(sheets.map(({ name }) => name.split(' ')[0]));
  const ownLines = sheets.filter(({ help }) => typeof help !== 'object' || !('with' in help));
  return Math.max(groups.size, ownLines.length) <= commandLimits.commands
    ? []
    : [{ command: '', rule: `there are more than ${commandLimits.commands} commands` }];
}

/** Every rule of either platform that the set of commands breaks, each with the command and the argument. */
export function validateCommands(sheets: readonly CommandManifest[], words: AllMessages): string[] {
  return [
    ...sheets.flatMap((sheet) => validateCommand(sheet, words)),
    ...findCollisions(
      sheets.filter((sheet) => hasAllMessages(sheet, words)),
      words,
    ),
    ...validateCount(sheets),
  ].map(formatViolation);
}
