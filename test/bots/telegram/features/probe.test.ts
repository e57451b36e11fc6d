import { TelegramError } from 'telegraf';
import { expect, test } from 'vitest';
import { type CallMethod, probeFeatures } from '../../../../bots/telegram/features/probe.ts';

const refused = (code: number, description: string) =>
  new TelegramError({ error_code: code, description });
const notFound = refused(404, 'Not Found: method not found');
const noChat = refused(400, 'Bad Request: chat_id is empty');
const oldRights = { is_anonymous: false, can_manage_chat: true };
const newRights = { ...oldRights, can_send_welcome_messages: false };

/** A server that answers each method with a value, or fails with an error. */
const server =
  (answers: Record<string, unknown>): CallMethod =>
  async (method) => {
    const answer = method in answers ? answers[method] : notFound;
    if (answer instanceof Error) throw answer;
    return answer;
  };

const today = {
  deleteEphemeralMessage: noChat,
  setChatMemberTag: noChat,
  sendRichMessage: noChat,
  getMyDefaultAdministratorRights: newRights,
};
const nothing = {
  ephemeral: false,
  forceReplyWithButtons: false,
  dateTime: false,
  copyButtons: false,
  disabledButtons: false,
  rich: false,
  richButtons: false,
};
const everything = {
  ephemeral: true,
  forceReplyWithButtons: true,
  dateTime: true,
  copyButtons: true,
  disabledButtons: true,
  rich: true,
  richButtons: true,
};

test.each([
  ['10.3 and later', today, everything],
  [
    '10.2',
    { ...today, getMyDefaultAdministratorRights: oldRights },
    { ...nothing, dateTime: true, copyButtons: true, rich: true },
  ],
  [
    '9.6',
    { setChatMemberTag: noChat, getMyDefaultAdministratorRights: oldRights },
    { ...nothing, dateTime: true, copyButtons: true },
  ],
  ['9.3', { getMyDefaultAdministratorRights: oldRights }, nothing],
])('finds what a server of Bot API %s can do', async (_version, answers, features) => {
  expect(await probeFeatures(server(answers))).toEqual({ features, isClear: true });
});

test.each([
  ['a timeout', new DOMException('timed out', 'TimeoutError')],
  ['a failure of the server', refused(502, 'Bad Gateway')],
  ['too many requests', refused(429, 'Too Many Requests: retry after 5')],
  ['a success that no version gives', true],
  ['another 404', refused(404, 'Not Found')],
])('proves nothing by %s', async (_what, answer) => {
  const all = Object.fromEntries(Object.keys(today).map((method) => [method, answer]));
  expect(await probeFeatures(server(all))).toEqual({ features: nothing, isClear: false });
  for (const method of ['deleteEphemeralMessage', 'getMyDefaultAdministratorRights']) {
    const { features, isClear } = await probeFeatures(server({ ...today, [method]: answer }));
    expect(features.ephemeral).toBe(false);
    expect(isClear).toBe(false);
  }
});

test('calls nothing that could change anything', async () => {
  const calls: [string, object][] = [];
  await probeFeatures(async (method, params) => void calls.push([method, params]));
  expect(calls.map(([, params]) => params)).toEqual(calls.map(() => ({})));
});
