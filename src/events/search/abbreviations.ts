/**
 * Ways to write the same, each of which finds the others. Source: the names under which the institutions appear on their
 * own sites, and the abbreviations of titles and bodies in the Vietnamese press.
 */
export const sameWords: readonly (readonly string[])[] = [
  ['LHP', 'liên hoan phim'],
  ['LHPVN', 'liên hoan phim Việt Nam'],
  ['LHPQT', 'liên hoan phim quốc tế'],
  ['BVHTTDL', 'bộ VHTTDL', 'bộ văn hóa thể thao và du lịch', 'bộ văn hóa thể thao du lịch'],
  ['SVHTT', 'sở VHTT', 'sở văn hóa và thể thao', 'sở văn hóa thể thao'],
  ['SVHTTDL', 'sở VHTTDL', 'sở văn hóa thể thao và du lịch', 'sở văn hóa thể thao du lịch'],
  ['VHTTDL', 'văn hóa thể thao và du lịch', 'văn hóa thể thao du lịch'],
  ['VHNT', 'văn hóa nghệ thuật', 'văn học nghệ thuật'],
  ['NVH', 'nhà văn hóa'],
  ['NVHTN', 'NVH Thanh niên', 'nhà văn hóa thanh niên'],
  ['CLB', 'câu lạc bộ'],
  ['BTC', 'ban tổ chức'],
  ['NXB', 'nhà xuất bản'],
  ['UBND', 'ủy ban nhân dân'],
  ['ĐH', 'đại học'],
  ['THPT', 'trung học phổ thông'],
  ['THCS', 'trung học cơ sở'],
  ['NSND', 'nghệ sĩ nhân dân'],
  ['NSƯT', 'nghệ sĩ ưu tú'],
  ['KTS', 'kiến trúc sư'],
  ['GS', 'giáo sư'],
  ['PGS', 'phó giáo sư'],
  ['ThS', 'thạc sĩ'],
  ['VN', 'Việt Nam', 'Vietnam'],
  ['KH&CN', 'KHCN', 'khoa học và công nghệ', 'khoa học công nghệ'],
  ['SHTT', 'sở hữu trí tuệ'],
  ['TNTN', 'thanh niên tình nguyện'],
];

/** Units that stand before a number or a name: `Q.1`, `Q1` and `quận 1`, in full first. */
export const units: readonly (readonly string[])[] = [
  ['quận', 'q', 'district', 'dist', 'd'],
  ['phường', 'p', 'f', 'ward'],
];

/** What may stand before or behind the name of a province or city without being part of it. */
export const placeWords = {
  before: ['thành phố', 'TP', 'tỉnh', 'cố đô', 'thủ đô', 'city of', 'province of'],
  after: ['city', 'province'],
};
