import type { Prisma } from '../../src/database/generated/client.ts';
import type { SignupState } from '../../src/database/generated/enums.ts';
import { fold } from '../../src/language/text/fold.ts';
import { allTexts } from '../../src/language/translations.ts';
import { type SampleClock, sampleZone } from './clock.ts';
import type { SamplePeople } from './people.ts';

interface SampleSession {
  /** Days from today. */
  day: number;
  hours: readonly [start: string, end: string];
  place: string;
  seats: number;
  /** Number of signups; those beyond the seats are on the waiting list. */
  signups: number;
}

interface SampleCourse {
  vi: { title: string; summary: string };
  en: { title: string; summary: string };
  trainer: string;
  source: string;
  sessions: readonly SampleSession[];
}

const school = 'Trường Phim, 12 Đinh Tiên Hoàng, TP. Hồ Chí Minh';

/** One session is full with a waiting list, one nearly full, the others are open. */
const courses: readonly SampleCourse[] = [
  {
    vi: {
      title: 'Dựng phim chuyên nghiệp cho nhà sản xuất nội dung',
      summary: 'Từ nhịp cắt đến chỉnh màu, trên dự án của chính bạn. Mang theo máy tính.',
    },
    en: {
      title: 'Professional editing for content producers',
      summary: 'From rhythm to colour, on your own project. Bring your computer.',
    },
    trainer: 'Đạo diễn Lê Hải Nam',
    source: 'https://film-school.example.org/dung-phim',
    sessions: [
      { day: 5, hours: ['08:30', '11:30'], place: school, seats: 4, signups: 6 },
      { day: 13, hours: ['13:30', '16:30'], place: school, seats: 12, signups: 2 },
    ],
  },
  {
    vi: {
      title: 'Podcast từ ý tưởng đến phát sóng',
      summary: 'Viết kịch bản, thu âm tại phòng thu và phát hành. Phù hợp người mới bắt đầu.',
    },
    en: {
      title: 'Podcasts from idea to air',
      summary: 'Script, studio recording and publishing. Suitable for beginners.',
    },
    trainer: 'Phan Thu Hà',
    source: 'https://radio-school.example.org/podcast',
    sessions: [
      { day: 7, hours: ['18:00', '20:30'], place: 'Phòng thu VOH', seats: 5, signups: 4 },
      { day: 14, hours: ['18:00', '20:30'], place: 'Phòng thu VOH', seats: 5, signups: 0 },
    ],
  },
  {
    vi: {
      title: 'Kể chuyện bằng dữ liệu',
      summary: 'Đọc số liệu công khai và biến chúng thành video dễ hiểu, đúng nguồn.',
    },
    en: {
      title: 'Telling stories with data',
      summary: 'Read public figures and turn them into videos that are clear and well sourced.',
    },
    trainer: 'TS. Võ Minh Châu',
    source: 'https://data-school.example.org/ke-chuyen',
    sessions: [{ day: 11, hours: ['19:00', '21:00'], place: 'Trực tuyến', seats: 20, signups: 3 }],
  },
  {
    vi: {
      title: 'Quay ngoại cảnh an toàn',
      summary: 'Xin phép, bay flycam đúng luật, giữ an toàn cho đoàn và người xung quanh.',
    },
    en: {
      title: 'Filming outdoors safely',
      summary: 'Permits, lawful drone flights, and safety for the crew and for passers-by.',
    },
    trainer: 'Nguyễn Đức Thịnh',
    source: 'https://film-school.example.org/ngoai-canh',
    sessions: [
      { day: 20, hours: ['07:00', '11:00'], place: 'Khu du lịch Văn Thánh', seats: 10, signups: 1 },
    ],
  },
];

const statesOf = (seats: number, came: number): SignupState[] =>
  Array.from({ length: came }, (_, index) => (index < seats ? 'confirmed' : 'waiting'));

/** Creates the courses and their signups. */
export async function addCourses(
  tx: Prisma.TransactionClient,
  communityId: string,
  people: SamplePeople,
  clock: SampleClock,
): Promise<void> {
  for (const { vi, en, trainer, source, sessions } of courses) {
    const translations = { en: { ...en } };
    const { id: courseId } = await tx.course.create({
      data: {
        ...vi,
        translations,
        trainer,
        sourceUrl: source,
        communityId,
        searchText: fold(allTexts([...Object.values(vi), trainer], translations)),
      },
    });
    for (const { day, hours, place, seats, signups } of sessions) {
      const session = await tx.session.create({
        data: {
          courseId,
          startsAt: clock.at(day, hours[0]),
          endsAt: clock.at(day, hours[1]),
          zone: sampleZone,
          place,
          seats,
        },
      });
      for (const [index, state] of statesOf(seats, signups).entries()) {
        const personId = people.others[index];
        if (personId === undefined) continue;
        await tx.signup.create({ data: { sessionId: session.id, personId, state } });
      }
    }
  }
}
