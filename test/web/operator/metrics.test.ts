import { expect, test } from 'vitest';
import { rateLimitPresets } from '../../../src/delivery/rate-limit/rate-limits.ts';
import type { Dispatcher } from '../../../src/kit/runtime/dispatcher.ts';
import { linePoints, roundUp } from '../../../src/web/operator/chart.ts';
import { createCounters } from '../../../src/web/operator/counters.ts';
import {
  createDeliveryMetrics,
  instrumentDispatcher,
} from '../../../src/web/operator/instrumentation.ts';
import { createMetrics, type MetricsOptions } from '../../../src/web/operator/metrics.ts';
import { createRateSeries } from '../../../src/web/operator/rate-series.ts';

function setUp(more: Partial<MetricsOptions> = {}) {
  const clock = { now: 0 };
  const counters = createCounters();
  const pulse = createRateSeries(() => clock.now);
  const metrics = createMetrics({
    counters,
    backlog: async () => ({
      deliveries: [{ platform: 'telegram', priority: 2, state: 'queued', count: 7 }],
      fanOuts: [{ kind: 'briefing', count: 1 }],
      pausedSeconds: { discord: 0, telegram: 12.5 },
    }),
    rateLimits: { discord: rateLimitPresets.discord, telegram: rateLimitPresets.telegram },
    connected: () => ({ discord: true, telegram: false }),
    isDatabaseAvailable: () => true,
    failingWorkers: () => [],
    ...more,
  });
  const lines = async () => (await metrics.text()).body.split('\n');
  return { clock, tallies: counters, pulse, meter: createDeliveryMetrics(counters, pulse), lines };
}

test('counts deliveries by platform, priority and state', async () => {
  const { meter, lines } = setUp();
  meter.finished({ platform: 'telegram', priority: 2, state: 'sent', count: 1 });
  meter.finished({ platform: 'telegram', priority: 2, state: 'sent', count: 2 });
  for (const error of ['blocked', 'noRights', 'too late', 'superseded']) {
    meter.finished({ platform: 'discord', priority: 0, state: 'skipped', error, count: 1 });
  }
  meter.unknownResolved({ platform: 'telegram', priority: 0, finding: 'again', count: 2 });
  meter.requestFinished('telegram', { operation: 'send', outcome: 'rateLimited', seconds: 0.2 });
  expect(await lines()).toEqual(
    expect.arrayContaining([
      '# TYPE callboard_deliveries_total counter',
      'callboard_deliveries_total{platform="telegram",priority="briefings",state="sent"} 3',
      'callboard_deliveries_total{platform="discord",priority="alerts",state="skipped",reason="closed"} 2',
      'callboard_deliveries_total{platform="discord",priority="alerts",state="skipped",reason="expired"} 1',
      'callboard_deliveries_total{platform="discord",priority="alerts",state="skipped",reason="overtaken"} 1',
      'callboard_deliveries_unknown_resolved_total{platform="telegram",priority="alerts",resolution="again"} 2',
      'callboard_delivery_requests_total{platform="telegram",action="send",outcome="rateLimited"} 1',
    ]),
  );
  // Collecting changes nothing.
  expect(await lines()).toContain(
    'callboard_deliveries_total{platform="telegram",priority="briefings",state="sent"} 3',
  );
});

test('exports times as cumulative histograms', async () => {
  const { meter, lines } = setUp();
  for (const seconds of [0.05, 0.3, 700, 100_000]) meter.requestStarted('discord', 1, seconds);
  const found = await lines();
  const of = (le: string) =>
    `callboard_delivery_wait_seconds_bucket{le="${le}",platform="discord",priority="notices"}`;
  expect(found).toEqual(
    expect.arrayContaining([
      '# TYPE callboard_delivery_wait_seconds histogram',
      `${of('0.1')} 1`,
      `${of('0.5')} 2`,
      `${of('300')} 2`,
      `${of('900')} 3`,
      `${of('+Inf')} 4`,
      'callboard_delivery_wait_seconds_sum{platform="discord",priority="notices"} 100700.35',
      'callboard_delivery_wait_seconds_count{platform="discord",priority="notices"} 4',
    ]),
  );
});

