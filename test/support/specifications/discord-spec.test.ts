import { expect, it } from 'vitest';
import { findDiscordViolations } from './discord-spec.ts';

const post = (body: unknown) =>
  findDiscordViolations({ method: 'POST', path: '/api/v10/channels/1/messages', body });

it('accepts what discord.js sends', () => {
  expect(
    post({ content: 'hello', tts: false, enforce_nonce: false, allowed_mentions: { parse: [] } }),
  ).toEqual([]);
});

it.each([
  [{ content: 'x'.repeat(2001) }, 'content: more than 2000 characters'],
  [{ content: 'x', colour: 1 }, 'colour'],
  [{ embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title'],
  [{ embeds: [{ titel: 'x' }] }, 'titel'],
  [
    {
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'x'.repeat(101) }] },
      ],
    },
    'components.0.components.0.custom_id',
  ],
])('reports the problem in %j', (body, problem) => {
  const problems = post(body);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

it('validates an interaction response by its type', () => {
  const answer = (body: unknown) =>
    findDiscordViolations({ method: 'POST', path: '/interactions/1/abc/callback', body });
  expect(answer({ type: 4, data: { content: 'ok', flags: 64 } })).toEqual([]);
  expect(answer({ type: 4, data: { content: 'x'.repeat(2001) } }).join()).toContain('2000');
  expect(
    answer({ type: 9, data: { title: 'x'.repeat(46), custom_id: 'a', components: [] } }).join('\n'),
  ).toMatch(/title[\s\S]*components/);
});

it('validates commands with permissions as discord.js writes them', () => {
  const put = (body: unknown) =>
    findDiscordViolations({ method: 'PUT', path: '/applications/1/commands', body });
  const command = { name: 'a', description: 'b', type: 1, default_member_permissions: '32' };
  expect(put([command])).toEqual([]);
  expect(put([{ ...command, description: 'x'.repeat(101) }]).join()).toContain('0.description');
});
