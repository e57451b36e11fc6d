import { expect, test } from 'vitest';
import type { ClientDriver } from '../../../playground/driver/client-driver.ts';
import type { VisibleForm, VisibleMessage } from '../../../playground/driver/visible-message.ts';
import { type AnswerWait, printAnswers } from '../../../playground/say/print-answers.ts';
import { pollEvents } from '../../../playground/server/event-stream.ts';
import { toMessageView } from '../../../playground/server/message-view.ts';

const message = (
  id: string,
  version: number,
  text: string,
  more: Partial<VisibleMessage> = {},
): VisibleMessage => ({
  ...{ id, version, at: 0, from: { name: 'Bot', bot: true }, body: [{ text }] },
  ...{ embeds: [], buttons: [], menus: [], files: [], private: false, edited: false },
  pending: false,
  ...more,
});
const promise = (version: number) => message('1', version, '', { pending: true });

/** One person's screen; each step is what is on it after the next thing that the bot does. */
function screen(
  steps: readonly (readonly VisibleMessage[] | { form: VisibleForm } | { notice: string })[],
) {
  let left = [...steps];
  let seen: readonly VisibleMessage[] = [message('0', 1, 'before')];
  let form: VisibleForm | undefined;
  const notices: { message: string }[] = [];
  const driver: Pick<ClientDriver, 'places' | 'messages' | 'notices' | 'openForm' | 'onChange'> = {
    places: () => [{ key: 'here', name: 'here', kind: 'group', canWrite: true }],
    messages: () => [...seen],
    notices: () => notices,
    openForm: () => form,
    onChange(listener) {
      const turn = setInterval(() => {
        const [next, ...rest] = left;
        if (!next) return;
        left = rest;
        if ('form' in next) form = next.form;
        else if ('notice' in next) notices.push({ message: next.notice });
        else seen = next;
        listener('here');
      });
      return () => clearInterval(turn);
    },
  };
  const printed: string[] = [];
  const scene: AnswerWait = {
    client: {
      events: (actor, cursor, wait) =>
        pollEvents(
          driver,
          { actor, notices: 0, form: '', ...cursor, wait: Math.min(wait, 200) },
          (one, place) => toMessageView(one, { platform: 'discord', actor, place }, ''),
          new AbortController().signal,
        ),
    },
    actor: 'linh',
    timeoutMs: 200,
    quietMs: 50,
    nameOf: (key) => key,
    print: (text) => void printed.push(text),
  };
  return { scene, printed, cursor: { after: 1, notices: 0, form: '' } };
}

const before = message('0', 1, 'before');
const answer = (version: number, more: Partial<VisibleMessage> = {}) =>
  message(more.id ?? '2', version, 'the answer', more);
const form: VisibleForm = { id: 'f', title: 'the answer', texts: [], fields: [] };

test.each([
  ['a message', [[before, answer(2)]]],
  ['an edited message', [[answer(2, { id: '0', edited: true })]]],
  [
    'a promise that is kept',
    [
      [before, promise(2)],
      [before, answer(3, { id: '1' })],
    ],
  ],
  [
    'a promise that is taken back for an answer that one alone sees',
    [[before, promise(2)], [before], [before, answer(3, { private: true })]],
  ],
  [
    'a promise that is taken back after the answer',
    [[before, promise(2)], [before, promise(2), answer(3, { private: true })], [before]],
  ],
  ['a promise that is taken back for a form', [[before, promise(2)], [before], { form }]],
  ['a form', [{ form }]],
  ['a pop-up', [{ notice: 'the answer' }]],
] as const)('prints what answers: %s', async (_name, steps) => {
  const { scene, printed, cursor } = screen(steps);
  await printAnswers(scene, cursor);
  expect(printed.join()).toContain('the answer');
});

test.each([
  ['nothing at all', [], /Nothing answered/],
  ['a promise that nobody keeps', [[before, promise(2)]], /Nothing answered/],
  [
    'a promise that nobody keeps beside an answer',
    [[before, promise(2), answer(3)]],
    /More was promised/,
  ],
] as const)('reports what does not come: %s', async (_name, steps, sentence) => {
  const { scene, cursor } = screen(steps);
  await expect(printAnswers(scene, cursor)).rejects.toThrow(sentence);
});
