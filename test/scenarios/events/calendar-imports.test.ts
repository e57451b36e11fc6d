import { expect } from 'vitest';
import { type ScenarioContext, scenario } from '../../support/scenario/scenario.ts';
import { calendarOf, createCalendarServer, localPolicy, served } from './calendar-server.ts';

const web = createCalendarServer();
const hour = 3_600_000;
const film = served('film', 'Chiếu phim', '20261210', 'LOCATION:Rạp Thống Nhất');
const music = served('music', 'Đêm nhạc', '20261211', 'URL:https://example.org/nhac');

const options = {
  fetchPolicy: localPolicy,
  differences: {
    'each platform has a server of its own': (text: string) => text.replace(/:\d{4,5}\b/g, ':…'),
  },
};

/** Adds the calendar, of which organisers decide. */
async function follow({ thao }: ScenarioContext, button = 'Hỏi trước'): Promise<void> {
  await thao.says('/start');
  await thao.sees(/Callboard/);
  await thao.says('/event import', { address: web.url() });
  await thao.sees(/Theo dõi lịch này/);
  await thao.presses(button);
  await thao.sees(/Đã theo dõi lịch này/);
}

/** Lets the program look at its calendars again. */
async function nextPoll({ app }: ScenarioContext): Promise<void> {
  app.clock.advance(2 * hour);
  await app.restart();
}

const eventsOf = async ({ app }: ScenarioContext) => {
  const events = await app.database.prisma.event.findMany({
    where: { sourceName: 'Lịch Nhà hát Huế' },
    orderBy: { startsAt: 'asc' },
  });
  return events.map(({ title, startsAt, place, state }) => ({
    title,
    at: startsAt.toISOString().slice(5, 16),
    place,
    state,
  }));
};

scenario(
  'Thảo sees a calendar before she follows it, and adds its events by a tap',
  async (scene) => {
    const { thao } = scene;
    web.serves(calendarOf(film, music));
    await thao.says('/event import', { address: web.url() });
    await thao.sees(/Lịch Nhà hát Huế[\s\S]*lich\.example\.org[\s\S]*2 sự kiện[\s\S]*Giờ Việt Nam/);
    expect(await scene.app.database.prisma.importedCalendar.count()).toBe(0);
    await thao.presses('Hỏi trước');
    await thao.sees(/Đã theo dõi lịch này[\s\S]*2 sự kiện cần quyết định[\s\S]*Chiếu phim/);
    expect(await eventsOf(scene)).toEqual([]);
    await thao.presses('Thêm 1');
    await thao.sees(/Đã thêm “Chiếu phim”[\s\S]*1 sự kiện cần quyết định[\s\S]*Đêm nhạc/);
    await thao.presses('Thông báo');
    await thao.sees(/Đã thông báo ở \d+ nơi/);
    await thao.presses('Bỏ qua 1');
    await thao.sees(/Đã bỏ qua[\s\S]*Không còn gì cần quyết định/);
    expect(await eventsOf(scene)).toEqual([
      { title: 'Chiếu phim', at: '12-10T12:30', place: 'Rạp Thống Nhất', state: 'scheduled' },
    ]);
    await thao.says('/event show', { event: 'Chiếu phim' });
    await thao.sees(/Từ lịch[\s\S]*Lịch Nhà hát Huế/);
    await nextPoll(scene);
    await thao.says('/event calendars');
    await thao.sees(/Lịch Nhà hát Huế[\s\S]*đã thêm 1/);
  },
  options,
);

scenario(
  'A title, a time and a place that change at the source are asked about, and whoever goes hears of them',
  async (scene) => {
    const { thao, linh } = scene;
    web.serves(calendarOf(film));
    await follow(scene);
    await thao.presses('Thêm 1');
    await thao.sees(/Đã thêm “Chiếu phim”/);
    await linh.says('/start');
    await linh.sees(/Callboard/);
    await linh.says('/event show', { event: 'Chiếu phim' });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    web.serves(
      calendarOf(served('film', 'Chiếu phim ngoài trời', '20261212', 'LOCATION:Công viên')),
    );
    await nextPoll(scene);
    await thao.sees(
      /1 sự kiện cần quyết định[\s\S]*Chiếu phim[\s\S]*Tiêu đề: Chiếu phim → Chiếu phim ngoài trời[\s\S]*12\/12[\s\S]*Rạp Thống Nhất → Công viên/,
    );
    expect((await eventsOf(scene))[0]).toMatchObject({ title: 'Chiếu phim', at: '12-10T12:30' });
    await thao.presses('Theo nguồn 1');
    await thao.sees(/Đã cập nhật “Chiếu phim ngoài trời”/);
    expect(await eventsOf(scene)).toEqual([
      { title: 'Chiếu phim ngoài trời', at: '12-12T12:30', place: 'Công viên', state: 'scheduled' },
    ]);
    // Linh is told with whatever else is changed in the next ten minutes.
    expect(await scene.app.database.prisma.eventChange.count()).toBe(1);
  },
  options,
);

