import { checkAccess } from '../context/access.ts';
import type { CommandContext } from '../context/command-context.ts';
import { findUnmetCondition } from '../kit/define/access.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import { commandSpellings } from '../kit/names/command-index.ts';
import { commandKey } from '../kit/names/message-keys.ts';
import { commandSpelling, translators } from '../language/catalogue.ts';
import { bold, button, fields, heading, message, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import {
  commandsBySection,
  type HelpBlock,
  helpBlocks,
  memberSections,
  roleSections,
} from './sections.ts';

/** From so many roles on, one block is shown and the others are a button each. */
const collapseFrom = 3;

/** How a command is typed on the platform where it is asked for, as the help itself writes it. */
export const typedCommandName = (
  name: string,
  { account, locale }: Pick<CommandContext, 'account' | 'locale'>,
): string => `/${account.platform === 'telegram' ? commandSpelling(locale, name) : name}`;

/** Every name by which help may be asked on a command, in either language, with its slash or without. */
export const helpNames = ({ name }: Pick<CommandManifest, 'name'>): string[] =>
  [name, ...commandSpellings(name, Object.values(translators))].flatMap((one) => {
    const spaced = one.replaceAll('_', ' ');
    return [one, spaced, `/${one}`, `/${spaced}`];
  });

/** Whether this person may use a command here, or may once they write in private. */
export async function isCommandAvailable(
  { name, access }: CommandManifest,
  call: CommandContext,
): Promise<boolean> {
  const refused = await findUnmetCondition(access, call, checkAccess);
  if (refused && refused.rule !== 'inPrivate') return false;
  const isConnecting = name === 'connect' || name === 'disconnect';
  if (!isConnecting || (await call.roles()).has('admin')) return true;
  return call.chat.kind !== 'private' && (await call.canManageChat());
}

/** One section under its title; nothing where this person may do none of it. */
async function section(
  name: keyof typeof commandsBySection,
  call: CommandContext,
): Promise<Block[]> {
  const { t } = call;
  const lines: string[] = [];
  for (const command of commandsBySection[name]) {
    const sheet = call.manifests.find((one) => one.name === command);
    if (sheet && (await isCommandAvailable(sheet, call)))
      lines.push(t(`commands.help.lines.${commandKey(command)}`));
  }
  if (lines.length === 0) return [];
  return [
    paragraph([bold(t(`commands.help.titles.${name}`)), ...lines.map((line) => `\n${line}`)]),
  ];
}

async function block(name: HelpBlock, call: CommandContext): Promise<Block[]> {
  const sections = await Promise.all(
    (name === 'member' ? memberSections : [name]).map((one) => section(one, call)),
  );
  return sections.flat();
}

/**
 * What this person can do here: the blocks of their roles first, then everybody's.
 * @param asked the one block to show; without it all, or with many roles the first
 */
export async function helpOverview(call: CommandContext, asked?: HelpBlock): Promise<Message> {
  const { t } = call;
  const roles = await call.roles();
  const leads = !roles.has('admin') && (await hasUsableCommands('admin', call));
  const own = helpBlocks.filter(
    (one) => one === 'member' || roles.has(one) || (one === 'admin' && leads),
  );
  const isMany = roles.size >= collapseFrom;
  const shown = asked !== undefined || isMany ? [asked ?? own.at(-2) ?? 'member'] : own;
  const blocks = await Promise.all(shown.map((one) => block(one, call)));
  const others = own.filter((one) => !shown.includes(one));
  const names = roleSections.filter((role) => roles.has(role)).map((role) => t(`roles.${role}`));
  return message(
    [
      heading(t('commands.help.title')),
      ...blocks.flat(),
      paragraph(
        [
          t('commands.help.more'),
          names.length > 0
            ? t('commands.help.roles', { roles: names.join(', ') })
            : t('commands.help.noRoles'),
        ].join('\n'),
      ),
    ],
    {
      buttons: [
        others.map((name) =>
          button(t(`commands.help.blocks.${name}`), {
            command: 'help',
            step: 'block',
            args: { block: name },
            answer: 'update',
          }),
        ),
      ],
    },
  );
}

/** Whether somebody without a role has something to do in its block, as who manages a chat but no community. */
const hasUsableCommands = async (
  name: (typeof roleSections)[number],
  call: CommandContext,
): Promise<boolean> =>
  (await section(name, call)).length > 0 &&
  call.chat.kind !== 'private' &&
  (await call.canManageChat());

/** One command with its arguments. */
export function commandHelp(
  { name, arguments: args }: CommandManifest,
  call: CommandContext,
): Message {
  const { t } = call;
  const key = `commands.${commandKey(name)}`;
  return message([
    heading(typedCommandName(name, call)),
    paragraph(t(`${key}.description`)),
    ...(args.length === 0
      ? []
      : [
          fields(
            args.map(({ name: argument, isRequired }) => [
              t(`${key}.${argument}.name`),
              `${t(`${key}.${argument}.description`)}${isRequired ? '' : ` (${t('commands.help.optional')})`}`,
            ]),
          ),
        ]),
  ]);
}
