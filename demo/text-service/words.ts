import type { Words } from '../page/locale.js';

type Key =
  | 'signingIn'
  | 'signIn'
  | 'signOut'
  | 'signInRefused'
  | 'sessionExpired'
  | 'credential'
  | 'demoAccounts'
  | 'account-1001'
  | 'account-1002'
  | 'account-1003'
  | 'account-1900'
  | 'account-crm'
  | 'customers'
  | 'customersUnread'
  | 'chooseCustomer'
  | 'phone'
  | 'newContact'
  | 'newContactHint'
  | 'contact'
  | 'company'
  | 'mobile'
  | 'appLink'
  | 'callByApp'
  | 'internalNumbers'
  | 'internal-700'
  | 'internal-1001'
  | 'internal-1002'
  | 'memo'
  | 'history'
  | 'noHistory'
  | 'historyTime'
  | 'historyDirection'
  | 'historyResult'
  | 'incoming'
  | 'outgoing'
  | 'talked'
  | 'notTalked';

/** The page's words in one language. */
export type TextServiceWords = Words<Key>['ja'];

export const WORDS: Words<Key> = {
  ja: {
    signingIn: 'サインインしています…',
    signIn: 'サインイン',
    signOut: 'サインアウト',
    sessionExpired: 'セッションの期限が切れました。もう一度サインインすると、このページの続きに戻ります。通話は続いています。',
    signInRefused: 'サインインできませんでした。クレデンシャルを確かめて、もう一度お試しください。',
    credential: 'クレデンシャル',
    demoAccounts: 'デモのアカウント',
    'account-1001': 'グループ G01、オペレーター',
    'account-1002': 'グループ G01、オペレーター',
    'account-1003': 'グループ G02、オペレーター',
    'account-1900': 'グループ G01、管理者',
    'account-crm': '電話なしの契約',
    customers: '顧客一覧',
    customersUnread: '顧客一覧を読み込めませんでした。ページを再読み込みしてください。',
    chooseCustomer: '顧客を選ぶか、電話を受けると、ここに顧客情報が表示されます。',
    phone: '電話',
    newContact: '新しい顧客',
    newContactHint: 'この番号の顧客はまだ登録されていません',
    contact: '連絡先',
    company: '会社名',
    mobile: '携帯電話',
    appLink: 'アプリ発信',
    callByApp: 'この番号に電話する',
    internalNumbers: '社内の番号',
    'internal-700': '着信窓口（G01）',
    'internal-1001': '内線 1001',
    'internal-1002': '内線 1002',
    memo: '対応中のメモ',
    history: '対応履歴',
    noHistory: 'まだ通話はありません',
    historyTime: '日時',
    historyDirection: '種別',
    historyResult: '結果',
    incoming: '電話（入電）',
    outgoing: '電話（架電）',
    talked: '通話済み',
    notTalked: '通話なし',
  },
  en: {
    signingIn: 'Signing in…',
    signIn: 'Sign in',
    signOut: 'Sign out',
    sessionExpired: 'Your session has ended. Sign in again to go on with this page; calls are not affected.',
    signInRefused: 'Sign-in was refused. Check the credential and try again.',
    credential: 'Credential',
    demoAccounts: 'Demo accounts',
    'account-1001': 'group G01, operator',
    'account-1002': 'group G01, operator',
    'account-1003': 'group G02, operator',
    'account-1900': 'group G01, supervisor',
    'account-crm': 'contract without telephony',
    customers: 'Customers',
    customersUnread: 'The customers could not be loaded. Reload the page.',
    chooseCustomer: 'Choose a customer or take a call: the contact record appears here.',
    phone: 'Phone',
    newContact: 'New contact',
    newContactHint: 'Nobody is registered with this number yet',
    contact: 'Contact',
    company: 'Company',
    mobile: 'Mobile',
    appLink: 'App link',
    callByApp: 'Call this number',
    internalNumbers: 'Internal numbers',
    'internal-700': 'Queue (G01)',
    'internal-1001': 'Extension 1001',
    'internal-1002': 'Extension 1002',
    memo: 'Notes',
    history: 'History',
    noHistory: 'No calls yet',
    historyTime: 'Time',
    historyDirection: 'Kind',
    historyResult: 'Result',
    incoming: 'Phone (incoming)',
    outgoing: 'Phone (outgoing)',
    talked: 'Talked',
    notTalked: 'Not connected',
  },
  vi: {
    signingIn: 'Đang đăng nhập…',
    signIn: 'Đăng nhập',
    signOut: 'Thoát',
    sessionExpired: 'Phiên làm việc đã hết hạn. Đăng nhập lại để tiếp tục trang này; cuộc gọi vẫn tiếp tục.',
    signInRefused: 'Không đăng nhập được. Hãy kiểm tra mã đăng nhập rồi thử lại.',
    credential: 'Mã đăng nhập',
    demoAccounts: 'Tài khoản thử',
    'account-1001': 'nhóm G01, nhân viên',
    'account-1002': 'nhóm G01, nhân viên',
    'account-1003': 'nhóm G02, nhân viên',
    'account-1900': 'nhóm G01, quản lý',
    'account-crm': 'hợp đồng không có điện thoại',
    customers: 'Danh sách khách hàng',
    customersUnread: 'Không tải được danh sách khách hàng. Hãy tải lại trang.',
    chooseCustomer: 'Hãy chọn khách hàng hoặc nhận cuộc gọi: hồ sơ sẽ hiện ở đây.',
    phone: 'Điện thoại',
    newContact: 'Khách hàng mới',
    newContactHint: 'Chưa có khách hàng nào với số này',
    contact: 'Liên hệ',
    company: 'Công ty',
    mobile: 'Di động',
    appLink: 'Gọi qua ứng dụng',
    callByApp: 'Gọi số này',
    internalNumbers: 'Số nội bộ',
    'internal-700': 'Hàng đợi (G01)',
    'internal-1001': 'Máy lẻ 1001',
    'internal-1002': 'Máy lẻ 1002',
    memo: 'Ghi chú',
    history: 'Lịch sử',
    noHistory: 'Chưa có cuộc gọi nào',
    historyTime: 'Thời gian',
    historyDirection: 'Loại',
    historyResult: 'Kết quả',
    incoming: 'Điện thoại (gọi đến)',
    outgoing: 'Điện thoại (gọi đi)',
    talked: 'Đã nói chuyện',
    notTalked: 'Không kết nối',
  },
};

/** A customer's name as a Japanese page writes it; other languages have no such word. */
export function honorific(name: string): string {
  return document.documentElement.lang === 'ja' ? `${name} 様` : name;
}
