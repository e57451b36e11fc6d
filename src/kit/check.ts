import { fold } from '../language/fold.ts';
import { commandKey } from './explain.ts';
import type { Words } from './kind.ts';
import type { ArgumentSheet, CommandSheet } from './sheet.ts';

/** What both platforms take. Source: Discord, "Application Command Structure"; Bot API, BotCommand. */
export const commandLimits = {
  name: /^[a-z][a-z0-9]{0,14}( [a-z][a-z0-9]{0,14})?$/,
  argument: /^[a-z][a-z0-9_]{0,31}$/,
  /** A name in another language, as Discord shows it. */
  shownName: /^[-_'\p{L}\p{N}]{1,32}$/u,
  description: 100,
  arguments: 25,
  commands: 100,
  subcommands: 25,
  formTitle: 45,
} as const;

/** The program's words in every language, and whether a message is there. */
export interface AllWords {
  languages: Readonly<Record<string, Words>>;
  has(key: string): boolean;
}

interface Finding {
  command: string;
  argument?: string;
  rule: string;
}

const say = ({ command, argument, rule }: Finding): string =>
  `/${command}${argument === undefined ? '' : `, argument ${argument}`}: ${rule}`;

/** The names and descriptions of one thing in every language. */
function checkWords(key: string, { languages, has }: AllWords): string[] {
  const missing = ['name', 'description'].filter((part) => !has(`${key}.${part}`));
  if (missing.length > 0) return missing.map((part) => `there is no message ${key}.${part}`);
  return Object.entries(languages).flatMap(([locale, { t }]) => {
    const name = t(`${key}.name`).toLowerCase().replace(/\s+/g, '_');
    const length = [...t(`${key}.description`)].length;
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

function checkArgument(command: string, argument: ArgumentSheet, words: AllWords): Finding[] {
  const rules = [
    ...(commandLimits.argument.test(argument.name) ? [] : ['its name is not a-z, 0-9 and _']),
    ...checkWords(`commands.${commandKey(command)}.${argument.name}`, words),
  ];
  return rules.map((rule) => ({ command, argument: argument.name, rule }));
}

function checkCommand(sheet: CommandSheet, words: AllWords): Finding[] {
  const { name, arguments: args } = sheet;
  const hasForm = args.some(({ inForm }) => inForm);
  const key = `commands.${commandKey(name)}`;
  const required = args.map((argument) => argument.required);
  const rules = [
    ...(commandLimits.name.test(name) ? [] : ['its name is not one or two words of a-z and 0-9']),
    ...(args.length <= commandLimits.arguments
      ? []
      : [`it has more than ${commandLimits.arguments} arguments`]),
    ...(required.lastIndexOf(true) <= required.indexOf(false) || !required.includes(false)
      ? []
      : ['a required argument stands behind an optional one']),
    ...(!hasForm || words.has(`${key}.form`)
      ? []
      : [`there is no message ${key}.form for its form`]),
    ...checkWords(key, words),
  ];
  return [
    ...rules.map((rule) => ({ command: name, rule })),
    ...args.flatMap((argument) => checkArgument(name, argument, words)),
  ];
}

/** Everything that two commands would have in common on one platform. */
function checkCollisions(sheets: readonly CommandSheet[], words: AllWords): Finding[] {
  const taken = new Map<string, string>();
  const found: Finding[] = [];
  const groups = new Set(
    sheets.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0]),
  );
  for (const { name } of sheets) {
    if (groups.has(name))
      found.push({ command: name, rule: 'it is also the first word of other commands' });
    const typed = [
      commandKey(name),
      ...Object.values(words.languages).map(({ t }) =>
        fold(t(`commands.${commandKey(name)}.name`)),
      ),
    ];
    if (name.includes(' ')) typed.splice(1);
    for (const one of new Set(typed)) {
      const other = taken.get(one);
      if (other !== undefined)
        found.push({ command: name, rule: `“${one}” is typed for /${other} too` });
      taken.set(one, name);
    }
  }
  for (const group of groups) {
    if (group === undefined) continue;
    const members = sheets.filter(({ name }) => name.startsWith(`${group} `));
    if (members.length > commandLimits.subcommands) {
      found.push({
        command: group,
        rule: `it has more than ${commandLimits.subcommands} subcommands`,
      });
    }
    found.push(
      ...checkWords(`commands.groups.${group}`, words).map((rule) => ({ command: group, rule })),
    );
  }
  return found;
}

/** Every rule of either platform that the set of commands breaks, each with the command and the argument. */
export function checkCommands(sheets: readonly CommandSheet[], words: AllWords): string[] {
  return [
    ...sheets.flatMap((sheet) => checkCommand(sheet, words)),
    ...checkCollisions(sheets, words),
    ...(sheets.length <= commandLimits.commands
      ? []
      : [{ command: '', rule: `there are more than ${commandLimits.commands} commands` }]),
  ].map(say);
}
