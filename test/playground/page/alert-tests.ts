import { expect, test } from 'vitest';
import type { PageFixture } from './page-fixture.ts';
import type { PageObject } from './page-object.ts';

/** Who looks on: they do nothing but have the places open. */
async function onlooker(screen: PageObject): Promise<PageObject> {
  await screen.as('Minh Phạm');
  await screen.discord.opens('thông-báo');
  await screen.telegram.opens('Bản tin Nhà sáng tạo');
  await screen.page.evaluate('window.sameStay = true');
  return screen;
}

export function alertTests({ screen }: PageFixture): void {
  test('writes an alert in a form, shows it in chats that others have open, and corrects it there', async () => {
    const [quang, minh, phone] = await Promise.all([
      screen(),
      screen().then(onlooker),
      screen({ viewport: { width: 360, height: 740 } }),
    ]);
    await quang.as('Quang Lê');
    await phone.as('Hạnh Đỗ');
    await quang.discord.types(
      '/alert send severity:nghiêm trọng title:Bão lớn chiều nay source:https://nchmf.example.org/bao',
    );
    const form = quang.page.getByRole('dialog', { name: 'Cảnh báo mới' });
    await form
      .getByRole('textbox', { name: /^nội dung/ })
      .fill('Gió giật cấp 9.\nDừng quay ngoài trời.');
    await form.getByRole('button', { name: 'Gửi' }).click();
    await form.waitFor({ state: 'detached' });
    await quang.discord.shows('Bản xem trước');
    expect(await minh.discord.messages.filter({ hasText: 'Bão lớn' }).count()).toBe(0);

    await quang.discord.presses(/^Gửi đến/);
    await quang.discord.shows('Đang gửi cảnh báo');
    for (const pane of [minh.discord, minh.telegram]) {
      const alert = await pane.shows('Bão lớn chiều nay');
      expect(await alert.textContent()).toContain('Gió giật cấp 9');
    }
    await phone.page.getByRole('tab', { name: 'Telegram có tin mới' }).waitFor();

    await quang.discord.types(
      '/alert correct alert:Bão lớn grade:fact reason:Đài đổi cấp gió text:Gió giật cấp 7.',
    );
    await quang.discord.shows(/chưa thay đổi/);
    await quang.discord.presses(/^Đính chính ở \d+ nơi/);
    for (const pane of [minh.discord, minh.telegram]) {
      const alert = await pane.shows('Gió giật cấp 7');
      expect(await alert.textContent()).toContain('Bão lớn chiều nay');
      expect(await pane.messages.filter({ hasText: 'cấp 9' }).count()).toBe(0);
    }
    expect(await minh.page.evaluate('window.sameStay')).toBe(true);
  });

  test('sends nothing when a form is dismissed, and opens it again with the next command', async () => {
    const { page, discord, as, browserErrors } = await screen();
    await as('Quang Lê');
    await discord.opens('khóa-học');
    const begin = () =>
      discord.types('/alert send severity:thấp title:Thử source:https://nchmf.example.org/thu');
    const form = page.getByRole('dialog');
    await begin();
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await begin();
    await form.waitFor();
    await form.getByRole('button', { name: 'Gửi' }).click();
    await form.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    await form.getByRole('button', { name: 'Hủy' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await discord.messages.filter({ hasText: 'Thử' }).count()).toBe(0);
    expect(browserErrors.splice(0)).toEqual([expect.stringContaining('409')]);
  });
}
