import { alertMessages } from '../../src/alerts/messages.ts';
import { alertOrigin } from '../../src/alerts/origin.ts';
import type { Prisma } from '../../src/database/generated/client.ts';
import type { Grade, Severity } from '../../src/database/generated/enums.ts';
import { type SampleClock, sampleZone } from './clock.ts';
import type { SamplePeople } from './people.ts';

type Transaction = Prisma.TransactionClient;
const hour = 3_600_000;

interface SampleVersion {
  grade: Grade;
  vi: { title: string; text: string };
  en: { title: string; text: string };
  source: string;
  reason?: string;
  hoursAgo: number;
}

interface SampleAlert {
  severity: Severity;
  /** For how many hours it is valid. */
  validForHours: number;
  versions: readonly SampleVersion[];
}

const alerts: readonly SampleAlert[] = [
  {
    severity: 'severe',
    validForHours: 30,
    versions: [
      {
        grade: 'first',
        vi: {
          title: 'Trang giả mạo bán vé Liên hoan Phim',
          text: 'Một trang giả đang thu tiền “thẻ tác nghiệp”. Thẻ thật không bán. Không nhập số thẻ ngân hàng; nếu đã trả tiền, hãy gọi ngân hàng ngay.',
        },
        en: {
          title: 'Fake site sells film festival tickets',
          text: 'A fake site takes money for “accreditation”. Real accreditation is not sold. Don’t enter your card number; if you have paid, call your bank at once.',
        },
        source: 'https://film-festival.example.org/canh-bao',
        hoursAgo: 5,
      },
    ],
  },
  {
    severity: 'moderate',
    validForHours: 12,
    versions: [
      {
        grade: 'first',
        vi: {
          title: 'Cấm đường quanh phố đi bộ',
          text: 'Đường Nguyễn Huệ cấm xe từ 17:00 hôm nay. Đoàn quay vui lòng gửi xe ở bến Bạch Đằng.',
        },
        en: {
          title: 'Roads closed around the walking street',
          text: 'Nguyễn Huệ Street is closed to vehicles from 17:00 today. Crews, please park at Bạch Đằng Wharf.',
        },
        source: 'https://traffic.example.org/thong-bao',
        hoursAgo: 9,
      },
      {
        grade: 'fact',
        vi: {
          title: 'Cấm đường quanh phố đi bộ',
          text: 'Đường Nguyễn Huệ cấm xe từ 19:00 hôm nay (không phải 17:00). Đoàn quay vui lòng gửi xe ở bến Bạch Đằng.',
        },
        en: {
          title: 'Roads closed around the walking street',
          text: 'Nguyễn Huệ Street is closed to vehicles from 19:00 today (not 17:00). Crews, please park at Bạch Đằng Wharf.',
        },
        source: 'https://traffic.example.org/thong-bao-2',
        reason: 'Sở Giao thông đổi giờ',
        hoursAgo: 7,
      },
    ],
  },
];

/** One alert, and one that was corrected. Their copies were sent before the playground's history begins. */
export async function addAlerts(
  tx: Transaction,
  communityId: string,
  people: SamplePeople,
  clock: SampleClock,
): Promise<void> {
  const ago = (hours: number) => new Date(clock.now.getTime() - hours * hour);
  for (const { severity, validForHours, versions } of alerts) {
    const alert = await tx.alert.create({
      data: {
        communityId,
        authorId: people.of('quang', 'discord').accountId,
        state: 'active',
        severity,
        expiresAt: ago(-validForHours),
        version: versions.length,
        createdAt: ago(versions[0]?.hoursAgo ?? 0),
        versions: {
          create: versions.map(({ grade, vi, en, source, reason = '', hoursAgo }, index) => ({
            number: index + 1,
            grade,
            ...vi,
            translations: { en: { ...en } },
            sourceUrl: source,
            reason,
            createdAt: ago(hoursAgo),
          })),
        },
      },
      include: { versions: { orderBy: { number: 'asc' } }, community: true },
    });
    await tx.publication.create({
      data: {
        communityId,
        origin: alertOrigin(alert.id),
        kind: 'alert',
        priority: 0,
        audience: { to: 'topic', communityId, topic: 'alerts' },
        messages: alertMessages(alert),
        locale: alert.community.locale,
        fanOut: 'done',
        createdAt: alert.createdAt,
      },
    });
  }
}

const items = [
  {
    vi: {
      title: 'Quy định mới về ghi nhãn quảng cáo',
      text: 'Video có tài trợ phải ghi rõ “quảng cáo” ngay từ đầu. Bản hướng dẫn có ví dụ cho từng nền tảng.',
    },
    en: {
      title: 'New rule on labelling advertisements',
      text: 'Sponsored videos must say “advertisement” from the start. The guide has examples for each platform.',
    },
    source: 'https://media-office.example.org/ghi-nhan-quang-cao',
  },
  {
    vi: {
      title: 'Kho hình ảnh di sản dùng miễn phí',
      text: 'Hơn 2.000 ảnh và đoạn phim tư liệu, dùng được khi ghi nguồn.',
    },
    en: {
      title: 'Heritage pictures free to use',
      text: 'More than 2,000 pictures and clips, to be used with credit.',
    },
    source: 'https://heritage-archive.example.org/mien-phi',
  },
] as const;

/** The morning briefing with two items for its next edition. Occurrences before now are done. */
export async function addBriefing(
  tx: Transaction,
  communityId: string,
  clock: SampleClock,
): Promise<void> {
  await tx.briefing.create({
    data: {
      communityId,
      title: 'Bản tin sáng',
      translations: { en: { title: 'Morning briefing' } },
      cron: '0 8 * * *',
      zone: sampleZone,
      sections: ['alerts', 'items', 'events', 'training'],
      caughtUpTo: clock.now,
      items: {
        create: items.map(({ vi, en, source }) => ({
          ...vi,
          translations: { en: { ...en } },
          sourceUrl: source,
        })),
      },
    },
  });
}
