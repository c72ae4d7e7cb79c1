import type { DeviceWords } from './devices-ja.js';

const vi: DeviceWords = {
  systemDefault: 'Mặc định của hệ thống',
  unnamedDevice: (number) => `Thiết bị ${number}`,
  speakerFixed: 'Trình duyệt này không cho chọn loa.',
  level: 'Âm lượng micrô',
  processing: { echoCancellation: 'Khử tiếng vọng', noiseSuppression: 'Giảm tạp âm', autoGainControl: 'Tự chỉnh âm lượng' },
  processingOf: 'Xử lý âm thanh micrô',
  record: 'Ghi âm và nghe lại',
  recording: 'Đang ghi… hãy nói',
  playingBack: 'Đang phát lại…',
  testSpeaker: 'Thử loa',
  testRinger: 'Thử chuông',
  testing: 'Đang phát âm thử…',
  ringVolume: 'Âm lượng chuông',
  percent: (value) => `${value}%`,
  ringtone: 'Nhạc chuông',
  ringtones: { standard: 'Chuẩn (ACD và gọi thẳng khác nhau)', bell: 'Chuông', soft: 'Nhẹ', low: 'Trầm', host: 'Chuông của công ty' },
  notifications: 'Thông báo màn hình',
  allowNotifications: 'Cho phép thông báo',
  notificationsAllowed: 'Báo cuộc gọi đến khi bạn đang xem cửa sổ khác.',
  notificationsDenied: 'Thông báo bị chặn. Hãy cho phép thông báo cho trang này, ở biểu tượng bên trái địa chỉ.',
  headset: 'Nút trên tai nghe',
  connectHeadset: 'Kết nối tai nghe',
  headsetConnected: (name) => `Các nút của ${name} dùng để trả lời, kết thúc và tắt tiếng.`,
};

export default vi;
