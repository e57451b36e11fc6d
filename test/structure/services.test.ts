import path from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, listSourceFiles, listSubjects, readSource } from './source-tree.ts';

/** Files that make messages, pickers or notices of data, by the end of their names. */
const views =
  /(^|-)(board-section|messages?|notices?|arguments?|buttons?|preview|view|renderer|progress|picker|lines|blocks)\.ts$/;
/** What only views may import. */
const viewModules = [
  'src/message/build',
  'src/message/message',
  'src/message/preview',
  'src/language/catalogue',
  'src/kit/pickers',
];

const services = listSourceFiles(listSubjects().map((subject) => `src/${subject}`)).filter(
  (file) => !views.test(path.basename(file)),
);

const isViewModule = (imported: string): boolean =>
  viewModules.some((module) => imported === `${module}.ts` || imported.startsWith(`${module}/`));

/** What is wrong with a service, if anything. */
function problemsOf(file: string): string[] {
  const shown = importsOf(file).filter(isViewModule);
  const source = readSource(file);
  return [
    ...shown.map((imported) => `${file} imports ${imported}`),
    ...(/\bCommandContext\b/.test(source) ? [`${file} takes the whole CommandContext`] : []),
  ];
}

test('keeps services free of messages, catalogues and the command context', () => {
  expect(listSubjects()).toEqual(expect.arrayContaining(['alerts', 'courses', 'events']));
  expect(services.length).toBeGreaterThan(50);
  expect(services.flatMap(problemsOf)).toEqual([]);
});
