import { scenario } from '../../support/scenario/scenario.ts';

scenario(
  'Someone types and presses faster than the limit',
  async ({ linh, minh, app }) => {
    for (let count = 0; count < 5; count += 1) await linh.says('/help');
    await linh.sees(/hơi nhiều một lúc/);
    await linh.says('/help');
    await minh.says('/help');
    await minh.sees(/./);
    app.clock.advance(61_000);
    await linh.says('/alerts');
    await linh.sees(/./);
  },
  { environment: { COMMANDS_PER_MINUTE: '3' }, incomparableReason: 'help reads otherwise on each' },
);
