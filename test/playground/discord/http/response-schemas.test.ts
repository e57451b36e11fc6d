import * as spec from 'discord-api-spec/zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalDiscord, startLocalDiscord } from '../../../../playground/discord/index.ts';
import { sampleWorld } from '../../../../playground/sample-world.ts';
import { findSchemaViolations } from '../../../support/specifications/discord-spec.ts';
import {
  announcementChannelId,
  serverId,
  textChannelId,
  threadId,
  token,
} from '../discordjs-fixture.ts';

let discord: LocalDiscord;
const bot = sampleWorld.discord.bot.id;

beforeAll(async () => {
  discord = await startLocalDiscord({ world: sampleWorld });
});
afterAll(() => discord.stop());

const list = (schema: z.core.$ZodType) => z.array(schema);
const command = {
  name: 'a',
  description: 'b',
  options: [{ type: 3, name: 'c', description: 'd', choices: [{ name: 'e', value: 'f' }] }],
};
const message = {
  content: 'hello <@1100000000000000001>',
  embeds: [{ title: 'a', fields: [{ name: 'b', value: 'c' }] }],
  components: [
    { type: 1, components: [{ type: 2, style: 1, label: 'a', custom_id: 'a' }] },
    { type: 1, components: [{ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] }] },
  ],
};

it.each<[string, string, z.core.$ZodType, unknown?]>([
  ['GET', '/users/@me', spec.UserResponseSchema],
  ['GET', '/applications/@me', spec.PrivateApplicationResponseSchema],
  ['GET', `/guilds/${serverId}?with_counts=true`, spec.GuildWithCountsResponseSchema],
  ['GET', `/guilds/${serverId}/roles`, list(spec.GuildRoleResponseSchema)],
  ['GET', `/guilds/${serverId}/members?limit=100`, list(spec.GuildMemberResponseSchema)],
  ['GET', `/guilds/${serverId}/members/search?query=linh`, list(spec.GuildMemberResponseSchema)],
  ['GET', `/guilds/${serverId}/channels`, list(spec.GuildChannelResponseSchema)],
  ['GET', `/channels/${announcementChannelId}`, spec.GuildChannelResponseSchema],
  ['GET', `/channels/${threadId}`, spec.ThreadResponseSchema],
  [
    'POST',
    '/users/@me/channels',
    spec.PrivateChannelResponseSchema,
    { recipient_id: '1100000000000000001' },
  ],
  ['PUT', `/applications/${bot}/commands`, list(spec.ApplicationCommandResponseSchema), [command]],
  ['GET', `/applications/${bot}/commands`, list(spec.ApplicationCommandResponseSchema)],
  ['POST', `/channels/${textChannelId}/messages`, spec.MessageResponseSchema, message],
  ['GET', `/channels/${textChannelId}/messages`, list(spec.MessageResponseSchema)],
])('%s %s answers as the specification says', async (method, path, schema, body) => {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  expect(response.status).toBe(200);
  expect(findSchemaViolations(schema, answer)).toEqual([]);
});
