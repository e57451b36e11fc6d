import { expect, vi } from 'vitest';
import { sampleWorld } from '../../../playground/sample-world.ts';
import {
  alertFollowers,
  newestMessage,
  startOnTelegram,
  waitForMessage,
  writeAlert,
} from '../../alerts/alert-steps.ts';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { readableText } from '../../support/scenario/visible-text.ts';

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
      .replace(/(?<=(?:Hết hiệu lực|Valid until|Hạn duyệt|Approve by):\s).*/g, '…')
      .replace(/(?<=(?:Đã đính chính|Đã thu hồi|Corrected|Retracted) · ).*(?= · )/g, '…')
      .replace(/(?<=(?:sent|và gửi|changed or withdrawn|đã hủy yêu cầu) · ).*/g, '…'),
  'how fast it went is another each time': (text: string) =>
    text.replace(
      /(Tốc độ|Speed):?\s+[\d.,]+ (tin\/giây|per second)|(Thời gian còn lại|Time left):?\s+.*\d+ (giây|seconds?)/g,
      '',
    ),
  'Quang has a name of his own on Discord alone': (text: string) => text.replace(' (@quangle)', ''),
  'yes is written true on Discord': (text: string) =>
    text
      .replace(/(two_people|drill): (true|yes)/, '$1: yes')
      .replace(/(two_people|drill): (false|no)/, '$1: no'),
  'Linh follows drills where she speaks': (text: string) =>
    text.replace(/\((Discord|Telegram) 1\)/, '(PLATFORM 1)'),
  'Hạnh and Thảo are written differently': (text: string) =>
    text.replace(/@hanh\.?do/g, '@hanh').replace(/@thao\.?nguyen/g, '@thao'),
};

/** Hạnh turns on two-person approval. On Telegram the bot can only write to her in private after she has written first. */
async function demandTwo(scene: ScenarioContext): Promise<void> {
  const { hanh, quang } = scene;
  await startOnTelegram(scene);
  await hanh.says('/start');
  await hanh.sees(/I’m Callboard/);
  await quang.says('/start');
  await quang.sees(/Đây là Callboard/);
  await hanh.in(scene.group).says('/alert rules', { two_people: true });
  const output = readableText(
    await scene.hanh.in(scene.group).sees(/Two-person approval is now on/),
  );
  expect(output).toMatch(/nothing can be approved yet[\s\S]*an admin who adds a second account/);
  await letHanhApprove(scene);
}

/** Another admin puts Hạnh on the list, with both of her accounts. */
async function letHanhApprove(scene: ScenarioContext): Promise<void> {
  const { hanh, thao, platform, group, app, onOtherPlatform } = scene;
  const also = onOtherPlatform('hanh').mention;
  await thao.says('/start');
  await thao.sees(/Đây là Callboard/);
  const { prisma } = app.database;
  const { personId } = await prisma.account.findFirstOrThrow({
    where: { platform, name: 'Thảo Nguyễn' },
  });
  const { id: communityId } = await prisma.community.findFirstOrThrow();
  await prisma.roleGrant.create({ data: { communityId, personId, role: 'admin' } });
  await hanh.in(group).says('/alert approvers', { who: hanh.mention });
  await hanh.in(group).seesNotice(/Another admin must add you/);
  const there = thao.in(group);
  // An administrator answers every command so that nobody else sees it.
  app.telegram.promote(sampleWorld.telegram.chats[0]?.id ?? 0, true);
  await there.says('/alert approvers', { who: hanh.mention, also });
  const asked = readableText(await there.sees(/Cho .*Hạnh Đỗ.* duyệt cảnh báo/));
  expect(asked).toMatch(/· Discord[\s\S]*· Telegram/);
  await there.presses('Thêm người duyệt');
  await there.sees(/có thể duyệt cảnh báo/);
  await vi.waitFor(() => expect(read(hanh)).toMatch(/lets you approve alerts/), 6_000);
  await there.says('/alert approvers');
  await there.sees(/Hạnh Đỗ[\s\S]*do .*Thảo Nguyễn.* thêm/);
}

async function asksForApproval(scene: ScenarioContext): Promise<void> {
  const { quang } = scene;
  await writeAlert(quang, storm);
  await quang.sees(/Bản xem trước[\s\S]*Cần một người khác duyệt/);
  await quang.presses('Gửi duyệt');
  await quang.sees(/Đã nhắn 2 người/);
}

