/** A province or city of Vietnam: since 1 July 2025, and what it was made of. */
export interface Province {
  /** Its names and how they are abbreviated, the official one first. */
  names: readonly string[];
  /** Those before the merger of which it is made, when there are several; its own former territory is not among them. */
  merged?: readonly FormerProvince[];
  /** Well-known places in it that people name without the province. */
  cities?: readonly string[];
}

export interface FormerProvince {
  names: readonly string[];
  cities?: readonly string[];
}

/**
 * The 34 provinces and cities since 1 July 2025 with the 63 before.
 * Source: resolution 202/2025/QH15 of the National Assembly, of 12 June 2025. The abbreviations are those in common use.
 */
export const provinces: readonly Province[] = [
  { names: ['Hà Nội', 'HN', 'Thăng Long'] },
  { names: ['Huế', 'Thừa Thiên Huế', 'TT Huế', 'TTH'] },
  { names: ['Lai Châu'] },
  { names: ['Điện Biên'], cities: ['Điện Biên Phủ'] },
  { names: ['Sơn La'], cities: ['Mộc Châu'] },
  { names: ['Lạng Sơn'] },
  { names: ['Quảng Ninh'], cities: ['Hạ Long', 'Móng Cái', 'Cẩm Phả'] },
  { names: ['Thanh Hóa'], cities: ['Sầm Sơn'] },
  { names: ['Nghệ An'], cities: ['Cửa Lò'] },
  { names: ['Hà Tĩnh'] },
  { names: ['Cao Bằng'] },
  { names: ['Tuyên Quang'], merged: [{ names: ['Hà Giang'], cities: ['Đồng Văn'] }] },
  { names: ['Lào Cai'], merged: [{ names: ['Yên Bái'] }], cities: ['Sa Pa', 'Sapa'] },
  { names: ['Thái Nguyên'], merged: [{ names: ['Bắc Kạn', 'Bắc Cạn'] }] },
  {
    names: ['Phú Thọ'],
    merged: [{ names: ['Vĩnh Phúc'], cities: ['Tam Đảo'] }, { names: ['Hòa Bình'] }],
    cities: ['Việt Trì'],
  },
  { names: ['Bắc Ninh'], merged: [{ names: ['Bắc Giang'] }] },
  { names: ['Hưng Yên'], merged: [{ names: ['Thái Bình'] }] },
  { names: ['Hải Phòng'], merged: [{ names: ['Hải Dương'] }], cities: ['Cát Bà'] },
  {
    names: ['Ninh Bình'],
    merged: [{ names: ['Hà Nam'] }, { names: ['Nam Định'] }],
    cities: ['Hoa Lư', 'Tràng An'],
  },
  { names: ['Quảng Trị'], merged: [{ names: ['Quảng Bình'], cities: ['Đồng Hới'] }] },
  {
    names: ['Đà Nẵng'],
    merged: [{ names: ['Quảng Nam'], cities: ['Hội An', 'Tam Kỳ'] }],
  },
  { names: ['Quảng Ngãi'], merged: [{ names: ['Kon Tum', 'Kontum'] }] },
  {
    names: ['Gia Lai'],
    merged: [{ names: ['Bình Định'], cities: ['Quy Nhơn', 'Qui Nhơn'] }],
    cities: ['Pleiku'],
  },
  {
    names: ['Khánh Hòa'],
    merged: [{ names: ['Ninh Thuận'], cities: ['Phan Rang'] }],
    cities: ['Nha Trang', 'Cam Ranh'],
  },
  {
    names: ['Lâm Đồng'],
    merged: [
      { names: ['Bình Thuận'], cities: ['Phan Thiết', 'Mũi Né'] },
      { names: ['Đắk Nông', 'Đắc Nông'] },
    ],
    cities: ['Đà Lạt', 'Bảo Lộc'],
  },
  {
    names: ['Đắk Lắk', 'Đắc Lắc', 'Daklak'],
    merged: [{ names: ['Phú Yên'], cities: ['Tuy Hòa'] }],
    cities: ['Buôn Ma Thuột', 'Ban Mê Thuột', 'BMT'],
  },
  {
    names: ['Hồ Chí Minh', 'TPHCM', 'HCMC', 'HCM', 'Sài Gòn', 'SG', 'SGN'],
    merged: [
      { names: ['Bình Dương'], cities: ['Thủ Dầu Một', 'Dĩ An'] },
      { names: ['Bà Rịa Vũng Tàu', 'BRVT'], cities: ['Vũng Tàu', 'Bà Rịa', 'Côn Đảo'] },
    ],
    cities: ['Thủ Đức'],
  },
  {
    names: ['Đồng Nai'],
    merged: [{ names: ['Bình Phước'], cities: ['Đồng Xoài'] }],
    cities: ['Biên Hòa'],
  },
  { names: ['Tây Ninh'], merged: [{ names: ['Long An'], cities: ['Tân An'] }] },
  {
    names: ['Cần Thơ'],
    merged: [{ names: ['Sóc Trăng'] }, { names: ['Hậu Giang'], cities: ['Vị Thanh'] }],
  },
  { names: ['Vĩnh Long'], merged: [{ names: ['Bến Tre'] }, { names: ['Trà Vinh'] }] },
  {
    names: ['Đồng Tháp'],
    merged: [{ names: ['Tiền Giang'], cities: ['Mỹ Tho'] }],
    cities: ['Sa Đéc', 'Cao Lãnh'],
  },
  { names: ['Cà Mau'], merged: [{ names: ['Bạc Liêu'] }] },
  {
    names: ['An Giang'],
    merged: [{ names: ['Kiên Giang'], cities: ['Phú Quốc', 'Rạch Giá', 'Hà Tiên'] }],
    cities: ['Long Xuyên', 'Châu Đốc'],
  },
];
