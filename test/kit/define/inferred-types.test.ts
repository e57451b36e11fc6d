import { describe, expectTypeOf, test } from 'vitest';
import { choice } from '../../../src/kit/argument-types/choice.ts';
import { choices } from '../../../src/kit/argument-types/choices.ts';
import { integer } from '../../../src/kit/argument-types/integer.ts';
import { pick } from '../../../src/kit/argument-types/pick.ts';
import { text } from '../../../src/kit/argument-types/text.ts';
import { createDefiners } from '../../../src/kit/define/command.ts';
import { form } from '../../../src/kit/define/form.ts';
import type { ParseContext } from '../../../src/kit/define/parse-context.ts';
import { textMessage } from '../../../src/message/build.ts';

const { defineCommand, defineAction } = createDefiners<ParseContext>();

interface Course {
  course: string;
}
interface Session {
  session: string;
}

const course = () =>
  pick<Course, ParseContext>({
    search: async () => [],
    find: async () => undefined,
    id: ({ course }) => course,
    label: ({ course }) => course,
    noMatchKey: 'none',
  });
const sessionOf = <Name extends string>(_argument: Name) =>
  pick<Session, ParseContext, { readonly [Argument in Name]: Course }>({
    search: async () => [],
    find: async () => undefined,
    id: ({ session }) => session,
    label: ({ session }) => session,
    noMatchKey: 'none',
  });

describe('the inferred argument types of a handler', () => {
  test('have their own type for each argument', () => {
    defineCommand({
      name: 'a',
      args: {
        text: text(),
        count: integer({ min: 1, max: 2 }),
        size: choice(['small', 'large'], 'sizes'),
        some: choices(['a', 'b'], 'letters'),
        course: course(),
      },
      run: ({ args }) => {
        expectTypeOf(args.text).toEqualTypeOf<string>();
        expectTypeOf(args.count).toEqualTypeOf<number>();
        expectTypeOf(args.size).toEqualTypeOf<'small' | 'large'>();
        expectTypeOf(args.some).toEqualTypeOf<readonly ('a' | 'b')[]>();
        expectTypeOf(args.course).toEqualTypeOf<Course>();
        return textMessage('');
      },
    });
  });

  test('are optional when an argument can be omitted without a default', () => {
    defineCommand({
      name: 'a',
      args: { note: text().optional(), page: integer({ min: 1, max: 9 }).default(1).hide() },
      run: ({ args }) => {
        expectTypeOf(args.note).toEqualTypeOf<string | undefined>();
        expectTypeOf(args.page).toEqualTypeOf<number>();
        return textMessage('');
      },
    });
  });

  test('include the fields of a form', () => {
    defineCommand({
      name: 'a',
      args: { ...form({ title: text(), note: text().optional() }) },
      run: ({ args }) => {
        expectTypeOf(args.title).toEqualTypeOf<string>();
        expectTypeOf(args.note).toEqualTypeOf<string | undefined>();
        return textMessage('');
      },
    });
  });

  test('include no other argument', () => {
    defineAction({
      args: { text: text() },
      // @ts-expect-error there is no such argument
      run: ({ args }) => textMessage(args.other),
    });
  });
});

describe('an argument that depends on another', () => {
  test('is typed and receives the one that it needs', () => {
    defineCommand({
      name: 'a',
      args: { course: course(), session: sessionOf('course').optional() },
      run: ({ args }) => {
        expectTypeOf(args.session).toEqualTypeOf<Session | undefined>();
        return textMessage('');
      },
    });
  });

  test('is rejected when that one is missing or of another type', () => {
    defineCommand({
      name: 'a',
      // @ts-expect-error no argument `course`
      args: { session: sessionOf('course') },
      run: () => textMessage(''),
    });
    defineCommand({
      name: 'a',
      // @ts-expect-error `course` is a text
      args: { course: text(), session: sessionOf('course') },
      run: () => textMessage(''),
    });
    defineCommand({
      name: 'a',
      // @ts-expect-error what may be missing cannot be depended on
      args: { course: course().optional(), session: sessionOf('course') },
      run: () => textMessage(''),
    });
  });
});
