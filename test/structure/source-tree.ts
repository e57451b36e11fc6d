import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The folders of the program, and the playground. */
const sourceFolders = ['src', 'bots', 'commands', 'prisma', 'playground'] as const;

/** Every TypeScript file in these folders, generated ones excepted, by path from the root. */
export const listSourceFiles = (folders: readonly string[] = sourceFolders): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, name),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'));

/** The folders of `src` that hold a subject: those with a `module.ts`. */
export const listSubjects = (): string[] =>
  readdirSync(path.join(root, 'src')).filter((folder) =>
    existsSync(path.join(root, 'src', folder, 'module.ts')),
  );

export const readSource = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** What a file imports, types included: our own files by path from the root, packages by name. */
export const importsOf = (file: string): string[] =>
  [...readSource(file).matchAll(/(?:^|\s)(?:from|import)\s+'([^']+)'/g)].map(([, source = '']) =>
    source.startsWith('.') ? path.join(path.dirname(file), source) : source,
  );

/** The circles of a graph: groups of two or more nodes that reach each other. */
export function findCircles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const at = index.size;
    index.set(node, at);
    let lowest = at;
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next))
        lowest = Math.min(lowest, low.get(next) ?? index.get(next) ?? at);
      low.set(node, lowest);
    }
    low.set(node, lowest);
    if (lowest === at) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1) found.push(group.toSorted());
    }
    return lowest;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}
