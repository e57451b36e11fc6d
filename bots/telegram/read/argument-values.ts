import type { Message } from 'telegraf/types';
import type { Invocation } from '../../../src/kit/adapter/invocation.ts';
import type { ReferenceKind } from '../../../src/kit/define/argument-type.ts';
import { rawText } from '../../../src/kit/define/raw-value.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { readFile } from './answer.ts';
import { readCommand, readMention, readRepliedPerson } from './message.ts';
import { visibleText } from './plain-text.ts';
import { readRepliedMessage } from './replied-message.ts';

/** The typed line of a command, and values that Telegram states by itself: mentioned people, files, the author of a replied message. */
export function readArgumentValues(
  message: Message,
  args: CommandManifest['arguments'],
  botName: string,
): Pick<Invocation, 'values' | 'line' | 'implied'> {
  const accepting = (kind: ReferenceKind) =>
    args.find(({ acceptsReference }) => acceptsReference === kind)?.name;
  const personArgument = accepting('person');
  const fileArgument = accepting('file');
  const { text, person } = readMention(message);
  const typed = personArgument ? text : visibleText(message);
  const repliedTo = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const author = personArgument ? readRepliedPerson(message) : undefined;
  // A command on a message is about that message: a picture in it is no new one.
  const messageArgument = args.find(({ takesMessage }) => takesMessage);
  const fileSource = messageArgument ? undefined : repliedTo;
  const file = fileArgument && (readFile(message) ?? (fileSource && readFile(fileSource)));
  const replied = messageArgument && readRepliedMessage(message);
  // A message without words is a value only for who wants the message itself.
  const isTaken =
    replied !== undefined &&
    (messageArgument?.acceptsReference === 'message' || rawText(replied) !== '');
  return {
    line: readCommand(typed, botName)?.line ?? '',
    values: {
      ...(personArgument && person ? { [personArgument]: person } : {}),
      ...(fileArgument && file ? { [fileArgument]: file } : {}),
    },
    implied: {
      ...(messageArgument && isTaken ? { [messageArgument.name]: replied } : {}),
      ...(personArgument && author ? { [personArgument]: author } : {}),
    },
  };
}
