import { expect } from 'vitest';
import { readable } from '../support/cast.ts';
import { scenario } from '../support/scenario.ts';

const codeIn = (text: string): string => /\b[A-HJ-NP-Z2-9]{8}\b/.exec(text)?.[0] ?? '';

scenario('Linh links her two accounts and separates them again', async ({ linh, elsewhere }) => {
  const other = elsewhere('linh');
  await linh.says('/start');
  await linh.sees(/Xin chào/);
  await other.says('/start');
  await other.sees(/Xin chào/);

  await linh.says('/link');
  const code = codeIn(readable(await linh.sees(/Mã của bạn/)));
  expect(code).toHaveLength(8);
  await linh.says('/link', { code });
  await linh.sees(/mã của chính bạn/);
  await other.says('/link', { code: 'WRONGXXX' });
  await other.sees(/không đúng/);
  await other.says('/link', { code });
  await other.sees(/hãy xác nhận/);
  await linh.sees(/Linh Trần.*đã gõ mã của bạn/);
  await linh.presses('Đúng, là tôi');
  await linh.sees(/giờ là một người/);
  await other.sees(/giờ là một người/);
  await linh.says('/unlink');
  await linh.sees(/lại đứng riêng/);
  await other.sees(/không còn liên kết/);
}, { incomparable: 'the codes differ' });
