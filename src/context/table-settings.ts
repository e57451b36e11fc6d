import { bold, button, heading, message, paragraph, rows } from '../message/build.ts';
import type { Action, Button, Message } from '../message/message.ts';
import type { CommandContext } from './command-context.ts';

type Reader = Pick<CommandContext, 't' | 'account'>;

/** Whose lists: a person's own, or those of the group with this platform id. */
export interface TableOwner {
  chat?: string | undefined;
}

const argsOf = ({ chat }: TableOwner): Action['args'] =>
  chat === undefined ? {} : { chat: `id:${chat}` };

const choose = (
  { account }: Pick<Reader, 'account'>,
  owner: TableOwner,
  label: string,
  show: boolean,
): Button =>
  button(
    label,
    {
      command: 'settings',
      step: 'tables',
      args: { ...argsOf(owner), show },
      account: account.id,
      answer: 'update',
    },
    show ? 'success' : 'secondary',
  );

/** The setting as a field; none where no platform of the reader has tables. */
export const tablesField = (
  { t, account }: Reader,
  tables: boolean | null,
): (readonly [string, string])[] =>
  account.platform === 'telegram'
    ? [[t('settings.tables.name'), t(`settings.tables.${tables ? 'on' : 'off'}`)]]
    : [];

/** Turns tables off, or shows a sample before they are turned on. */
export function tablesButtons(
  reader: Reader,
  owner: TableOwner,
  tables: boolean | null,
): Button[][] {
  const { t, account } = reader;
  if (account.platform !== 'telegram') return [];
  if (tables) return [[choose(reader, owner, t('settings.tables.turnOff'), false)]];
  const sample = { command: 'settings', step: 'sample', args: argsOf(owner), account: account.id };
  return [[button(t('settings.tables.try'), sample)]];
}

/** A table to try, with what is chosen by whether it can be read. Where it cannot be drawn, this is said instead. */
export function tableSampleMessage(reader: Reader, owner: TableOwner): Message {
  const { t } = reader;
  const row = (at: 1 | 2) => {
    const name = t(`settings.tables.sample.event${at}`);
    const when = t(`settings.tables.sample.when${at}`);
    return { content: [bold(name), ` · ${when}`], name, buttons: [], cells: [bold(name), when] };
  };
  return message(
    [
      heading(t('settings.tables.sample.title')),
      rows([row(1), row(2)], 1, [t('events.title'), t('events.when')]),
      paragraph(t('settings.tables.sample.ask')),
    ],
    {
      buttons: [
        [
          choose(reader, owner, t('settings.tables.sample.yes'), true),
          choose(reader, owner, t('settings.tables.sample.no'), false),
        ],
      ],
      tables: { instead: [paragraph(t('settings.tables.impossible'))] },
    },
  );
}
