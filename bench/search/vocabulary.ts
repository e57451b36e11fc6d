/** Parts of titles, summaries and places, from which events are put together. */
export const kinds = [
  ...['Liên hoan phim', 'Buổi chiếu phim', 'Hội thảo', 'Tọa đàm', 'Đêm nhạc', 'Triển lãm ảnh'],
  ...['Lớp học', 'Workshop', 'Gặp gỡ', 'Film screening', 'Open mic', 'Hackathon', 'Ra mắt sách'],
  ...['Câu lạc bộ', 'Cuộc thi', 'Giao lưu', 'Trại sáng tác', 'Talkshow', 'Ngày hội', 'Book club'],
  ...['Tuần lễ', 'Chợ phiên', 'Masterclass', 'Networking night', 'Hội chợ', 'Lễ trao giải'],
  ...['Phim tài liệu', 'Kịch', 'Múa đương đại', 'Podcast trực tiếp', 'Livestream', 'Đi bộ di sản'],
];
export const subjects = [
  ...['nhà sáng tạo trẻ', 'kể chuyện bằng hình', 'áo dài', 'cải lương', 'hát xẩm', 'nhạc Trịnh'],
  ...['kiến trúc Đông Dương', 'làng nghề gốm', 'ẩm thực đường phố', 'thiên nhiên hoang dã'],
  ...['animation for beginners', 'sound design', 'screenwriting', 'documentary ethics'],
  ...['thuế và bản quyền', 'dựng phim trên điện thoại', 'thiếu nhi', 'sân khấu thử nghiệm'],
  ...['dân ca quan họ', 'tranh Đông Hồ', 'nhiếp ảnh phố cổ', 'thơ tình', 'truyện tranh Việt'],
  ...['game design', 'street photography', 'creative coding', 'indie music', 'climate stories'],
  ...['gây quỹ cộng đồng', 'lồng tiếng', 'phục chế phim cũ', 'khảo cổ', 'hàng thủ công'],
  ...['âm nhạc điện tử', 'tiểu thuyết lịch sử', 'rối nước', 'nghệ thuật sắp đặt', 'vlog du lịch'],
];
export const familyNames = [
  ...['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ'],
  ...['Hồ', 'Ngô', 'Dương', 'Lý', 'Smith', 'Martin', 'Tanaka', 'Garcia', 'Dubois', 'Rossi'],
];
export const givenNames = [
  ...['Minh Anh', 'Thanh Tùng', 'Quang Dũng', 'Thùy Linh', 'Bảo Ngọc', 'Đức Thắng', 'Hải Yến'],
  ...['Khánh Vy', 'Tuấn Kiệt', 'Mai Phương', 'Gia Hân', 'Việt Hà', 'Xuân Trường', 'Hồng Nhung'],
  ...['Emma', 'Kenji', 'Sofia', 'Lucas', 'Chiara', 'Marco', 'Aisha', 'Daniel', 'Olivia', 'Noah'],
];
export const summaries = [
  'Vào cửa tự do, nhớ đăng ký trước vì chỗ có hạn.',
  'Phụ đề tiếng Anh; sau đó trò chuyện cùng đạo diễn và đoàn làm phim.',
  'A free evening for everyone who makes things, with tea and short talks.',
  'Học qua bài tập, mỗi nhóm sáu người, mang theo máy tính hoặc điện thoại.',
  'Bring your own laptop; beginners are welcome, no experience needed.',
  'Chương trình dành cho gia đình, có khu vui chơi và quầy ăn nhẹ.',
];
export const venues = [
  ...['Nhà văn hóa Thanh niên', 'Trung tâm Chiếu phim Quốc gia', 'Bảo tàng Mỹ thuật'],
  ...['Thư viện tỉnh', 'Nhà hát Lớn', 'Quảng trường trung tâm', 'Đường sách', 'The Hive'],
  ...['Rạp Cinestar', 'Đại học Văn hóa', 'Nhà hát Bến Thành', 'Cung Văn hóa Hữu nghị'],
];
export const cities = [
  ...['Q.1, TP.HCM', 'Q.3, TP.HCM', 'Hà Nội', 'Hoàn Kiếm, Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'],
  ...['Hải Phòng', 'Nha Trang, Khánh Hòa', 'Đà Lạt, Lâm Đồng', 'Hội An, Quảng Nam', 'Bình Dương'],
  ...['Vũng Tàu', 'Quy Nhơn, Bình Định', 'Vinh, Nghệ An', 'Buôn Ma Thuột, Đắk Lắk', 'Thái Nguyên'],
];
