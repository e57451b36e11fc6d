import type { CommandContext } from '../context/command-context.ts';
import type { CommandManifest } from '../kit/menu/manifest.ts';
import { argumentDescription, commandKey } from '../kit/names/message-keys.ts';
import { bold, button, fields, heading, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { HelpOverview } from './availability.ts';
import { typedCommandName } from './command-names-view.ts';

/** The person's commands by section, their roles, and buttons for the blocks that are not shown. */
export function helpOverviewMessage(
  { t }: Pick<CommandContext, 't'>,
  { sections, otherBlocks, roles }: HelpOverview,
): Message {
  const roleNames = roles.map((role) => t(`roles.${role}`)).join(', ');
  return message(
    [
      heading(t('commands.help.title')),
      ...sections.map(({ name, commands }) =>
        paragraph([
          bold(t(`commands.help.titles.${name}`)),
          ...commands.map((command) => `\n${t(`commands.${commandKey(command)}.helpLine`)}`),
        ]),
      ),
      paragraph(
        [
          t('commands.help.more'),
          roles.length > 0
            ? t('commands.help.roles', { roles: roleNames })
            : t('commands.help.noRoles'),
        ].join('\n'),
      ),
    ],
    {
      buttons: [
        otherBlocks.map((block) =>
          button(t(`commands.help.blocks.${block}`), {
            command: 'help',
            step: 'block',
            args: { block },
            answer: 'update',
          }),
        ),
      ],
    },
  );
}

/** A command with its arguments. */
export function commandHelpMessage(
  context: Pick<CommandContext, 't' | 'account' | 'locale'>,
  { name, arguments: args }: Pick<CommandManifest, 'name' | 'arguments'>,
): Message {
  const { t } = context;
  const key = `commands.${commandKey(name)}`;
  const optional = ` (${t('commands.help.optional')})`;
  return message([
    heading(typedCommandName(name, context)),
    paragraph(t(`${key}.description`)),
    ...(args.length === 0
      ? []
      : [
          fields(
            args.map((argument) => [
              t(`${key}.${argument.name}.name`),
              `${argumentDescription(name, argument, context)}${argument.isRequired ? '' : optional}`,
            ]),
          ),
        ]),
  ]);
}
