import { createTask } from 'node-cron';
import pino from 'pino';
import { expect, test } from 'vitest';
import { createScheduleRegistry } from '../../src/schedule/schedule-registry.ts';

function setUp() {
  const log: string[] = [];
  const registry = createScheduleRegistry({
    createTask(key, { cron }) {
      if (cron.startsWith('bad')) throw new Error(cron === 'bad' ? 'unreadable' : cron);
      log.push(`create ${key} ${cron}`);
      const task = createTask('0 0 1 1 *', () => undefined);
      task.on('task:destroyed', () => void log.push(`destroy ${key} ${cron}`));
      return task;
    },
    log: pino({}, { write: (line) => void log.push(`refused ${JSON.parse(line).id}`) }),
  });
  return { log, registry };
}
const item = (cron: string) => ({ id: '1', cron, zone: 'UTC' });

test('replaces a task only when its schedule changed', () => {
  const { log, registry } = setUp();
  for (const cron of ['a', 'a', 'b']) registry.register('briefing', item(cron));
  expect(log).toEqual(['create briefing:1 a', 'destroy briefing:1 a', 'create briefing:1 b']);
});

test('reports a refused schedule once, stops its old task, and accepts a corrected one', () => {
  const { log, registry } = setUp();
  for (const cron of ['a', 'bad', 'bad', 'a']) registry.register('briefing', item(cron));
  expect(log).toEqual([
    'create briefing:1 a',
    'destroy briefing:1 a',
    'refused 1',
    'create briefing:1 a',
  ]);
});

test('reports a refused schedule once per reason, also when its zone is repaired', () => {
  const { log, registry } = setUp();
  registry.register('briefing', item('bad'));
  registry.register('briefing', { ...item('bad'), zone: 'Asia/Ho_Chi_Minh' });
  expect(log).toEqual(['refused 1']);
  registry.register('briefing', item('bad otherwise'));
  expect(log).toEqual(['refused 1', 'refused 1']);
});

test('lists and removes the keys of a source, refused ones too', () => {
  const { registry } = setUp();
  registry.register('briefing', item('bad'));
  registry.register('other', item('a'));
  expect(registry.keysOf('briefing')).toEqual(['briefing:1']);
  registry.remove('briefing:1');
  expect(registry.keysOf('briefing')).toEqual([]);
  registry.clear();
  expect(registry.keysOf('other')).toEqual([]);
});
