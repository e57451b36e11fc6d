import type { CallbackQuery } from 'telegraf/types';
import { beforeEach, expect, test } from 'vitest';
import { createPressHandler } from '../../../bots/telegram/press-handler.ts';
import type { Trigger } from '../../../bots/telegram/send/responder-queue.ts';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { createTestResponder } from '../../support/fixtures/kit-host.ts';

const localizers = { en: createTranslator('en'), vi: createTranslator('vi') };
const from = { id: 4711, is_bot: false, first_name: 'Linh', language_code: 'vi' };
const chat = { id: -1001, type: 'supergroup' as const, title: 'Group' };
const at = 1_700_000_000_000;

const button = (data: string) => ({
  reply_markup: { inline_keyboard: [[{ text: 'Join', callback_data: data }]] },
});
type PressedMessage = NonNullable<CallbackQuery['message']>;
const message = (keyboard: ReturnType<typeof button>): PressedMessage => ({
  ...{ message_id: 5, date: 1_690_000_000, chat, text: 'Join us' },
  ...keyboard,
});

let pressed: unknown[];
let triggers: Trigger[];
let answered: unknown[];
beforeEach(() => {
  [pressed, triggers, answered] = [[], [], []];
});

function press(data: string, on: PressedMessage | undefined) {
  const { responder } = createTestResponder();
  const handle = createPressHandler({
    dispatcher: {
      async pressButton(token, actor, _responder, id) {
        pressed.push({ token, user: actor.user.platformId, id });
      },
    },
    telegram: {
      async answerCbQuery(id, text) {
        answered.push({ id, text });
        return true;
      },
    },
    responders: {
      enqueue: (_actor, work) => work(),
      respond(_actor, trigger, work) {
        triggers.push(trigger);
        return work({ ...responder, finish: async () => {} });
      },
    },
    localizers,
    readerOf: async () => ({ locale: 'vi', zone: 'UTC' }),
    now: () => at,
  });
  return handle({ id: 'q1', from, chat_instance: '1', data, ...(on ? { message: on } : {}) });
}

test('passes a press on to the dispatcher, once for each query', async () => {
  await press('token:0', message(button('token:0')));
  expect(pressed).toEqual([{ token: 'token:0', user: '4711', id: 'press q1' }]);
  expect(triggers).toEqual([
    {
      actedAt: at,
      mayBePrivate: true,
      press: { queryId: 'q1', message: { message: 5 }, mayEdit: true },
    },
  ]);
});

test('may not change a message whose buttons Telegram no longer shows', async () => {
  await press('token:0', { message_id: 5, date: 0, chat });
  expect(triggers).toMatchObject([{ press: { mayEdit: false } }]);
});

test('says in the language of the person that a button is no longer there', async () => {
  await press('token:0', message(button('token:1')));
  expect(pressed).toEqual([]);
  expect(answered).toEqual([{ id: 'q1', text: localizers.vi.t('kit.errors.oldButton') }]);
});

test('acknowledges a press on a message that cannot be its own', async () => {
  await press('token:0', undefined);
  expect(pressed).toEqual([]);
  expect(answered).toEqual([{ id: 'q1', text: undefined }]);
});