scenario(
  'What an organiser changed stays, and the source is asked about, also where it is taken over at once',
  async (scene) => {
    const { thao } = scene;
    web.serves(calendarOf(film, music));
    await follow(scene, 'Thêm ngay');
    await thao.says('/event edit', { event: 'Chiếu phim', title: 'Đêm phim Huế' });
    await thao.sees(/Lưu các thay đổi này/);
    await thao.presses('Lưu thay đổi');
    await thao.sees(/Đã lưu/);
    web.serves(
      calendarOf(
        served('film', 'Chiếu phim ngoài trời', '20261212', 'LOCATION:Rạp Thống Nhất'),
        served('music', 'Đêm nhạc Trịnh', '20261211'),
      ),
    );
    await nextPoll(scene);
    await thao.sees(
      /1 sự kiện cần quyết định[\s\S]*Đêm phim Huế → Chiếu phim ngoài trời \(bạn đã sửa\)/,
    );
    expect(await eventsOf(scene)).toMatchObject([
      { title: 'Đêm nhạc Trịnh', at: '12-11T12:30' },
      { title: 'Đêm phim Huế', at: '12-12T12:30' },
    ]);
    await thao.presses('Giữ của mình 1');
    await thao.sees(/Đã giữ nguyên[\s\S]*Không còn gì cần quyết định/);
    expect((await eventsOf(scene))[1]).toMatchObject({ title: 'Đêm phim Huế' });
  },
  options,
);

scenario(
  'An event that its source cancels or drops is asked about, and never goes silently',
  async (scene) => {
    const { thao } = scene;
    web.serves(calendarOf(film, music));
    await follow(scene);
    await thao.presses('Thêm cả 2');
    await thao.sees(/Đã thêm 2 sự kiện/);
    web.serves(calendarOf(served('film', 'Chiếu phim', '20261210', 'STATUS:CANCELLED')));
    await nextPoll(scene);
    await thao.sees(
      /2 sự kiện cần quyết định[\s\S]*Không còn trong lịch nguồn[\s\S]*Không còn trong lịch nguồn/,
    );
    await thao.presses('Hủy sự kiện 1');
    await thao.sees(/Đã hủy “Chiếu phim”/);
    await thao.presses('Giữ sự kiện 1');
    await thao.sees(/Đã giữ lại/);
    expect(await eventsOf(scene)).toMatchObject([
      { title: 'Chiếu phim', state: 'cancelled' },
      { title: 'Đêm nhạc', state: 'scheduled' },
    ]);
  },
  options,
);

scenario(
  'A calendar whose events are taken over at once cancels them with the reason',
  async (scene) => {
    const { thao, linh } = scene;
    web.serves(calendarOf(film));
    await follow(scene, 'Thêm ngay');
    await linh.says('/start');
    await linh.sees(/Callboard/);
    await linh.says('/event show', { event: 'Chiếu phim' });
    await linh.sees(/Số người tham gia/);
    await linh.presses('Tham gia');
    await linh.sees(/Số người tham gia/);
    web.serves(calendarOf(music));
    await nextPoll(scene);
    await linh.sees(
      /Đã hủy: Chiếu phim[\s\S]*đã hủy ở lịch nguồn/,
      'each shows the time in its own way',
    );
    await thao.says('/audit');
    await thao.sees(/./);
    expect(await eventsOf(scene)).toMatchObject([
      { title: 'Chiếu phim', state: 'cancelled' },
      { title: 'Đêm nhạc', state: 'scheduled' },
    ]);
  },
  options,
);

scenario(
  'A calendar that breaks is told once with the reason, and one that is gone for good is asked no more',
  async (scene) => {
    const { thao, app } = scene;
    web.serves(calendarOf(film));
    await follow(scene);
    web.serves({ status: 503 });
    for (let count = 0; count < 2; count += 1) await nextPoll(scene);
    const told = /Không đọc được lịch “Lịch Nhà hát Huế” nữa. Trang này đang lỗi/;
    app.clock.advance(2 * hour);
    await app.restart();
    await thao.sees(told);
    await thao.says('/event calendars', { calendar: 'Lịch Nhà hát Huế' });
    await thao.sees(/không đọc được[\s\S]*Trang này đang lỗi[\s\S]*Bot sẽ thử lại/);
    web.serves({ status: 410 });
    app.clock.advance(4 * hour);
    await app.restart();
    await thao.sees(/Trang này báo rằng lịch đã bị xóa hẳn. Bot đã ngừng kiểm tra/);
    const count = web.requestCount();
    app.clock.advance(48 * hour);
    await app.restart();
    await thao.says('/event calendars');
    await thao.sees(/Lịch nguồn của cộng đồng/);
    expect(web.requestCount()).toBe(count);
  },
  { ...options, timeout: 60_000 },
);

