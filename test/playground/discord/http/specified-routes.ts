import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../../../..');
const source = readFileSync(
  path.join(root, 'node_modules/discord-api-spec/build/discord-api-spec.ts'),
  'utf8',
);
const [, paths = ''] = source.split(/^export interface Paths \{$/m);

/** Every method and path of Discord's OpenAPI document, `{}` for each parameter. */
export const specifiedRoutes: readonly string[] = paths
  .split('\n')
  .reduce<{ at: string; found: string[] }>(
    ({ at, found }, line) => {
      const opened = /^ {2}"(\/[^"]*)": \{$/.exec(line)?.[1];
      const method = /^ {4}(get|post|put|patch|delete): \{$/.exec(line)?.[1];
      if (opened !== undefined) return { at: opened.replace(/\{[^}]*\}/g, '{}'), found };
      if (method !== undefined) found.push(`${method.toUpperCase()} ${at}`);
      return { at, found };
    },
    { at: '', found: [] },
  ).found;
