import { expect, test } from 'vitest';
import { createUpdateDeduplicator } from '../../../../bots/telegram/updates/deduplicate.ts';
import { updateSchema } from '../../../../bots/telegram/updates/update.ts';

/** A bot that answers everything, with what it wrote and the end of the pause after a writing. */
function answering() {
  const written: (readonly number[])[] = [];
  const rest = Promise.withResolvers<void>();
  const { handle, drain } = createUpdateDeduplicator({
    handle: async () => 'done',
    record: {
      recent: async () => [],
      async save(ids) {
        written.push(ids);
      },
    },
    isDatabaseAvailable: () => true,
    describeError: String,
    log: { warn: () => undefined },
    pause: (signal) => {
      signal.addEventListener('abort', () => rest.resolve(), { once: true });
      return rest.promise;
    },
  });
  return {
    written,
    rest,
    drain,
    handle: (id: number) => handle(updateSchema.parse({ update_id: id })),
  };
}

test('given an idle bot, writes a handled update at once', async () => {
  const { written, handle } = answering();
  await handle(7);
  await expect.poll(() => written).toEqual([[7]]);
});

test('given a busy bot, batches handled updates into one write without delaying anyone', async () => {
  const { written, rest, handle } = answering();
  await handle(1);
  await expect.poll(() => written).toEqual([[1]]);
  for (let id = 2; id <= 50; id += 1) expect(await handle(id)).toBe('done');
  expect(written).toHaveLength(1);
  rest.resolve();
  await expect.poll(() => written[1]).toEqual(Array.from({ length: 49 }, (_, index) => index + 2));
});

test('when stopped, writes handled updates without waiting for more', async () => {
  const { written, handle, drain } = answering();
  await handle(1);
  await expect.poll(() => written).toHaveLength(1);
  await handle(2);
  await drain();
  expect(written).toEqual([[1], [2]]);
});
