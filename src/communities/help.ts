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

/** Whether a command that everyone may try leads anywhere for this person. */
async function isOfUse({ name }: CommandSheet, call: Call): Promise<boolean> {
  const isConnecting = name === 'connect' || name === 'disconnect';
  if (!isConnecting || (await call.roles()).has('admin')) return true;
  return call.chat.kind !== 'private' && (await call.managesChat());
}

/** What this person may do here, by what their roles and this place allow. */
export async function helpOverview(call: Call): Promise<Message> {
  const { t } = call;
  const open: CommandSheet[] = [];
  const inPrivate: CommandSheet[] = [];
  for (const sheet of call.sheets) {
    const refused = await refusal(sheet.access, call, decide);
    if (refused?.rule === 'inPrivate') inPrivate.push(sheet);
    if (!refused && (await isOfUse(sheet, call))) open.push(sheet);
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
    ...(inPrivate.length > 0
      ? [
          paragraph(
            t('commands.help.inPrivate', {
              commands: inPrivate.map(({ name }) => typed(name, call)).join(', '),
            }),
          ),
        ]
      : []),
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
