import { expect, test } from 'vitest';
import type { VisibleMessage } from '../../../playground/driver/visible-message.ts';
import { describeShown, type ShownStage } from './shown-since.ts';

const said = (
  version: number,
  text: string,
  more: Partial<VisibleMessage> = {},
): VisibleMessage => ({
  ...{ id: String(version), version, at: 0, from: { name: 'Bot', bot: true }, body: [{ text }] },
  ...{ embeds: [], buttons: [], menus: [], files: [] },
  ...{ private: false, edited: false, pending: false },
  ...more,
});

const person = (key: string) => ({
  ...{ key, name: key, role: 'subscriber', locale: 'vi' as const },
  ...{ discord: { id: key, username: key }, telegram: { id: 1 } },
});

/** Linh and Minh in one group, each with a private chat; messages by reader and place. */
const stageWith = (
  shown: Readonly<Record<string, readonly VisibleMessage[]>>,
  notices: readonly string[] = [],
): ShownStage => ({
  platform: 'telegram',
  actors: [person('linh'), person('minh')],
  places: (actor) => [
    { key: actor, name: 'Bot', kind: 'private', canWrite: true },
    { key: 'group', name: 'Nhóm', kind: 'group', canWrite: true },
  ],
  messages: (actor, place) => [...(shown[`${actor} ${place}`] ?? [])],
  notices: () => notices.map((message) => ({ message })),
});

test('tells each message since the act once, with its place, its readers and its buttons', () => {
  const everyone = said(6, 'Công khai', {
    buttons: [[{ id: '1', label: 'Đăng ký', style: 'link', disabled: false }]],
  });
  const stage = stageWith(
    {
      'linh group': [said(3, 'Trước đó'), said(5, 'Riêng', { private: true }), everyone],
      'minh group': [said(3, 'Trước đó'), everyone],
      'minh minh': [said(7, 'Nhắn riêng', { pending: true })],
    },
    ['cũ', 'mới'],
  );
  expect(describeShown(stage, 'linh', { version: 4, notices: 1 })).toBe(
    [
      'Shown on telegram since the last act:',
      '- in Nhóm to linh, ephemeral: Riêng',
      '- in Nhóm to linh, minh: Công khai [Đăng ký]',
      '- in the private chat to minh, not answered yet: Nhắn riêng',
      '- in a pop-up to linh: mới',
    ].join('\n'),
  );
});

test('says that nothing was shown, and leaves out what people wrote', () => {
  const own = said(5, 'chào', { from: { name: 'Linh', bot: false, actor: 'linh' } });
  expect(
    describeShown(stageWith({ 'linh group': [own] }), 'linh', { version: 4, notices: 0 }),
  ).toBe('Shown on telegram since the last act:\n(nothing)');
});
