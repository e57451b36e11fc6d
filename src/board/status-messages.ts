import { closedReasonKey } from '../communities/chats/closed-reason.ts';
import type { CommandContext } from '../context/command-context.ts';
import type { Chat } from '../database/generated/client.ts';
import { button, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { BoardStatus } from './service.ts';
import type { BoardDetails } from './store.ts';

type Words = Pick<CommandContext, 't'>;
type Reader = Pick<CommandContext, 't' | 'account'>;

type State = Pick<BoardDetails, 'pauseReason' | 'pinRefusal' | 'isPinned' | 'messageId'> & {
  chat: Pick<Chat, 'title' | 'closedReason'>;
};

const pauseReasonOf = ({ pauseReason, chat }: State): string | null =>
  pauseReason ?? chat.closedReason;

/** What there is to say about the pin; a board that is not posted yet says when it comes. */
function pinLines({ t }: Words, { pinRefusal, isPinned, messageId }: State): string[] {
  if (pinRefusal !== null) return [t('board.unpinned')];
  return isPinned || messageId === null ? [] : [t('board.pinComing')];
}

/** How a board is: up to date, on its way, paused and why, or not pinned (yet). */
function stateLines(words: Words, board: State): string[] {
  const { t } = words;
  const chat = board.chat.title;
  const reason = pauseReasonOf(board);
  if (reason !== null) return [t(`board.paused.${closedReasonKey(reason)}`, { chat })];
  return [
    t(board.messageId === null ? 'board.coming' : 'board.statusOn', { chat }),
    ...pinLines(words, board),
  ];
}

const hasProblem = (board: State): boolean =>
  pauseReasonOf(board) !== null || board.pinRefusal !== null;

/** For admins: why a board is paused or not pinned. */
export const boardProblemMessage = (words: Words, board: State): Message =>
  message(
    stateLines(words, board).map((line) => paragraph(line)),
    { tone: 'warning' },
  );

/** The board of a chat, with the buttons that change it. */
export function boardStatusMessage(reader: Reader, { chat, board }: BoardStatus): Message {
  const { t, account } = reader;
  const change = (label: string, state: 'on' | 'off') =>
    button(label, {
      command: 'board',
      args: { state },
      from: chat.id,
      account: account.id,
      answer: 'update',
    });
  if (!board || board.isEnding) {
    return textMessage(t('board.statusOff', { chat: chat.title }), {
      buttons: [[change(t('board.turnOn'), 'on')]],
    });
  }
  return message(
    stateLines(reader, board).map((line) => paragraph(line)),
    {
      tone: hasProblem(board) ? 'warning' : 'success',
      buttons: [
        [
          ...(hasProblem(board) ? [change(t('board.tryAgain'), 'on')] : []),
          change(t('board.turnOff'), 'off'),
        ],
      ],
    },
  );
}

export const boardOffMessage = ({ t }: Words, { chat, board }: BoardStatus): Message =>
  textMessage(t(board ? 'board.removing' : 'board.removed', { chat: chat.title }), {
    tone: 'success',
  });
