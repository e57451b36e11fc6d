import type { PlaceView, WorldView } from '../server/api-schema.ts';
import { SayError } from './api-client.ts';

/** Names match in any case, with or without diacritics. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/^#/, '')
    .trim();

/** The person with this key, name or first name. @throws SayError listing the people */
export function findPersonByName(
  actors: WorldView['actors'],
  wanted: string,
): WorldView['actors'][number] {
  const same = (text: string | undefined) => text !== undefined && fold(text) === fold(wanted);
  const found =
    actors.find(({ key }) => same(key)) ??
    actors.find(({ name }) => same(name)) ??
    actors.find(({ name }) => same(name.split(' ')[0]));
  if (found) return found;
  const names = actors.map(({ key, name, role }) => `${key} (${name}, ${role})`).join(', ');
  throw new SayError(`There is nobody called "${wanted}". People: ${names}`);
}

/** The place with this name, or topic with this name; `dm` is the private chat. @throws SayError listing the places */
export function findPlaceByName(places: readonly PlaceView[], wanted: string): PlaceView {
  const of = (name: string) => fold(name) === fold(wanted);
  const found =
    places.find(({ key }) => key === wanted) ??
    places.find(({ kind }) => kind === 'private' && wanted === 'dm') ??
    places.find(({ name }) => of(name)) ??
    places.find(({ name }) => of(name.split(' / ').at(-1) ?? ''));
  if (found) return found;
  const names = places.map(({ name, kind }) => (kind === 'private' ? `${name} (private)` : name));
  throw new SayError(`There is no place "${wanted}". Places: ${names.join(', ')}`);
}
