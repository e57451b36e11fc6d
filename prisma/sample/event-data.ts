import type { SampleEvent } from './sample-event.ts';

const online = { vi: 'Trực tuyến', en: 'Online' };
const conference = (from: number, going: number): SampleEvent => ({
  vi: {
    title: 'Hội nghị thông tin hằng tháng cho các mạng lưới nhà sáng tạo',
    summary:
      'Cơ quan quản lý và các mạng lưới cùng điểm lại chính sách, sự kiện và chiến dịch của tháng; phần hỏi đáp dành cho chủ kênh.',
    place: 'Trung tâm Báo chí TP. Hồ Chí Minh, 255 Trần Quốc Thảo',
    topic: 'hội nghị',
  },
  en: {
    title: 'Monthly information conference for networks of creators',
    summary:
      'Authorities and networks go through the month’s policies, events and campaigns; questions from channel owners at the end.',
    place: 'Ho Chi Minh City Press Centre, 255 Trần Quốc Thảo',
    topic: 'conference',
  },
  from,
  hours: ['14:00', '16:30'],
  source: 'https://press-centre.example.org/hoi-nghi-thang',
  link: 'https://press-centre.example.org/dang-ky',
  going,
});

/** The sample's events, large ones first. @param toSunday days until Sunday */
export const sampleEvents = (toSunday: number): SampleEvent[] => [
  conference(9, 6),
  conference(37, 1),
  conference(-21, 7),
  {
    vi: {
      title: 'Liên hoan Sáng tạo nội dung số',
      summary:
        'Ba ngày trình diễn, chợ nội dung và trao giải cho các nhà sáng tạo nội dung số. Vào cửa tự do, cần đăng ký trước.',
      place: 'Nhà văn hóa Thanh niên, TP. Hồ Chí Minh',
      topic: 'liên hoan',
    },
    en: {
      title: 'Digital Content Creation Festival',
      summary:
        'Three days of shows, a content market and awards for digital creators. Free entry, registration needed.',
      place: 'Youth Cultural House, Ho Chi Minh City',
      topic: 'festival',
    },
    from: 18,
    to: 20,
    source: 'https://digital-festival.example.org/chuong-trinh',
    link: 'https://digital-festival.example.org/ve',
    going: 5,
  },
  {
    vi: {
      title: 'Tuần lễ Văn hóa Di sản',
      summary:
        'Áo dài, nhã nhạc và làng nghề: mỗi ngày một điểm di sản mở cửa cho người quay phim, có hướng dẫn viên.',
      place: 'Huế',
      topic: 'di sản',
    },
    en: {
      title: 'Culture Heritage Week',
      summary:
        'Áo dài, court music and craft villages: each day another heritage site opens for people who film, with a guide.',
      place: 'Huế',
      topic: 'heritage',
    },
    from: 3,
    to: 9,
    source: 'https://heritage-week.example.org/lich',
    going: 4,
  },
  {
    vi: {
      title: 'Liên hoan Phim Thành phố Hồ Chí Minh',
      summary:
        'Một tuần chiếu phim, gặp gỡ đạo diễn và chợ dự án. Nhà sáng tạo có thẻ tác nghiệp được vào khu vực thảm đỏ.',
      place: 'TP. Hồ Chí Minh, nhiều rạp',
      topic: 'điện ảnh',
    },
    en: {
      title: 'Ho Chi Minh City Film Festival',
      summary:
        'A week of screenings, talks with directors and a project market. Creators with accreditation may enter the red carpet area.',
      place: 'Ho Chi Minh City, several cinemas',
      topic: 'film',
    },
    from: 25,
    to: 31,
    source: 'https://film-festival.example.org/lich-chieu',
    link: 'https://film-festival.example.org/the-tac-nghiep',
    going: 6,
  },
  {
    vi: {
      title: 'Hỏi đáp trực tuyến: thuế cho nhà sáng tạo',
      summary: 'Cán bộ thuế trả lời câu hỏi về khai thuế thu nhập từ nền tảng số.',
      place: online.vi,
      topic: 'chính sách',
    },
    en: {
      title: 'Online Q&A: taxes for creators',
      summary: 'Tax officers answer questions about declaring income from platforms.',
      place: online.en,
      topic: 'policy',
    },
    from: 0,
    hours: ['19:30', '21:00'],
    source: 'https://tax-office.example.org/hoi-dap',
    link: 'https://tax-office.example.org/xem',
    going: 3,
  },
  {
    vi: {
      title: 'Cà phê sáng tạo cuối tuần',
      summary: 'Gặp nhau, chia sẻ cách dựng và tìm người làm chung. Không cần đăng ký.',
      place: 'Đường sách Nguyễn Văn Bình, TP. Hồ Chí Minh',
      topic: 'gặp gỡ',
    },
    en: {
      title: 'Weekend creators’ coffee',
      summary: 'Meet, share how you edit and find people to work with. No registration.',
      place: 'Nguyễn Văn Bình Book Street, Ho Chi Minh City',
      topic: 'meetup',
    },
    from: toSunday,
    hours: ['09:00', '11:00'],
    source: 'https://book-street.example.org/ca-phe-sang-tao',
    going: 2,
  },
  {
    vi: {
      title: 'Tọa đàm: Bản quyền âm nhạc trên nền tảng số',
      summary: 'Luật sư và nhạc sĩ nói về cách dùng nhạc đúng luật trong video ngắn.',
      place: 'Nhạc viện TP. Hồ Chí Minh',
      topic: 'bản quyền',
    },
    en: {
      title: 'Talk: Music rights on digital platforms',
      summary: 'Lawyers and composers on how to use music legally in short videos.',
      place: 'Conservatory of Ho Chi Minh City',
      topic: 'rights',
    },
    from: 6,
    hours: ['18:30', '20:30'],
    source: 'https://conservatory.example.org/toa-dam-ban-quyen',
    going: 2,
  },
  {
    vi: {
      title: 'Đêm podcast trực tiếp',
      summary: 'Bốn chương trình thu trực tiếp trước khán giả.',
      place: 'Sân khấu nhỏ, Nhà hát Thành phố',
      topic: 'podcast',
    },
    en: {
      title: 'Live podcast night',
      summary: 'Four shows recorded before an audience.',
      place: 'Small stage, Municipal Theatre',
      topic: 'podcast',
    },
    from: 12,
    hours: ['19:00', '22:00'],
    source: 'https://podcast-night.example.org/',
    link: 'https://podcast-night.example.org/ve',
    going: 3,
  },
  {
    vi: {
      title: 'Ngày hội quay phim bằng điện thoại',
      summary: 'Thi quay một phút trong một ngày; chiếu và trao giải buổi tối.',
      place: 'Công viên bến Bạch Đằng',
      topic: 'điện ảnh',
    },
    en: {
      title: 'Phone filming day',
      summary: 'Film one minute in one day; screening and awards in the evening.',
      place: 'Bạch Đằng Wharf Park',
      topic: 'film',
    },
    from: 15,
    to: 15,
    source: 'https://phone-film.example.org/the-le',
  },
  {
    vi: {
      title: 'Chuyến đi thực tế: phố cổ Hội An lúc bình minh',
      summary: 'Ban quản lý di tích cấp phép quay trước giờ mở cửa. Tối đa ba mươi người.',
      place: 'Hội An',
      topic: 'di sản',
    },
    en: {
      title: 'Field trip: Hội An old town at dawn',
      summary: 'The monument office lets us film before opening time. Thirty people at most.',
      place: 'Hội An',
      topic: 'heritage',
    },
    from: 22,
    hours: ['04:30', '07:30'],
    source: 'https://hoian-heritage.example.org/giay-phep',
    going: 4,
  },
  {
    vi: {
      title: 'Giao lưu các kênh ẩm thực',
      summary: 'Đầu bếp và chủ kênh nấu cùng nhau; có khu quay.',
      place: 'Cần Thơ',
      topic: 'gặp gỡ',
    },
    en: {
      title: 'Food channels get together',
      summary: 'Cooks and channel owners cook together; there is room to film.',
      place: 'Cần Thơ',
      topic: 'meetup',
    },
    from: 28,
    hours: ['15:00', '18:00'],
    source: 'https://food-channels.example.org/can-tho',
    state: 'postponed',
    going: 2,
  },
  {
    vi: {
      title: 'Chiếu phim ngắn của thành viên',
      summary: 'Mười phim của mười kênh, sau đó trò chuyện với tác giả.',
      place: 'Rạp nhỏ Viện Pháp, TP. Hồ Chí Minh',
      topic: 'điện ảnh',
    },
    en: {
      title: 'Members’ short films',
      summary: 'Ten films from ten channels, then a talk with their makers.',
      place: 'Small cinema of the French Institute, Ho Chi Minh City',
      topic: 'film',
    },
    from: 41,
    hours: ['19:00', '21:30'],
    source: 'https://short-films.example.org/',
  },
  {
    vi: {
      title: 'Tập huấn ứng phó tin giả mùa lễ hội',
      summary: 'Cách kiểm chứng hình ảnh và nguồn tin trước khi đăng.',
      place: online.vi,
      topic: 'kiểm chứng',
    },
    en: {
      title: 'Checking rumours in festival season',
      summary: 'How to check pictures and sources before posting.',
      place: online.en,
      topic: 'verification',
    },
    from: 47,
    hours: ['20:00', '21:30'],
    source: 'https://fact-check.example.org/tap-huan',
  },
  {
    vi: {
      title: 'Hội chợ thiết bị làm phim',
      summary: 'Ban tổ chức báo hủy vì sửa chữa nhà thi đấu.',
      place: 'Nhà thi đấu Phú Thọ',
      topic: 'thiết bị',
    },
    en: {
      title: 'Film gear fair',
      summary: 'The organisers cancelled it: the hall is being repaired.',
      place: 'Phú Thọ Stadium',
      topic: 'gear',
    },
    from: 33,
    to: 34,
    source: 'https://gear-fair.example.org/thong-bao',
    state: 'cancelled',
  },
  {
    vi: {
      title: 'Ngày hội áo dài',
      summary: 'Diễu hành và chụp ảnh ở phố đi bộ.',
      place: 'Phố đi bộ Nguyễn Huệ',
      topic: 'di sản',
    },
    en: {
      title: 'Áo dài day',
      summary: 'A parade and photographs in the walking street.',
      place: 'Nguyễn Huệ Walking Street',
      topic: 'heritage',
    },
    from: -8,
    to: -8,
    source: 'https://ao-dai.example.org/',
    going: 5,
  },
];
