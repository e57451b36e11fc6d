import { onTestFinished, vi } from 'vitest';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { type LocalTelegram, startLocalTelegram } from '../../../../playground/telegram/index.ts';
import type { ServerVersion } from '../../../../playground/telegram/versions.ts';
import type { Responder } from '../../../../src/kit/adapter/responder.ts';
import type { Visibility } from '../../../../src/kit/define/reply.ts';
import { message, paragraph } from '../../../../src/message/build.ts';
import type { Message } from '../../../../src/message/message.ts';
import { plainManifest } from '../../../support/fixtures/manifests.ts';
import { startBotFixture } from '../bot-fixture.ts';

/** No message that others can read may have this. */
export const secret = 'SECRET';

const [group] = sampleWorld.telegram.chats;
export const groupId = group?.id ?? 0;

/** What the commands of the bot do, by the first word of their line. */
export const behaviours = ['short', 'long', 'updates', 'ask', 'popUp', 'longUpdate'] as const;

const secretMessage = (text: string): Message => ({
  ...message([paragraph(`${secret} ${text}`), paragraph('Second paragraph.')]),
  buttons: [[{ label: 'Again', token: 'again:0' }]],
});
const longMessage = (): Message => secretMessage('x'.repeat(1_500));

async function ask(responder: Responder): Promise<void> {
  const question = {
    message: secretMessage('question'),
    isPrivate: true,
    isRedraw: false,
    input: { takes: 'words' as const, text: `${secret}?`, placeholder: secret, button: secret },
  };
  const { privateChannel } = responder;
  if (!privateChannel || (await privateChannel.canAskHere?.()) === true)
    await responder.showPrompt?.(question, undefined);
  else
    await privateChannel.continueIn(
      async (privately) => void (await privately.showPrompt?.(question, undefined)),
    );
}

/** Answers as a command with a private answer does. */
async function behave(line: string, responder: Responder): Promise<void> {
  const say = (said: Message, visibility: Visibility = 'private') =>
    responder.say(said, visibility);
  switch (line.split(' ')[0]) {
    case 'long':
      await say(longMessage());
      return;
    case 'updates':
      await (await say(secretMessage('first'))).update(secretMessage('then'));
      return;
    case 'longUpdate':
      await (await say(secretMessage('first'))).update(longMessage());
      return;
    case 'ask':
      return ask(responder);
    case 'popUp':
      await say(secretMessage('short'), 'popUp');
      return;
    default:
      await say(secretMessage('short'));
  }
}

export interface PrivateBot {
  telegram: LocalTelegram;
  logged: string[];
  /** Does something that the bot gets, and waits until it is handled. */
  act(work: () => Promise<void>): Promise<void>;
  setServerVersion(version: ServerVersion): void;
  /** Whether the server delivers what people write to the bot alone. */
  hasEphemeralCommands(): boolean;
  /** Lets time pass. */
  wait(ms: number): void;
  /** Runs before the bot answers what it got. */
  beforeAnswer(work: () => void): void;
  /** Runs when the server has answered the n-th request from now on, 1 is the next. */
  afterRequest(n: number, work: () => void): void;
  stop(): Promise<void>;
}

/** A bot with the private command `/mine` in the group of the sample, on a server of one release. */
export async function startPrivateBot(serverVersion: ServerVersion): Promise<PrivateBot> {
  let version = serverVersion;
  let ahead = 0;
  const begun = performance.now();
  const start = Date.parse('2026-11-24T02:00:00Z');
  const now = () => Math.round(start + performance.now() - begun + ahead);
  let hook: () => void = () => undefined;
  let countdown: { left: number; work: () => void } | undefined;
  const telegram = await startLocalTelegram({
    ...{ world: sampleWorld, now, serverVersion, anyWebhookPort: true },
    onRequest() {
      if (countdown === undefined) return;
      countdown.left -= 1;
      if (countdown.left > 0) return;
      const { work } = countdown;
      countdown = undefined;
      work();
    },
  });
  onTestFinished(() => telegram.stop());
  let handled = 0;
  const handle = async (line: string, responder: Responder) => {
    hook();
    try {
      await behave(line, responder);
    } catch {
      // Refused: what matters is what others saw.
    } finally {
      handled += 1;
    }
  };
  const bot = await startBotFixture(telegram, (line, responder) => handle(line, responder), {
    now,
    manifests: [plainManifest('mine', 'private')],
    dispatcher: {
      pressButton: (_token, _actor, responder) => handle('short', responder),
      async answerPrompt(_actor, responder, raw) {
        await handle(typeof raw === 'string' ? raw : 'short', responder);
        return true;
      },
    },
  });
  return {
    telegram,
    logged: bot.logged,
    async act(work) {
      const before = handled;
      await work();
      await vi.waitFor(
        () => {
          if (handled === before) throw new Error('the bot did not handle it');
        },
        { timeout: 5_000, interval: 2 },
      );
    },
    setServerVersion(next) {
      version = next;
      telegram.setServerVersion(next);
    },
    hasEphemeralCommands: () => ['10.2', '10.3', '10.5'].includes(version),
    wait(ms) {
      ahead += ms;
    },
    beforeAnswer(work) {
      hook = work;
    },
    afterRequest(left, work) {
      countdown = { left, work };
    },
    stop: async () => {
      await bot.stop();
      await telegram.stop();
    },
  };
}
