import { expect, vi } from 'vitest';
import { alertPlaces, look, meetOnTelegram, shows, writeAlert } from '../alerts/play.ts';
import { readable } from '../support/cast.ts';
import { type Scene, scenario } from '../support/scenario.ts';

const storm = {
  severity: 'nghiêm trọng',
  title: 'Bão lớn chiều nay',
  text: 'Gió giật cấp 9.',
  source: 'https://nchmf.example.org/bao',
  other_title: 'Big storm this afternoon',
};

const differences = {
  'moments are written by each platform in its own way': (text: string) =>
    text
      .replace(
        /(?<=(?:Có hiệu lực đến|Valid until|Có thể duyệt đến|Can be approved until):\s).*/g,
        '…',
      )
      .replace(/(?<=(?:Đã đính chính|Corrected) · ).*(?= · )/g, '…')
      .replace(/(?<=(?:sent|gửi đi|changed or taken back|đã được rút) · ).*/g, '…'),
  'how fast it went is another each time': (text: string) =>
    text.replace(
      /(Tốc độ|Rate):?\s+[\d.,]+ (tin mỗi giây|a second)|(Thời gian còn lại|Remaining):?\s+.*\d+ (giây|seconds?)/g,
      '',
    ),
  'Quang has a name of his own on Discord alone': (text: string) => text.replace(' (@quangle)', ''),
  'Hạnh is written differently': (text: string) => text.replace(/@hanh\.?do/g, '@hanh'),
};

const yes = ({ platform }: Scene) => (platform === 'discord' ? 'true' : 'yes');
const no = ({ platform }: Scene) => (platform === 'discord' ? 'false' : 'no');

/** Hạnh lets alerts take two people. On Telegram she must have spoken to the bot to be asked in private. */
async function demandTwo(scene: Scene): Promise<void> {
  const { hanh, quang } = scene;
  await meetOnTelegram(scene);
  await hanh.says('/start');
  await hanh.sees(/Hello/);
  await quang.says('/start');
  await quang.sees(/Xin chào/);
  await hanh.in(scene.group).says('/alert rules', { two_people: yes(scene) });
  await seesPrivately(scene, /take two people here/);
}

/** In a group Telegram answers Hạnh in private. */
async function seesPrivately({ hanh, platform, group }: Scene, words: RegExp): Promise<void> {
  await (platform === 'discord' ? hanh.in(group) : hanh).sees(words);
}

async function asksForApproval(scene: Scene): Promise<void> {
  const { quang } = scene;
  await writeAlert(scene, quang, storm);
  await quang.sees(/bản xem trước[\s\S]*một người khác phải duyệt/);
  await quang.presses('Xin duyệt');
  await quang.sees(/Đã hỏi riêng|đã hỏi riêng 3 người/);
}

const published = ({ house }: Scene) =>
  house.database.prisma.publication.count({ where: { kind: 'alert', alert: { state: 'active' } } });

scenario(
  'An alert goes out once another person has approved it',
  async (scene) => {
    const { quang, hanh, house } = scene;
    await demandTwo(scene);
    await asksForApproval(scene);
    const before = await published(scene);
    const asked = readable(await hanh.sees(/asks you to approve an alert/));
    expect(asked).toContain('Quang Lê');
    expect(asked).toContain('Severe alert: Big storm this afternoon');
    expect(asked).toContain('Cảnh báo nghiêm trọng: Bão lớn chiều nay');
    for (const place of alertPlaces) expect(look(scene, place, /Bão lớn/)).toBeUndefined();
    await hanh.presses('Approve and send');
    await hanh.sees(/7 of 7/);
    for (const place of alertPlaces) await shows(scene, place, /Bão lớn|Big storm/);
    await vi.waitFor(() =>
      expect(quang.screen().map(readable).join('\n')).toMatch(/Hạnh Đỗ .*đã duyệt/),
    );
    await vi.waitFor(() =>
      expect(hanh.screen().map(readable).join('\n')).toContain('Approved by another person'),
    );
    expect(await published(scene)).toBe(before + 1);
    const acts = await house.database.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'alert.' } },
      select: { action: true, account: { select: { name: true } } },
    });
    expect(acts.map(({ action, account }) => `${action} ${account?.name}`).toSorted()).toEqual([
      'alert.approve Hạnh Đỗ',
      'alert.ask Quang Lê',
      'alert.rule Hạnh Đỗ',
      'alert.send Quang Lê',
    ]);
  },
  { differences, incomparable: 'true is yes, and a group’s private answers come elsewhere' },
);
