import type { Holiday } from '../holiday.ts';

const traditionalDays = 'https://vi.wikipedia.org/wiki/Các_ngày_lễ_ở_Việt_Nam';

/** Yearly days of Vietnam for arts, sciences and professions, each with its day and month. */
const days: readonly (readonly [id: string, day: number, month: number, vi: string, en: string])[] =
  [
    [
      'film',
      15,
      3,
      'ngày điện ảnh việt nam, ngày điện ảnh',
      'vietnam cinema day, vietnam film day',
    ],
    ['photography', 15, 3, 'ngày nhiếp ảnh việt nam, ngày nhiếp ảnh', 'vietnam photography day'],
    ['socialWork', 25, 3, 'ngày công tác xã hội việt nam', 'vietnam social work day'],
    [
      'sports',
      27,
      3,
      'ngày thể thao việt nam, ngày thể thao',
      'vietnam sports day, vietnam sport day',
    ],
    ['ethnicCultures', 19, 4, 'ngày văn hóa các dân tộc việt nam, ngày văn hóa các dân tộc', ''],
    [
      'architecture',
      27,
      4,
      'ngày kiến trúc việt nam, ngày kiến trúc sư',
      'vietnam architecture day',
    ],
    [
      'science',
      18,
      5,
      `ngày khoa học và công nghệ việt nam, ngày khoa học công nghệ việt nam,
        ngày khoa học công nghệ`,
      'vietnam science and technology day',
    ],
    ['tourism', 9, 7, 'ngày du lịch việt nam', 'vietnam tourism day'],
    ['tradeUnion', 28, 7, 'ngày thành lập công đoàn việt nam, ngày công đoàn việt nam', ''],
    ['police', 19, 8, 'ngày truyền thống công an nhân dân, ngày công an nhân dân', ''],
    ['music', 3, 9, 'ngày âm nhạc việt nam, ngày âm nhạc', 'vietnam music day'],
    [
      'digital',
      10,
      10,
      'ngày chuyển đổi số, ngày chuyển đổi số quốc gia',
      'vietnam digital transformation day, national digital transformation day',
    ],
    ['farmers', 14, 10, 'ngày nông dân việt nam, ngày thành lập hội nông dân việt nam', ''],
    ['unity', 18, 11, 'ngày hội đại đoàn kết, ngày hội đại đoàn kết toàn dân tộc', ''],
    ['firstElection', 6, 1, 'ngày tổng tuyển cử đầu tiên', ''],
    ['borderGuard', 3, 3, 'ngày biên phòng toàn dân, ngày biên phòng', ''],
    ['consumers', 15, 3, 'ngày quyền của người tiêu dùng việt nam', ''],
    ['bloodDonation', 7, 4, 'ngày toàn dân hiến máu tình nguyện', ''],
    ['disabilityVietnam', 18, 4, 'ngày người khuyết tật việt nam', ''],
    ['brands', 20, 4, 'ngày thương hiệu việt nam', ''],
    [
      'pioneers',
      15,
      5,
      `ngày thành lập đội, ngày thành lập đội thiếu niên tiền phong,
        ngày thành lập đội tntp, thành lập đội thiếu niên tiền phong`,
      '',
    ],
    ['departure', 5, 6, 'ngày bác hồ ra đi tìm đường cứu nước', ''],
    ['elderly', 6, 6, 'ngày người cao tuổi việt nam', ''],
    ['healthInsurance', 1, 7, 'ngày bảo hiểm y tế việt nam', ''],
    ['agentOrange', 10, 8, 'ngày vì nạn nhân chất độc da cam', 'agent orange day'],
    ['vietnameseLanguage', 8, 9, 'ngày tôn vinh tiếng việt', ''],
    ['southernResistance', 23, 9, 'ngày nam bộ kháng chiến, nam bộ kháng chiến', ''],
    ['studyPromotion', 2, 10, 'ngày khuyến học việt nam, ngày khuyến học', ''],
    [
      'fireSafety',
      4,
      10,
      'ngày toàn dân phòng cháy chữa cháy, ngày phòng cháy chữa cháy, ngày pccc',
      '',
    ],
    ['populationVietnam', 26, 12, 'ngày dân số việt nam', ''],
    ['fineArts', 10, 12, 'ngày mỹ thuật việt nam, ngày mĩ thuật việt nam', 'vietnam fine arts day'],
  ];

export const professionDays: readonly Holiday[] = days.map(([id, day, month, vi, en]) => ({
  id: `${id}Day`,
  names: { vi, en },
  rule: { kind: 'fixed', day, month },
  source: traditionalDays,
}));
