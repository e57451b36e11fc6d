import type { CommandContext } from '../context/command-context.ts';
import type { Connection } from '../database/generated/client.ts';
import { button, linkButton, message, paragraph, textMessage } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import type { MirrorStatus } from './service.ts';

type Reader = Pick<CommandContext, 't' | 'account'>;

/** Servers that are shown at once: each has buttons. */
const maxShown = 10;

const stateOf = ({ isOn, isEnding, problem }: MirrorStatus) => {
  if (isOn) return problem ?? 'isOn';
  return isEnding ? 'isEnding' : 'isOff';
};

const statusLine = (status: MirrorStatus, { t }: Pick<Reader, 't'>): string =>
  t(`mirrors.${stateOf(status)}`, { server: status.space.title });

/** Each server with what changes it. */
export function serversMessage(servers: readonly MirrorStatus[], reader: Reader): Message {
  const { t, account } = reader;
  if (servers.length === 0) return textMessage(t('mirrors.none'));
  const isSingle = servers.length === 1;
  const buttonsOf = ({ space, isOn, problem, right }: MirrorStatus): Button[] => [
    ...(isOn && problem === 'noRights' && right?.url
      ? [
          linkButton(
            t(isSingle ? 'mirrors.give' : 'mirrors.giveIn', { server: space.title }),
            right.url,
          ),
        ]
      : []),
    button(
      t(`mirrors.${isOn ? 'turnOff' : 'turnOn'}${isSingle ? '' : 'In'}`, { server: space.title }),
      {
        command: 'server events',
        args: { server: `id:${space.id}`, on: !isOn },
        account: account.id,
        answer: 'update',
      },
    ),
  ];
  const shown = servers.slice(0, maxShown);
  return message(
    [
      ...shown.map((status) => paragraph(statusLine(status, reader))),
      ...(shown.some(({ isOn }) => isOn) ? [] : [paragraph(t('mirrors.about'))]),
    ],
    {
      tone: shown.some(({ isOn, problem }) => isOn && problem !== undefined) ? 'warning' : 'plain',
      buttons: shown.map(buttonsOf),
    },
  );
}

/** For admins: that events of a server are not up to date, and why. */
export const mirrorProblemMessage = (
  { t }: Pick<Reader, 't'>,
  { title: server }: Pick<Connection, 'title'>,
): Message => textMessage(t('mirrors.noRights', { server }), { tone: 'warning' });
