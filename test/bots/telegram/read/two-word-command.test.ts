import { expect, test } from 'vitest';
import { joinTwoWordCommand } from '../../../../bots/telegram/read/two-word-command.ts';

const all = new Set(['alert_retract', 'alerts', 'events', 'event_show', 'events_now']);
const names = { has: (name: string) => all.has(name.toLowerCase()) };

test.each([
  ['/alert retract bão', '/alert_retract bão'],
  ['/Alert Retract', '/Alert_Retract'],
  ['/alert@callboard_bot retract bão lớn', '/alert_retract@callboard_bot bão lớn'],
  ['/alert_retract bão', '/alert_retract bão'],
  ['/alert retracted bão', '/alert retracted bão'],
  // A command that is one already keeps its words.
  ['/events now', '/events now'],
  ['/alert', '/alert'],
  ['alert retract', 'alert retract'],
  ['/alert  retract', '/alert  retract'],
])('reads %j as %j', (typed, read) => {
  expect(joinTwoWordCommand(typed, names)).toBe(read);
  expect(joinTwoWordCommand(typed, names)).toHaveLength(typed.length);
});
