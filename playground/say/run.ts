import { readAddressFile } from '../server/address-file.ts';
import type { PlaceView } from '../server/api-schema.ts';
import { type ApiClient, createApiClient, SayError } from './api-client.ts';
import { type SayAction, type SayInvocation, SayUsageError } from './arguments.ts';
import { findPersonByName, findPlaceByName } from './find-by-name.ts';
import { printAnswers } from './print-answers.ts';

/** Milliseconds without events after which the answers count as complete. */
const quietMs = 700;

interface SaySession {
  client: ApiClient;
  actor: string;
  place: PlaceView;
  places: readonly PlaceView[];
  timeoutMs: number;
}

async function openSession(
  { url: givenUrl, platform, person, place: placeName, timeoutMs }: SayInvocation,
  folder: string,
): Promise<SaySession> {
  const url = givenUrl ?? readAddressFile(folder)?.url;
  if (url === undefined)
    throw new SayError('No playground runs here. Start it with: npm start (or name it with --url)');
  if (!URL.canParse(url)) throw new SayUsageError(`"${url}" is no address.`);
  const client = createApiClient(url, platform);
  const { key } = findPersonByName((await client.world()).actors, person);
  const places = await client.places(key);
  const place = findPlaceByName(places, placeName);
  return { client, actor: key, place, places, timeoutMs };
}

async function performAction(
  { client, actor, place }: SaySession,
  action: SayAction,
): Promise<void> {
  const here = { actor, place: place.key };
  switch (action.kind) {
    case 'say':
      return client.perform('say', { ...here, text: action.text });
    case 'press':
      return client.perform('press', { ...here, button: action.button });
    case 'set':
      return client.perform('settings', { actor, ...action.settings });
    case 'submit':
      return client.perform('submit', { actor, values: action.values });
    case 'choose': {
      const menu = action.menu ?? (await client.menus(actor, place.key)).at(-1);
      if (menu === undefined) throw new SayError(`There is no menu in ${place.name}.`);
      return client.perform('choose', { ...here, menu, values: action.values });
    }
  }
}

/**
 * Performs the actions on a running playground and prints the answers.
 * @param folder the playground's data folder, with its address
 * @throws SayError, SayUsageError with a sentence for the person at the terminal
 */
export async function runSay(invocation: SayInvocation, folder: string): Promise<void> {
  const session = await openSession(invocation, folder);
  const { client, actor, place, places, timeoutMs } = session;
  const nameOf = (key: string) => places.find((one) => one.key === key)?.name ?? place.name;
  const print = (text: string) => console.log(text);
  for (const action of invocation.actions) {
    const before = await client.events(actor, undefined, 0);
    // A form that is open already is no answer.
    const cursor = { after: before.version, notices: before.notices, form: before.form?.id ?? '' };
    await performAction(session, action);
    // Nobody answers that.
    if (action.kind === 'set') continue;
    await printAnswers({ client, actor, timeoutMs, quietMs, nameOf, print }, cursor);
  }
}