const read = (who: ScenarioContext['hanh']) => who.messages().map(readableText).join('\n');

const published = ({ app }: ScenarioContext) =>
  app.database.prisma.publication.count({ where: { kind: 'alert' } });

scenario(
  'An alert is sent once another person has approved it',
  async (scene) => {
    const { quang, hanh, app } = scene;
    await demandTwo(scene);
    await asksForApproval(scene);
    const before = await published(scene);
    const asked = readableText(await hanh.sees(/asks you to approve an alert/));
    expect(asked).toContain('Quang Lê');
    expect(asked).toContain('Severe alert: Big storm this afternoon');
    expect(asked).toContain('Cảnh báo nghiêm trọng: Bão lớn chiều nay');
    for (const place of alertFollowers)
      expect(newestMessage(scene, place, /Bão lớn/)).toBeUndefined();
    await hanh.presses('Approve and send');
    await hanh.sees(/7 of 7/);
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão lớn|Big storm/);
    await vi.waitFor(
      () => expect(quang.messages().map(readableText).join('\n')).toMatch(/Hạnh Đỗ .*đã duyệt/),
      6_000,
    );
    await vi.waitFor(
      () =>
        expect(hanh.messages().map(readableText).join('\n')).toContain('Approved by someone else'),
      6_000,
    );
    expect(await published(scene)).toBe(before + 1);
    const acts = await app.database.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'alert.' } },
      select: { action: true, account: { select: { name: true } } },
    });
    expect(acts.map(({ action, account }) => `${action} ${account?.name}`).toSorted()).toEqual([
      'alert.approve Hạnh Đỗ',
      'alert.ask Quang Lê',
      'alert.rule Hạnh Đỗ',
      'alert.send Quang Lê',
    ]);
    const lists = await app.database.prisma.auditEntry.findMany({
      where: { action: 'approver.add' },
      select: { details: true },
    });
    expect(lists.map(({ details }) => details)).toMatchObject([{ accounts: 2 }]);
  },
  { differences },
);

scenario(
  'An alert that was changed after its request needs a new approval and may be refused',
  async (scene) => {
    const { quang, hanh, linh, app, group } = scene;
    await demandTwo(scene);
    await asksForApproval(scene);
    await hanh.sees(/asks you to approve an alert/);
    await quang.says('/alert edit', { alert: 'Bão lớn', text: 'Gió giật cấp 10.' });
    await quang.sees(/cấp 10[\s\S]*Bản xem trước/);
    // The first request can no longer be approved by anybody.
    await vi.waitFor(() => expect(read(hanh)).toContain('No longer needed'), 6_000);
    expect(read(hanh)).not.toContain('cấp 9');
    await quang.presses('Gửi duyệt');
    await quang.sees(/Đã nhắn 2 người/);
    await hanh.sees(/cấp 10/);
    await hanh.presses('Decline');
    await hanh.sees(/Nothing is sent/);
    await vi.waitFor(() => expect(read(quang)).toMatch(/Hạnh Đỗ .*đã từ chối/), 6_000);
    await quang.says('/alert waiting');
    await quang.sees(/Không có yêu cầu nào chờ duyệt/);
    await linh.in(group).says('/alert waiting');
    await linh.in(group).seesNotice(/vai trò “kiểm duyệt viên/);
    expect(await app.database.prisma.alert.count({ where: { state: 'draft' } })).toBe(1);
    for (const place of alertFollowers)
      expect(newestMessage(scene, place, /Bão lớn|storm/)).toBeUndefined();
  },
  { differences },
);

