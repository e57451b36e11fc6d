import { mySignup } from '../src/courses/pick.ts';
import { withdraw } from '../src/courses/signup.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'withdraw',
  visibility: 'personal',
  args: { signup: mySignup() },
  run: (call) => withdraw(call, call.args.signup),
});
