import { UsageError } from '../src/command-line.ts';
import { playgroundFolder, readAddress } from './address.ts';
import type { PlaceView } from './protocol.ts';
import { printAnswers } from './say-answers.ts';
import { type Act, help, type Order, readOrder } from './say-arguments.ts';
import { type Client, createClient, SayError } from './say-client.ts';
import { personNamed, placeNamed } from './say-names.ts';

/** How long it must have been quiet before what came back counts as all, in milliseconds. */
const quiet = 700;

interface Conversation {
  client: Client;
  actor: string;
  place: PlaceView;
  places: readonly PlaceView[];
  patience: number;
}

async function begin(order: Order): Promise<Conversation> {
  const url = order.url ?? readAddress(playgroundFolder(process.cwd(), process.env))?.url;
  if (url === undefined)
    throw new SayError('No playground runs here. Start it with: npm start (or name it with --url)');
  if (!URL.canParse(url)) throw new UsageError(`"${url}" is no address.`);
  const client = createClient(url, order.on);
  const { key } = personNamed((await client.world()).actors, order.as);
  const places = await client.places(key);
  const place = placeNamed(places, order.in);
  return { client, actor: key, place, places, patience: order.patience };
}

async function carryOut({ client, actor, place }: Conversation, act: Act): Promise<void> {
  const here = { actor, place: place.key };
  switch (act.kind) {
    case 'say':
      return client.act('say', { ...here, text: act.text });
    case 'press':
      return client.act('press', { ...here, button: act.button });
    case 'submit':
      return client.act('submit', { actor, values: act.values });
    case 'choose': {
      const menu = act.menu ?? (await client.menus(actor, place.key)).at(-1);
      if (menu === undefined) throw new SayError(`There is no menu in ${place.name}.`);
      return client.act('choose', { ...here, menu, values: act.values });
    }
  }
}

async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  if (order === 'help') return console.log(help);
  const scene = await begin(order);
  for (const act of order.acts) {
    const before = await scene.client.news(scene.actor, undefined, 0);
    // A form that is open already is no answer.
    const cursor = { after: before.version, notices: before.notices, form: before.form?.id ?? '' };
    await carryOut(scene, act);
    const { client, actor, place, places, patience } = scene;
    const nameOf = (key: string) => places.find((one) => one.key === key)?.name ?? place.name;
    const print = (text: string) => console.log(text);
    await printAnswers({ client, actor, patience, quiet, nameOf, print }, cursor);
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof SayError || error instanceof UsageError)) throw error;
  console.error(error.message);
  if (error instanceof UsageError) console.error('See npm run say -- --help');
  process.exitCode = 1;
});