scenario(
  'A correction takes two people, a retraction takes one',
  async (scene) => {
    const { quang, hanh } = scene;
    await startOnTelegram(scene);
    await hanh.says('/start');
    await hanh.sees(/I’m Callboard/);
    await quang.says('/start');
    await quang.sees(/Đây là Callboard/);
    await writeAlert(quang, storm);
    await quang.sees(/Bản xem trước/);
    await quang.presses('Gửi đến 7 nơi');
    await quang.sees(/7\/7/);
    await hanh.in(scene.group).says('/alert rules', { two_people: true });
    await scene.hanh.in(scene.group).sees(/Two-person approval is now on/);
    await letHanhApprove(scene);
    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'fact',
      reason: 'Đài đổi cấp gió',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/cấp 7[\s\S]*Cần một người khác duyệt/);
    await quang.presses('Gửi duyệt');
    await quang.sees(/Đã nhắn 2 người/);
    const asked = readableText(await hanh.sees(/asks you to approve a correction/));
    expect(asked).toMatch(/factual error[\s\S]*Đài đổi cấp gió[\s\S]*cấp 7/);
    for (const place of alertFollowers)
      expect(newestMessage(scene, place, /cấp 7/)).toBeUndefined();
    await quang.says('/alert waiting');
    await quang.sees(/Bạn đã gửi duyệt một đính chính[\s\S]*bằng tiếng Việt/);
    expect(
      quang
        .messages()
        .flatMap(({ buttons }) => buttons.flat())
        .map(({ label }) => label),
    ).not.toContain('Duyệt và gửi');
    await hanh.presses('Approve and send');
    await hanh.sees(/Edited: 7 of 7/);
    for (const place of alertFollowers) {
      await waitForMessage(scene, place, /cấp 7/);
      await waitForMessage(scene, place, /(ở trên đã được đính chính|above was corrected)/);
    }
    await quang.says('/alert retract', { alert: 'Bão lớn', reason: 'Bão đổi hướng' });
    await quang.sees(/thay cho cảnh báo/);
    await quang.presses('Thu hồi ở 7 nơi');
    await quang.sees(/7\/7/);
    for (const place of alertFollowers) await waitForMessage(scene, place, /Bão đổi hướng/);
  },
  { differences },
);

scenario(
  'Every admin is told when one person is enough again',
  async (scene) => {
    const { hanh, onOtherPlatform, group, app } = scene;
    await demandTwo(scene);
    const other = onOtherPlatform('hanh');
    await other.says('/start');
    await other.sees(/I’m Callboard/);
    await hanh.in(group).says('/alert rules', { two_people: false });
    await scene.hanh.in(scene.group).sees(/Two-person approval is now off/);
    await vi.waitFor(() => {
      for (const one of [hanh, other]) {
        expect(read(one)).toMatch(
          /Hạnh Đỗ .*turned off two-person approval in Mạng lưới Nhà sáng tạo/,
        );
      }
    }, 6_000);
    const acts = await app.database.prisma.auditEntry.findMany({
      where: { action: 'alert.rule' },
      orderBy: { createdAt: 'asc' },
    });
    expect(acts.map(({ details }) => details)).toEqual([{ approval: true }, { approval: false }]);
  },
  { differences },
);

scenario(
  'A drill that needs approval looks like a drill to the approver',
  async (scene) => {
    const { quang, hanh, linh, platform } = scene;
    await demandTwo(scene);
    await linh.says('/subscribe', { topic: 'drills' });
    await linh.sees(/đã theo dõi: Diễn tập/);
    await writeAlert(quang, { ...storm, drill: true });
    await quang.sees(/Bản xem trước tin DIỄN TẬP/);
    await quang.presses('Gửi duyệt');
    await quang.sees(/Đã nhắn 2 người/);
    const asked = readableText(await hanh.sees(/asks you to approve a DRILL/));
    expect(asked).toMatch(/^🧪/);
    expect(asked).toContain('DRILL / DIỄN TẬP: Big storm this afternoon');
    expect(asked).not.toMatch(/Severe alert|🚨/);
    await hanh.presses('Approve and send');
    await hanh.sees(/Sending the DRILL to 1 chat/);
    await waitForMessage(
      scene,
      { platform, key: 'linh', place: 'dm' },
      /DIỄN TẬP \/ DRILL: Bão lớn/,
    );
    await quang.says('/alert correct', {
      alert: 'Bão lớn',
      grade: 'fact',
      reason: 'Thử đính chính',
      text: 'Gió giật cấp 7.',
    });
    await quang.sees(/cấp 7/);
    await quang.presses('Gửi duyệt');
    await quang.sees(/Đã nhắn 2 người/);
    await hanh.sees(/asks you to approve a DRILL/);
    await hanh.presses('Approve and send');
    await hanh.sees(/DRILL corrected/);
    const output = await waitForMessage(
      scene,
      { platform, key: 'linh', place: 'dm' },
      /tin diễn tập ở trên đã được đính chính/,
    );
    expect(output).toMatch(/^🧪/);
    expect(output).not.toContain('Cảnh báo');
  },
  { differences },
);
