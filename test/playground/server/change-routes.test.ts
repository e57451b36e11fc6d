import { expect, test } from 'vitest';
import { changeRoutes } from '../../../playground/server/change-routes.ts';

type Listener = (place: string) => void;

test('streams the changes of a platform until the reader leaves', async () => {
  const listeners = new Set<Listener>();
  const left = Promise.withResolvers<void>();
  const driver = {
    platform: 'telegram' as const,
    onChange(listener: Listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        left.resolve();
      };
    },
  };
  const response = await changeRoutes([driver], 7).request('/changes');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('event: hello\ndata: {"run":7}\n\n');

  for (const listener of listeners) listener('lobby');
  expect((await reader?.read())?.value).toBe(
    'event: change\ndata: {"platform":"telegram","place":"lobby"}\n\n',
  );

  await reader?.cancel();
  await left.promise;
  expect(listeners.size).toBe(0);
});