scenario(
  'A calendar is checked at once, followed otherwise and removed, and its events stay',
  async (scene) => {
    const { thao } = scene;
    web.serves(calendarOf(film));
    await follow(scene);
    await thao.presses('Thêm 1');
    await thao.sees(/Đã thêm/);
    web.serves(calendarOf(film, music));
    await thao.says('/event calendars', { calendar: 'Lịch Nhà hát Huế' });
    await thao.sees(/đã thêm 1/);
    await thao.presses('Kiểm tra ngay');
    await thao.sees(/Vừa kiểm tra xong[\s\S]*chờ quyết định 1/);
    await thao.presses('Thêm ngay');
    await thao.sees(/đã thêm 2/);
    await thao.presses('Bỏ theo dõi');
    await thao.sees(/Bỏ theo dõi “Lịch Nhà hát Huế”\?/);
    await thao.presses('Bỏ theo dõi');
    await thao.sees(/Các sự kiện vẫn còn/);
    expect(await eventsOf(scene)).toHaveLength(2);
  },
  options,
);

scenario(
  'A file is read once, shown and added',
  async (scene) => {
    const { thao } = scene;
    const file = {
      name: 'lich.ics',
      contentType: 'text/calendar',
      bytes: new TextEncoder().encode(calendarOf(film, music).join('\r\n')),
    };
    await thao.says('/event import', {}, [file]);
    await thao.sees(
      /Lịch Nhà hát Huế[\s\S]*tệp đã gửi[\s\S]*2 sự kiện[\s\S]*Thêm sự kiện từ tệp này/,
    );
    await thao.presses('Thêm tất cả');
    await thao.sees(/Đã đọc tệp[\s\S]*Không còn gì cần quyết định/);
    expect(await eventsOf(scene)).toHaveLength(2);
  },
  options,
);

scenario(
  'What is no calendar is refused with what to do instead',
  async (scene) => {
    const { thao, linh } = scene;
    await thao.says('/event import');
    await thao.sees(/Dán địa chỉ của lịch/);
    web.serves({ status: 200, body: '<!DOCTYPE html><html></html>', type: 'text/html' });
    await thao.says('/event import', { address: web.url() });
    await thao.sees(/Đây là trang web, không phải lịch/);
    web.serves({ status: 200, body: 'hello' });
    await thao.says('/event import', { address: web.url() });
    await thao.sees(/Đây không phải lịch/);
    await thao.says('/event import', { address: web.url('/nowhere.ics') });
    await thao.sees(/Không còn lịch nào ở địa chỉ này/);
    await thao.says('/event import', { address: 'http://noi-bo.example.org/lich.ics' });
    await thao.sees(/Địa chỉ này dẫn vào mạng nội bộ/);
    await thao.says('/event import', { address: 'http://127.0.0.1/lich.ics' });
    await thao.sees(/không phải trang công khai/);
    web.serves({ status: 200, body: 'x'.repeat(5_000_001) });
    await thao.says('/event import', { address: web.url() });
    await thao.sees(/Lịch này quá lớn/);
    expect(await scene.app.database.prisma.importedCalendar.count()).toBe(0);
    await linh.says('/event import', { address: web.url() });
    await linh.sees(/ban tổ chức/i);
  },
  {
    ...options,
    incomparableReason: 'Discord offers a form, Telegram asks one thing after another',
  },
);

scenario(
  'All dates of an event that repeats are added or skipped at once, and what does not fit comes on the next page',
  async (scene) => {
    const { thao, app } = scene;
    const weekly = served('class', 'Lớp vẽ', '20261126', 'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=6');
    web.serves(calendarOf(weekly, film, music));
    await follow(scene);
    await thao.presses('Tiếp');
    await thao.sees(/8 sự kiện cần quyết định[\s\S]*5\. Đêm nhạc/);
    await thao.presses('Trước');
    await thao.sees(/1\. Lớp vẽ/);
    await thao.presses('Thêm cả chuỗi 1');
    await thao.sees(/Đã thêm mọi lần của “Lớp vẽ”[\s\S]*2 sự kiện cần quyết định/);
    expect(await app.database.prisma.event.count({ where: { title: 'Lớp vẽ' } })).toBe(6);
    await thao.says('/events', { query: 'lớp vẽ' });
    await thao.sees(/Lớp vẽ[\s\S]*Lớp vẽ/);
  },
  options,
);

scenario(
  'In English it is the same',
  async (scene) => {
    const { thao } = scene;
    web.serves(calendarOf(film));
    await thao.says('/settings', { language: 'English' });
    await thao.sees(/English/, 'Telegram has tables');
    await thao.says('/event import', { address: web.url() });
    await thao.sees(/Follow this calendar\?/);
    await thao.presses('Ask us first');
    await thao.sees(/Following this calendar[\s\S]*1 event to decide on/);
    await thao.presses('Add 1');
    await thao.sees(/Added: “Chiếu phim”[\s\S]*Nothing to decide/);
    web.serves(calendarOf(served('film', 'Film night', '20261212')));
    await nextPoll(scene);
    await thao.sees(
      /1 event to decide on[\s\S]*Title: Chiếu phim → Film night[\s\S]*Where: Rạp Thống Nhất → nothing/,
    );
    await thao.presses('Take theirs 1');
    await thao.sees(/Updated: “Film night”/);
  },
  options,
);
