import { describe, expect, test } from 'vitest';
import {
  nextStep as nextStepAt,
  type SiblingDelivery,
} from '../../../src/delivery/ledger/next-step.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));
const copy = (more: Partial<SiblingDelivery>): SiblingDelivery => ({
  id: 'copy',
  chatId: 'chat',
  lane: 0,
  act: 'send',
  state: 'sent',
  attempt: 1,
  messageIds: ['1'],
  publishedAt: at(0),
  notAfter: null,
  onlyCopies: false,
  ...more,
});
const edit = {
  act: 'edit',
  messageIds: [] as string[],
  publishedAt: at(5),
  onlyCopies: true,
} as const;
const nextStep = (
  waiting: Parameters<typeof nextStepAt>[0],
  parts: number,
  relatives: readonly SiblingDelivery[],
) => nextStepAt(waiting, parts, relatives, at(6).getTime());

describe('the next step of an edit', () => {
  test('edits the copy', () => {
    expect(nextStep(edit, 1, [copy({})])).toMatchObject({ do: 'edit', messageId: '1' });
  });
  test('sends a copy to a chat that has none', () => {
    expect(nextStep(edit, 1, [])).toMatchObject({ do: 'send', part: 0 });
  });
  test('replaces a pending copy', () => {
    const waiting = copy({ state: 'queued', messageIds: [] });
    expect(nextStep(edit, 1, [waiting])).toMatchObject({ do: 'send', displaces: [{ id: 'copy' }] });
  });
  test('skips an expired pending copy but still reaches other recipients', () => {
    const late = copy({ state: 'queued', messageIds: [], notAfter: at(5) });
    expect(nextStep(edit, 1, [late])).toMatchObject({ do: 'skip', displaces: [{ id: 'copy' }] });
    expect(nextStep({ ...edit, onlyCopies: false }, 1, [late])).toMatchObject({ do: 'send' });
    const gone = copy({ state: 'skipped', messageIds: [], notAfter: at(5) });
    expect(nextStep(edit, 1, [gone])).toEqual({ do: 'skip', reason: 'no copy', displaces: [] });
    // Nor by a change after the one that marks it as over.
    const marked = copy({
      ...{ id: 'marked', act: 'edit', state: 'queued', messageIds: [] },
      ...{ publishedAt: at(5), onlyCopies: true },
    });
    expect(nextStep(edit, 1, [late, marked])).toMatchObject({
      do: 'skip',
      displaces: [{ id: 'copy' }, { id: 'marked' }],
    });
    const corrected = { ...marked, onlyCopies: false };
    expect(nextStep(edit, 1, [late, corrected])).toMatchObject({ do: 'send' });
    const unknown = copy({ state: 'unknown', messageIds: [], notAfter: at(5) });
    expect(nextStep(edit, 1, [unknown])).toMatchObject({ do: 'send' });
    const early = copy({ state: 'queued', messageIds: [], notAfter: at(7) });
    expect(nextStep(edit, 1, [early])).toMatchObject({ do: 'send' });
    const begun = copy({ state: 'queued', messageIds: ['1'], notAfter: at(5) });
    expect(nextStep(edit, 1, [begun])).toMatchObject({ do: 'edit', messageId: '1' });
  });
  test('continues a partially sent copy', () => {
    const begun = copy({ state: 'queued', messageIds: ['1'] });
    expect(nextStep(edit, 2, [begun])).toMatchObject({
      do: 'edit',
      messageId: '1',
      displaces: [{ id: 'copy' }],
    });
    expect(nextStep({ ...edit, messageIds: ['1'] }, 2, [begun])).toMatchObject({
      do: 'send',
      part: 1,
    });
  });
  test('waits for a copy in flight', () => {
    expect(nextStep(edit, 1, [copy({ state: 'sending' })])).toEqual({ do: 'later' });
  });
  test('is skipped when a newer version exists', () => {
    const newer = copy({ act: 'edit', publishedAt: at(9) });
    expect(nextStep(edit, 1, [copy({}), newer])).toMatchObject({
      do: 'skip',
      reason: 'superseded',
    });
  });
  test('edits a shortened message to its end', () => {
    expect(
      nextStep({ ...edit, messageIds: ['1'] }, 1, [copy({ messageIds: ['1', '2'] })]),
    ).toMatchObject({
      do: 'edit',
      part: 1,
      messageId: '2',
    });
  });
  test('sends the corrected message when the message id is unknown', () => {
    expect(nextStep(edit, 1, [copy({ messageIds: [''] })])).toMatchObject({ do: 'send' });
  });
});

test('skips a removal without a copy', () => {
  expect(nextStep({ ...edit, act: 'remove' }, 1, [])).toMatchObject({ do: 'skip' });
});

test('sends a reply after the copy was edited and not to chats that never had it', () => {
  const reply = { ...edit, act: 'reply' } as const;
  const changing = copy({ act: 'edit', state: 'queued', messageIds: [], publishedAt: at(4) });
  expect(nextStep(reply, 1, [copy({}), changing])).toEqual({ do: 'later' });
  expect(nextStep(reply, 1, [copy({}), copy({ act: 'edit' })])).toMatchObject({ replyTo: '1' });
  expect(nextStep(reply, 1, [copy({ act: 'edit' })])).toMatchObject({ do: 'skip' });
});
