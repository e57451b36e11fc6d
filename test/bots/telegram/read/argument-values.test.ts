import type { Message } from 'telegraf/types';
import { expect, test } from 'vitest';
import { readArgumentValues } from '../../../../bots/telegram/read/argument-values.ts';
import type { CommandManifest } from '../../../../src/kit/menu/manifest.ts';

type Argument = CommandManifest['arguments'][number];

const argument = (name: string, more: Partial<Argument>): Argument => ({
  name,
  type: 'text',
  isRequired: false,
  discordOption: { type: 'string' },
  hasSuggestions: false,
  isFormField: false,
  ...more,
});
const who = argument('who', { acceptsReference: 'person' });
const what = argument('what', { acceptsReference: 'message', takesMessage: true });

const group = { id: -1_001, type: 'supergroup' as const, title: 'Group' };
const linh = { id: 4711, is_bot: false, first_name: 'Linh' };
const replied: Message.TextMessage & { reply_to_message: undefined } = {
  ...{ message_id: 5, date: 1_700_000_000, chat: group, from: linh, text: 'Lớp quay phim' },
  reply_to_message: undefined,
};
const reply: Message.TextMessage = {
  ...{ message_id: 6, date: 1_700_000_001, chat: group, text: '/note' },
  from: { id: 4712, is_bot: false, first_name: 'Minh' },
  reply_to_message: replied,
};

test.each([
  { args: [who, what], implied: ['what', 'who'] },
  { args: [what], implied: ['what'] },
  { args: [who], implied: ['who'] },
  { args: [], implied: [] },
])('a reply implies each of $implied that a command takes', ({ args, implied }) => {
  const read = readArgumentValues(reply, args, 'our_bot').implied;
  expect(Object.keys(read ?? {}).toSorted()).toEqual(implied);
});
