import { refusal } from '../kit/access.ts';
import { commandKey } from '../kit/explain.ts';
import type { CommandSheet } from '../kit/sheet.ts';
import { bold, fields, heading, list, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { Call } from './call.ts';
import { decide } from './roles.ts';

/** How a command is typed on the platform where it is asked for. */
export const typed = (name: string, { account }: Pick<Call, 'account'>): string =>
  `/${account.platform === 'telegram' ? commandKey(name) : name}`;

/** What this person may do here, by what their roles and this place allow. */
export async function helpOverview(call: Call): Promise<Message> {
  const { t } = call;
  const open: CommandSheet[] = [];
  for (const sheet of call.sheets) {
    if (!(await refusal(sheet.access, call, decide))) open.push(sheet);
  }
  const roles = [...(await call.roles())].map((role) => t(`roles.${role}`));
  return message([
    heading(t('commands.help.title')),
    list(
      open.map(({ name }) => [
        bold(typed(name, call)),
        ` — ${t(`commands.${commandKey(name)}.description`)}`,
      ]),
    ),
    paragraph(
      roles.length > 0
        ? t('commands.help.roles', { roles: roles.join(', ') })
        : t('commands.help.noRoles'),
    ),
  ]);
}

/** One command with its arguments. */
export function helpOn({ name, arguments: args }: CommandSheet, call: Call): Message {
  const { t } = call;
  const key = `commands.${commandKey(name)}`;
  return message([
    heading(typed(name, call)),
    paragraph(t(`${key}.description`)),
    ...(args.length === 0
      ? []
      : [
          fields(
            args.map(({ name: argument, required }) => [
              t(`${key}.${argument}.name`),
              `${t(`${key}.${argument}.description`)}${required ? '' : ` (${t('commands.help.optional')})`}`,
            ]),
          ),
        ]),
  ]);
}
