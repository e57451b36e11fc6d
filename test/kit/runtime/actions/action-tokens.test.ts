import { expect, test } from 'vitest';
import {
  attachActionTokens,
  createActionTokenAttacher,
} from '../../../../src/kit/runtime/actions/action-tokens.ts';
import { button, linkButton, menu, message, option } from '../../../../src/message/build.ts';
import { messageSchema } from '../../../../src/message/message.ts';

const act = (command: string) => ({ command, args: {} });

test('gives every button and option the token of its own action', async () => {
  const sent = message([], {
    buttons: [[button('A', act('a')), linkButton('L', 'https://example.org/')]],
    menus: [menu('Which?', [option('B', act('b')), option('C', act('c'), 'third')])],
  });
  const sealed = await attachActionTokens(sent, {
    saveActions: async (actions) => actions.map(({ command }) => `kept:${command}`),
  });
  expect(sealed.buttons[0]?.map(({ token, action }) => [token, action])).toEqual([
    ['kept:a', undefined],
    [undefined, undefined],
  ]);
  expect(sealed.menus[0]?.options).toEqual([
    { label: 'B', token: 'kept:b' },
    { label: 'C', description: 'third', token: 'kept:c' },
  ]);
});

test('issues tokens once for a repeated message but asks the store each time', async () => {
  const sent = message([], { buttons: [[button('A', act('a'))]] });
  let kept = 0;
  let token = 'first';
  const sealed = createActionTokenAttacher({
    saveActions: async (actions) => {
      kept += 1;
      return actions.map(() => token);
    },
  });
  const first = await sealed(sent);
  expect(first).toEqual(await attachActionTokens(sent, { saveActions: async () => ['first'] }));
  expect(await sealed(sent)).toBe(first);
  token = 'second';
  expect((await sealed(sent)).buttons[0]?.[0]?.token).toBe('second');
  expect(kept).toBe(3);
});

test('issues separate tokens for another chat', async () => {
  const sent = message([], { buttons: [[button('A', act('a'))]] });
  const sealed = createActionTokenAttacher({
    saveActions: async (actions) => actions.map(({ from = 'here' }) => from),
  });
  const tokens = [];
  for (const from of [undefined, 'there', undefined])
    tokens.push((await sealed(sent, from)).buttons[0]?.[0]?.token);
  expect(tokens).toEqual(['here', 'there', 'here']);
});

test('reads a message that was stored before menus existed', () => {
  const old = { tone: 'plain', blocks: [], buttons: [], files: [] };
  expect(messageSchema.parse(old)).toEqual({ ...old, menus: [] });
});
