import { expect, test, vi } from 'vitest';
import { createDeferral } from '../../../../bots/discord/send/deferral.ts';

function createFixture(delayMs = 60_000) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sendDeferral = vi.fn(() => promise);
  const deferral = createDeferral({ sendDeferral, delayMs });
  return { deferral, sendDeferral, accept: resolve, reject };
}

test('gives the initial slot once and follow-ups afterwards', async () => {
  const { deferral, sendDeferral } = createFixture();
  expect(await deferral.takeSlot()).toBe('initial');
  expect(await deferral.takeSlot()).toBe('followUp');
  deferral.defer();
  expect(sendDeferral).not.toHaveBeenCalled();
});

test('gives the deferred slot once, when Discord has accepted the deferral', async () => {
  const { deferral, accept } = createFixture();
  deferral.defer();
  expect(deferral.takeInitial()).toBe(false);
  const slot = deferral.takeSlot();
  accept();
  expect(await slot).toBe('deferred');
  expect(await deferral.takeSlot()).toBe('followUp');
});

test('defers once by itself after the delay', async () => {
  const { deferral, sendDeferral, accept } = createFixture(1);
  await vi.waitFor(() => expect(sendDeferral).toHaveBeenCalledTimes(1));
  deferral.defer();
  accept();
  expect(await deferral.takeSlot()).toBe('deferred');
  expect(sendDeferral).toHaveBeenCalledTimes(1);
});

test('reports a failed deferral with the answer', async () => {
  const { deferral, reject } = createFixture();
  deferral.defer();
  reject(new Error('unknown interaction'));
  await expect(deferral.takeSlot()).rejects.toThrow('unknown interaction');
});
