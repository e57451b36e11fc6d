import { UsageError } from '../../src/config/command-line.ts';
import { playgroundDataDir, readAddressFile } from '../server/address-file.ts';
import type { PlaceView } from '../server/api-schema.ts';
import { type ApiClient, createApiClient, SayError } from './api-client.ts';
import { helpText, parseSayArguments, type SayAction, type SayInvocation } from './arguments.ts';
import { findPersonByName, findPlaceByName } from './find-by-name.ts';
import { printAnswers } from './print-answers.ts';

/** How long it must have been quiet before what came back counts as all, in milliseconds. */
const quietMs = 700;

interface SaySession {
  client: ApiClient;
  actor: string;
  place: PlaceView;
  places: readonly PlaceView[];
  timeoutMs: number;
}

async function openSession(order: SayInvocation): Promise<SaySession> {
  const url = order.url ?? readAddressFile(playgroundDataDir(process.cwd(), process.env))?.url;
  if (url === undefined)
    throw new SayError('No playground runs here. Start it with: npm start (or name it with --url)');
  if (!URL.canParse(url)) throw new UsageError(`"${url}" is no address.`);
  const client = createApiClient(url, order.platform);
  const { key } = findPersonByName((await client.world()).actors, order.person);
  const places = await client.places(key);
  const place = findPlaceByName(places, order.place);
  return { client, actor: key, place, places, timeoutMs: order.timeoutMs };
}

async function performAction({ client, actor, place }: SaySession, act: SayAction): Promise<void> {
  const here = { actor, place: place.key };
  switch (act.kind) {
    case 'say':
      return client.perform('say', { ...here, text: act.text });
    case 'press':
      return client.perform('press', { ...here, button: act.button });
    case 'submit':
      return client.perform('submit', { actor, values: act.values });
    case 'choose': {
      const menu = act.menu ?? (await client.menus(actor, place.key)).at(-1);
      if (menu === undefined) throw new SayError(`There is no menu in ${place.name}.`);
      return client.perform('choose', { ...here, menu, values: act.values });
    }
  }
}

async function main(): Promise<void> {
  const order = parseSayArguments(process.argv.slice(2));
  if (order === 'help') return console.log(helpText);
  const scene = await openSession(order);
  for (const act of order.actions) {
    const before = await scene.client.events(scene.actor, undefined, 0);
    // A form that is open already is no answer.
    const cursor = { after: before.version, notices: before.notices, form: before.form?.id ?? '' };
    await performAction(scene, act);
    const { client, actor, place, places, timeoutMs } = scene;
    const nameOf = (key: string) => places.find((one) => one.key === key)?.name ?? place.name;
    const print = (text: string) => console.log(text);
    await printAnswers({ client, actor, timeoutMs, quietMs, nameOf, print }, cursor);
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof SayError || error instanceof UsageError)) throw error;
  console.error(error.message);
  if (error instanceof UsageError) console.error('See npm run say -- --help');
  process.exitCode = 1;
});
