import { nowAsDate } from '../src/context/command-context.ts';
import { questionAnswer } from '../src/courses/questions/answers/answer-argument.ts';
import { signupFormMessage } from '../src/courses/questions/answers/form-messages.ts';
import { readSignupForm } from '../src/courses/questions/answers/form-state.ts';
import { saveAnswers } from '../src/courses/questions/answers/save-answers.ts';
import { mySignup } from '../src/courses/signups/arguments.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { defineCommand } from './define.ts';

const answer = (index: number) => questionAnswer(index).optional().unlisted();

export default defineCommand({
  name: 'question answer',
  help: { section: 'training', order: 25 },
  visibility: 'private',
  args: {
    signup: mySignup(),
    page: integer({ min: 0, max: 9 }).optional().hide(),
    consent: integer({ min: 1, max: 1_000_000 }).optional().hide(),
    ...{ answer1: answer(0), answer2: answer(1), answer3: answer(2) },
    ...{ answer4: answer(3), answer5: answer(4) },
  },
  async run({ args, ...context }) {
    const { signup, consent, answer1, answer2, answer3, answer4, answer5 } = args;
    const given = [answer1, answer2, answer3, answer4, answer5].flatMap((one) => one ?? []);
    if (given.length === 0 && consent === undefined) {
      const form = await readSignupForm(context.db, signup, nowAsDate(context));
      return signupFormMessage(form, { isSaved: false }, context);
    }
    const answers = new Map(given.map(({ questionId, values }) => [questionId, values]));
    const form = await saveAnswers(context, signup, { consent, answers });
    return signupFormMessage(form, { isSaved: true }, context);
  },
});
