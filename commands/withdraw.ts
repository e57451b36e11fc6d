import { mySignup } from '../src/courses/arguments.ts';
import { withdrawSignup } from '../src/courses/signup.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'withdraw',
  visibility: 'personal',
  args: { signup: mySignup() },
  run: (call) => withdrawSignup(call, call.args.signup),
});
