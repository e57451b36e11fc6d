#!/usr/bin/env bash
# discord.js 14.28.1: in a submitted modal, a list of plain strings gets an empty collection `users` as soon as a person was
# chosen in another field; without such a field it has none. A collection that is there does not tell a select of people
# from a list of words.
# What to do: decide by the component's `type`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . discord.js@14.28.1 >/dev/null

cat >check.mjs <<'END'
import { Client, ComponentType, ModalSubmitInteraction } from 'discord.js';

const client = new Client({ intents: [] });
const label = (component) => ({ type: ComponentType.Label, id: 1, component });
const words = label({ type: ComponentType.StringSelect, id: 2, custom_id: 'words', values: ['a'] });
const person = label({ type: ComponentType.UserSelect, id: 3, custom_id: 'person', values: ['81'] });
const user = { id: '81', username: 'linh', discriminator: '0', global_name: null, avatar: null };

const submitted = (components, resolved) =>
  new ModalSubmitInteraction(client, {
    ...{ id: '1', application_id: '2', type: 5, token: 't', version: 1, locale: 'vi', entitlements: [], user },
    ...{ channel: { id: '3', type: 1 }, channel_id: '3', authorizing_integration_owners: {}, attachment_size_limit: 1 },
    data: { custom_id: 'form', components, resolved },
  }).fields.getField('words');

const collections = (field) =>
  ['users', 'members', 'channels', 'roles']
    .flatMap((name) => (field[name] === undefined ? [] : `${name} (${field[name].size})`))
    .join(' ') || 'none';
console.log('alone:', collections(submitted([words])));
console.log('beside a person:', collections(submitted([words, person], { users: { 81: user } })));
END
seen=$(node check.mjs)
expected='alone: none
beside a person: users (0)'

echo "$seen"
if [ "$seen" != "$expected" ]; then
  printf 'CHANGED, expected:\n%s\n' "$expected"
  exit 1
fi
echo 'As found.'
