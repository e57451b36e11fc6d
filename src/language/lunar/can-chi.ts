/** The ten heavenly stems, from that of the years 4, 14, 24 … on. */
const stems = ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý'] as const;
/** The twelve earthly branches, from that of the years 4, 16, 28 … on. */
export const earthlyBranches = [
  ...['Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi'],
] as const;

/** Years after which names of years recur. */
export const canChiCycle = 60;

/** The name of a lunar year: 2026 is `Bính Ngọ`. */
export const canChiOf = (year: number): string => {
  const position = (((year - 4) % canChiCycle) + canChiCycle) % canChiCycle;
  return `${stems[position % stems.length] ?? ''} ${earthlyBranches[position % earthlyBranches.length] ?? ''}`;
};