test('exports the ledger, the limits, the bots and the process', async () => {
  const { lines } = setUp();
  const found = await lines();
  expect(found).toEqual(
    expect.arrayContaining([
      'callboard_delivery_backlog{platform="telegram",priority="briefings",state="queued"} 7',
      'callboard_delivery_backlog{platform="discord",priority="alerts",state="unknown"} 0',
      'callboard_delivery_fan_outs{kind="briefing"} 1',
      'callboard_delivery_paused_seconds{platform="telegram"} 12.5',
      'callboard_delivery_limit_requests_per_second{platform="discord"} 49',
      'callboard_bot_connected{platform="telegram"} 0',
    ]),
  );
  expect(found.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
});

test('exports only valid Prometheus names and labels, none naming a chat', async () => {
  const { meter, tallies, lines } = setUp();
  meter.finished({ platform: 'discord', priority: 9, state: 'failed', count: 1 });
  tallies.logLines.inc({ level: 'error' });
  tallies.commandErrors.inc({ platform: 'discord' });
  const own = (await lines()).filter((line) => /callboard_/.test(line));
  const types = own.flatMap((line) => {
    const [, name = '', type = ''] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    return name === '' ? [] : [{ name, type }];
  });
  expect(types.length).toBeGreaterThan(10);
  for (const { name, type } of types) {
    expect(name).toMatch(/^callboard_[a-z_]+$/);
    if (type === 'counter') expect(name).toMatch(/_total$/);
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
  }
  const labels = own.flatMap((line) => [...line.matchAll(/([a-z_]+)="/g)].map(([, name]) => name));
  const known = [
    'platform',
    'priority',
    'state',
    'action',
    'outcome',
    'command',
    'level',
    'kind',
    'le',
  ];
  expect(labels.filter((name) => !known.includes(name ?? ''))).toEqual([]);
});

test('counts commands by name and unknown ones under one label', async () => {
  const { clock, tallies, lines } = setUp();
  const nothing = async () => undefined;
  const pipeline: Dispatcher = {
    runCommand: async () => {
      clock.now += 260;
    },
    pressButton: nothing,
    answerPrompt: async () => false,
    answerText: nothing,
    readLink: () => undefined,
    suggest: async () => [],
    saveAction: async () => '',
  };
  const counted = instrumentDispatcher(pipeline, tallies, new Set(['events']), () => clock.now);
  const actor = { platform: 'discord' } as Parameters<Dispatcher['pressButton']>[1];
  const responder = {} as Parameters<Dispatcher['runCommand']>[1];
  for (const command of ['events', 'events', 'x{}"\n']) {
    await counted.runCommand({ command, actor, values: {} }, responder);
  }
  await counted.pressButton('token', actor, responder, 'id');
  await counted.answerPrompt(actor, responder, 'hi', { id: '1', replyTo: undefined });
  const found = await lines();
  expect(found.filter((line) => line.startsWith('callboard_commands_total{'))).toEqual([
    'callboard_commands_total{platform="discord",command="events"} 2',
    'callboard_commands_total{platform="discord",command="unknown"} 1',
    'callboard_commands_total{platform="discord",command="button"} 1',
  ]);
  expect(found).toContain(
    'callboard_command_duration_seconds_bucket{le="0.3",platform="discord"} 4',
  );
  expect(found).toContain(
    'callboard_command_duration_seconds_bucket{le="0.2",platform="discord"} 1',
  );
});

test('drops samples older than the chart and leaves out the current interval', () => {
  const { clock, pulse } = setUp();
  for (let second = 0; second < 1_200; second += 1) {
    clock.now = second * 1_000;
    for (let count = 0; count < 3; count += 1) pulse.record('telegram');
  }
  const rates = pulse.rates('telegram');
  expect(rates).toHaveLength(120);
  expect(new Set(rates)).toEqual(new Set([3]));
  clock.now += 300_000;
  expect(pulse.rates('telegram').slice(-59)).toEqual(Array(59).fill(0));
  expect(pulse.rates('discord')).toEqual(Array(120).fill(0));
});

test('scales the chart to round numbers and keeps its lines inside', () => {
  expect([0.5, 1, 10, 11, 29, 51, 940].map(roundUp)).toEqual([1, 1, 10, 20, 50, 100, 1000]);
  expect(linePoints([0, 5, 10, 99], 10)).toBe('40,176 237.3,94 434.7,12 632,12');
});

test.each([
  ['says no', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['says nothing', () => new Promise<never>(() => undefined)],
])('given a database that %s, omits its numbers and exports all others', async (_name, backlog) => {
  const failingWorkers = () => [{ worker: 'delivery discord' }];
  const { lines, tallies } = setUp({ backlog, isDatabaseAvailable: () => false, failingWorkers });
  tallies.commands.inc({ platform: 'discord', command: 'help' });
  const texts = await lines();
  expect(texts).toEqual(
    expect.arrayContaining([
      'callboard_database_up 0',
      'callboard_worker_failing{worker="delivery discord"} 1',
      'callboard_commands_total{platform="discord",command="help"} 1',
      'callboard_bot_connected{platform="discord"} 1',
    ]),
  );
  expect(texts.filter((line) => line.startsWith('callboard_delivery_backlog{'))).toEqual([]);
});
