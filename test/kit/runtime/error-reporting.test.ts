import { expect, test, vi } from 'vitest';
import { reportingErrors } from '../../../src/kit/runtime/error-reporting.ts';
import { ReplyFailedError } from '../../../src/kit/runtime/reply-failed-error.ts';
import { createTestHost, createTestResponder, testActor } from '../../support/fixtures/kit-host.ts';

const invocation = { actor: testActor, command: 'events', values: {} };
const failing = async () => {
  throw new Error('broken');
};

test('an unexpected error is logged and answered with its reference', async () => {
  const reportError = vi.fn(() => 'r1');
  const { responder, answers, texts } = createTestResponder();
  await reportingErrors(createTestHost([], { reportError }), invocation, responder, failing);
  expect(reportError).toHaveBeenCalledWith(new Error('broken'), invocation);
  expect(texts()).toEqual([
    expect.stringContaining('kit.errors.internal {\\"reference\\":\\"r1\\"}'),
  ]);
  expect(answers[0]?.visibility).toBe('ephemeral');
});

test('when the answer fails too, the error says whether handling had started', async () => {
  const { responder } = createTestResponder({ say: failing });
  const host = createTestHost([]);
  await expect(reportingErrors(host, invocation, responder, failing)).rejects.toMatchObject({
    name: 'ReplyFailedError',
    hasStarted: true,
  });
  const early = createTestHost([], { createContext: failing });
  const attempt = reportingErrors(early, invocation, responder, async () => undefined);
  await expect(attempt).rejects.toMatchObject({ hasStarted: false });
  await expect(attempt).rejects.toBeInstanceOf(ReplyFailedError);
});
