import { TelegramError } from 'telegraf';
import type { SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import { undefinedIf } from '../../shared/undefined-if.ts';
import type { TelegramClient } from '../api/client.ts';
import type { EphemeralHandle } from '../api/message-handle.ts';
import type { SendTarget } from '../api/send-target.ts';
import type { TelegramMessage } from '../write/message.ts';
import { editEphemeral, fitsEphemeral } from './ephemeral-requests.ts';
import type { EphemeralOpener } from './opener.ts';

export interface EphemeralOutputOptions {
  telegram: TelegramClient;
  target: SendTarget;
  opener: EphemeralOpener;
  render(message: Message): readonly TelegramMessage[];
  /** What an opening says until the content follows. */
  openingText: string;
  /** Sends what is too long, or has files, to the person's own chat. @returns what to show here instead */
  sendToOwnChat(message: Message): Promise<{ sent: SentMessage | undefined; pointer: Message }>;
}

/** Ephemeral messages for one person: each is opened without content, and edited. */
export interface EphemeralOutput {
  /**
   * Opens a message unless one is open: `answer` for the next answer, `question` with the reply field.
   * @returns whether there is one
   */
  open(kind: 'answer' | 'question'): Promise<boolean>;
  /** @returns undefined when there is no way to show it here */
  send(message: Message): Promise<SentMessage | undefined>;
  /** Replaces a message's content. @returns undefined when that is refused, as when the message is gone */
  replace(handle: EphemeralHandle, message: Message): Promise<SentMessage | undefined>;
  /** Shows a question. @returns its handle; undefined when there is no way to show it here */
  ask(message: Message): Promise<EphemeralHandle | undefined>;
  /** Removes what was opened and not used. */
  finish(): Promise<void>;
}

export function createEphemeralOutput(options: EphemeralOutputOptions): EphemeralOutput {
  const { telegram, target, opener, openingText, sendToOwnChat } = options;
  const openings = new Map<'answer' | 'question', Promise<EphemeralHandle | undefined>>();

  function openingOf(kind: 'answer' | 'question'): Promise<EphemeralHandle | undefined> {
    const known = openings.get(kind);
    if (known) return known;
    const opening = opener.open({ text: openingText, forceReply: kind === 'question' });
    openings.set(kind, opening);
    return opening;
  }

  /** An opened message, which from now on belongs to its content. */
  async function take(kind: 'answer' | 'question'): Promise<EphemeralHandle | undefined> {
    const handle = await openingOf(kind);
    openings.delete(kind);
    return handle;
  }

  /** The only part, if it can be shown here. */
  function shortPart(message: Message): TelegramMessage | undefined {
    const [part, ...others] = options.render(message);
    return part && others.length === 0 && fitsEphemeral(part) ? part : undefined;
  }

  /** Later versions go to the own chat once this message is gone. */
  function sentMessageOf(handle: EphemeralHandle): SentMessage {
    let moved: SentMessage | undefined;
    return {
      async update(next) {
        if (moved) return moved.update(next);
        if (await replace(handle, next)) return;
        moved = (await sendToOwnChat(next)).sent;
      },
    };
  }

  /** @throws TelegramError when the message is gone */
  async function show(handle: EphemeralHandle, message: Message): Promise<SentMessage> {
    const edit = (part: TelegramMessage) => editEphemeral(telegram, target, handle, part);
    const short = shortPart(message);
    if (short) {
      await edit(short);
      return sentMessageOf(handle);
    }
    const { sent, pointer } = await sendToOwnChat(message);
    const pointing = shortPart(pointer);
    // It has arrived: a pointer that does not is no reason to send it again.
    if (pointing) await edit(pointing).catch(() => undefined);
    return sent ?? sentMessageOf(handle);
  }

  const replace = (handle: EphemeralHandle, message: Message) =>
    undefinedIf(
      (error) => error instanceof TelegramError && error.code < 500,
      () => show(handle, message),
    );

  return {
    open: async (kind) => (await openingOf(kind)) !== undefined,
    async send(message) {
      const handle = await take('answer');
      if (!handle) return undefined;
      const sent = await replace(handle, message);
      if (!sent) await opener.discard(handle);
      return sent;
    },
    replace,
    async ask(message) {
      const part = shortPart(message);
      const handle = part && (await take('question'));
      if (!part || !handle) return undefined;
      if (await replace(handle, message)) return handle;
      await opener.discard(handle);
      return undefined;
    },
    async finish() {
      const unused = await Promise.all(openings.values());
      openings.clear();
      await Promise.all(unused.map((handle) => handle && opener.discard(handle)));
    },
  };
}
