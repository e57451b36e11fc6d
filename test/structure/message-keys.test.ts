import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { findPlaceholders } from '../../src/language/placeholders.ts';

const root = path.resolve(import.meta.dirname, '../..');

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.includes('generated'))
    .map((name) => path.join(folder, name));
}

type Tree = { [name: string]: string | Tree };
const flatten = (tree: Tree, at: string): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${at}${name}`, value]] : flatten(value, `${at}${name}.`),
  );

const messages = new Map(
  filesOf('locales/en', '.json').flatMap((file) => {
    const subject = path.relative('locales/en', file).slice(0, -5).split(path.sep).join('.');
    return flatten(JSON.parse(readFileSync(path.join(root, file), 'utf8')), `${subject}.`);
  }),
);

const placeholders = (key: string): string[] => [
  ...findPlaceholders(new IntlMessageFormat(messages.get(key) ?? '', 'en').getAst()).params,
];

interface Node {
  type: string;
  [part: string]: unknown;
}

interface Use {
  key: RegExp | string;
  /** Names of the parameters, where they are written out. */
  params: string[] | undefined;
  line: number;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Calls whose first argument is the key of a message. */
const speakers = new Set(['t', 'rich', 'UserError', 'err', 'argumentError']);

function nameOf(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  if (callee.type === 'Identifier') return String(callee.name);
  if (callee.type === 'MemberExpression' && isNode(callee.property))
    return String(callee.property.name);
  return undefined;
}

function keysOf(node: unknown): (RegExp | string)[] {
  if (!isNode(node)) return [];
  if (node.type === 'Literal' && typeof node.value === 'string') return [node.value];
  if (node.type === 'ConditionalExpression')
    return [...keysOf(node.consequent), ...keysOf(node.alternate)];
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis)) {
    const parts = node.quasis.map((quasi: { value: { raw: string } }) =>
      quasi.value.raw.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    return [new RegExp(`^${parts.join('.+')}$`)];
  }
  return [];
}

function paramsOf(node: unknown): string[] | undefined {
  if (node === undefined) return [];
  if (!isNode(node) || node.type !== 'ObjectExpression' || !Array.isArray(node.properties))
    return undefined;
  const names = node.properties.map((property: Node) =>
    property.type === 'Property' && isNode(property.key)
      ? String(property.key.name ?? property.key.value)
      : undefined,
  );
  return names.includes(undefined) ? undefined : names.filter((name) => name !== undefined);
}

function usesIn(file: string): Use[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const uses: Use[] = [];
  const { program } = parseSync(file, text);
  const look = (node: { callee: unknown; arguments: readonly unknown[]; start: number }) => {
    const name = nameOf(node.callee);
    if (name === undefined || !speakers.has(name)) return;
    const [first, second] = node.arguments;
    const line = text.slice(0, node.start).split('\n').length;
    for (const key of keysOf(first)) uses.push({ key, params: paramsOf(second), line });
  };
  new Visitor({ CallExpression: look, NewExpression: look }).visit(program);
  return uses;
}

const sources = ['src', 'bots', 'commands'].flatMap((folder) => filesOf(folder, '.ts'));

test('has a message with matching parameters for every key in the code', () => {
  const problems = sources.flatMap((file) =>
    usesIn(file).flatMap(({ key, params, line }) => {
      const at = `${file}:${line}`;
      if (typeof key !== 'string') {
        const isThere = [...messages.keys()].some((known) => key.test(known));
        return isThere || key.source === '^.+$' ? [] : [`${at}: no message is like ${key.source}`];
      }
      if (!messages.has(key)) return [`${at}: no message ${key}`];
      if (params === undefined) return [];
      const missing = placeholders(key).filter((name) => !params.includes(name));
      return missing.length === 0 ? [] : [`${at}: ${key} lacks ${missing.join(', ')}`];
    }),
  );
  expect(problems).toEqual([]);
});

/** Words of a literal that a person would read: more than a name, a path or a key. */
const isProse = (text: string): boolean =>
  /\p{L}{2,}\s+\p{L}{2,}/u.test(text) ||
  /[^\p{ASCII}]*[\u00c0-\u1ef9]\p{L}/u.test(text) ||
  /^[A-Z][a-z]{2,}$/.test(text);

function literalsIn(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found: string[] = [];
  const { program } = parseSync(file, text);
  const names = new Set<unknown>();
  new Visitor({
    // Names of commands are two words, and modules are paths.
    Property(node) {
      if (['name', 'command', 'with'].includes(nameOf(node.key) ?? '')) names.add(node.value);
    },
    Literal(node) {
      if (names.has(node)) return;
      if (typeof node.value === 'string' && isProse(node.value)) found.push(node.value);
    },
    TemplateElement(node) {
      if (isProse(node.value.raw)) found.push(node.value.raw);
    },
  }).visit(program);
  return found;
}

test('writes no user text outside of the catalogues', () => {
  const problems = filesOf('commands', '.ts').flatMap((file) =>
    literalsIn(file).map((text) => `${file}: ${text}`),
  );
  expect(problems).toEqual([]);
});

test('detects user text in code', () => {
  expect(['Going to the show', 'Xin chào', 'Cancelled'].filter(isProse)).toHaveLength(3);
  expect(['events.when', 'id:', '../src/kit/define/access.ts', '\n'].filter(isProse)).toEqual([]);
});
