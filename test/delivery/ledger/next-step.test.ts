import { describe, expect, test } from 'vitest';
import { nextStep as nextStepAt } from '../../../src/delivery/ledger/next-step.ts';
import type { SiblingDelivery } from '../../../src/delivery/ledger/siblings.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute));
const copy = (more: Partial<SiblingDelivery>): SiblingDelivery => ({
  id: 'copy',
  chatId: 'chat',
  priority: 0,
  operation: 'send',
  state: 'sent',
  attempt: 1,
  messageIds: ['1'],
  publishedAt: at(0),
  expiresAt: null,
  onlyCopies: false,
  ...more,
});
const edit = {
  operation: 'edit',
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
    expect(nextStep(edit, 1, [copy({})])).toMatchObject({ kind: 'edit', messageId: '1' });
  });
  test('sends a copy to a chat that has none', () => {
    expect(nextStep(edit, 1, [])).toMatchObject({ kind: 'send', part: 0 });
  });
  test('replaces a pending copy', () => {
    const waiting = copy({ state: 'queued', messageIds: [] });
    expect(nextStep(edit, 1, [waiting])).toMatchObject({
      kind: 'send',
      supersedes: [{ id: 'copy' }],
    });
  });
  test('skips an expired pending copy but still reaches other recipients', () => {
    const late = copy({ state: 'queued', messageIds: [], expiresAt: at(5) });
    expect(nextStep(edit, 1, [late])).toMatchObject({ kind: 'skip', supersedes: [{ id: 'copy' }] });
    expect(nextStep({ ...edit, onlyCopies: false }, 1, [late])).toMatchObject({ kind: 'send' });
    const gone = copy({ state: 'skipped', messageIds: [], expiresAt: at(5) });
    expect(nextStep(edit, 1, [gone])).toEqual({ kind: 'skip', reason: 'no copy', supersedes: [] });
    // Nor by a change after the one that marks it as over.
    const marked = copy({
      ...{ id: 'marked', operation: 'edit', state: 'queued', messageIds: [] },
      ...{ publishedAt: at(5), onlyCopies: true },
    });
    expect(nextStep(edit, 1, [late, marked])).toMatchObject({
      kind: 'skip',
      supersedes: [{ id: 'copy' }, { id: 'marked' }],
    });
    const corrected = { ...marked, onlyCopies: false };
    expect(nextStep(edit, 1, [late, corrected])).toMatchObject({ kind: 'send' });
    const unknown = copy({ state: 'unknown', messageIds: [], expiresAt: at(5) });
    expect(nextStep(edit, 1, [unknown])).toMatchObject({ kind: 'send' });
    const early = copy({ state: 'queued', messageIds: [], expiresAt: at(7) });
    expect(nextStep(edit, 1, [early])).toMatchObject({ kind: 'send' });
    const begun = copy({ state: 'queued', messageIds: ['1'], expiresAt: at(5) });
    expect(nextStep(edit, 1, [begun])).toMatchObject({ kind: 'edit', messageId: '1' });
  });
  test('continues a partially sent copy', () => {
    const begun = copy({ state: 'queued', messageIds: ['1'] });
    expect(nextStep(edit, 2, [begun])).toMatchObject({
      kind: 'edit',
      messageId: '1',
      supersedes: [{ id: 'copy' }],
    });
    expect(nextStep({ ...edit, messageIds: ['1'] }, 2, [begun])).toMatchObject({
      kind: 'send',
      part: 1,
    });
  });
  test('waits for a copy in flight', () => {
    expect(nextStep(edit, 1, [copy({ state: 'sending' })])).toEqual({ kind: 'later' });
  });
  test('is skipped when a newer version exists', () => {
    const newer = copy({ operation: 'edit', publishedAt: at(9) });
    expect(nextStep(edit, 1, [copy({}), newer])).toMatchObject({
      kind: 'skip',
      reason: 'superseded',
    });
  });
  test('edits a shortened message to its end', () => {
    expect(
      nextStep({ ...edit, messageIds: ['1'] }, 1, [copy({ messageIds: ['1', '2'] })]),
    ).toMatchObject({
      kind: 'edit',
      part: 1,
      messageId: '2',
    });
  });
  test('sends the corrected message when the message id is unknown', () => {
    expect(nextStep(edit, 1, [copy({ messageIds: [''] })])).toMatchObject({ kind: 'send' });
  });
});

test('skips a removal without a copy', () => {
  expect(nextStep({ ...edit, operation: 'remove' }, 1, [])).toMatchObject({ kind: 'skip' });
});

test('sends a reply after the copy was edited and not to chats that never had it', () => {
  const reply = { ...edit, operation: 'reply' } as const;
  const changing = copy({ operation: 'edit', state: 'queued', messageIds: [], publishedAt: at(4) });
  expect(nextStep(reply, 1, [copy({}), changing])).toEqual({ kind: 'later' });
  expect(nextStep(reply, 1, [copy({}), copy({ operation: 'edit' })])).toMatchObject({
    replyTo: '1',
  });
  expect(nextStep(reply, 1, [copy({ operation: 'edit' })])).toMatchObject({ kind: 'skip' });
});
