import type { Words } from '../page/locale.js';

type Key =
  | 'signInTitle'
  | 'credential'
  | 'signIn'
  | 'refused'
  | 'contact'
  | 'noContact'
  | 'newContact'
  | 'name'
  | 'kana'
  | 'company'
  | 'number'
  | 'commands'
  | 'target'
  | 'tones'
  | 'links'
  | 'log';

export const WORDS: Words<Key> = {
  ja: {
    signInTitle: 'サインイン',
    credential: 'クレデンシャル',
    signIn: 'サインイン',
    refused: 'サインインできませんでした。クレデンシャルを確かめてください。',
    contact: '顧客情報',
    noContact: '電話に出ると、ここに相手の情報が表示されます。',
    newContact: '新しい顧客',
    name: '名前',
    kana: 'かな',
    company: '会社名',
    number: '番号',
    commands: 'API のコマンド',
    target: '番号',
    tones: 'トーン',
    links: 'リンクで発信:',
    log: 'イベントの記録',
  },
  en: {
    signInTitle: 'Sign in',
    credential: 'Credential',
    signIn: 'Sign in',
    refused: 'Sign-in was refused. Check the credential.',
    contact: 'Contact',
    noContact: 'Take a call: who it is appears here.',
    newContact: 'New contact',
    name: 'Name',
    kana: 'Kana',
    company: 'Company',
    number: 'Number',
    commands: 'Commands of the API',
    target: 'Number',
    tones: 'Tones',
    links: 'Call by link:',
    log: 'Event log',
  },
  vi: {
    signInTitle: 'Đăng nhập',
    credential: 'Mã đăng nhập',
    signIn: 'Đăng nhập',
    refused: 'Không đăng nhập được. Hãy kiểm tra mã đăng nhập.',
    contact: 'Khách hàng',
    noContact: 'Khi nhận cuộc gọi, thông tin người gọi hiện ở đây.',
    newContact: 'Khách hàng mới',
    name: 'Tên',
    kana: 'Kana',
    company: 'Công ty',
    number: 'Số',
    commands: 'Lệnh của API',
    target: 'Số',
    tones: 'Âm phím',
    links: 'Gọi bằng liên kết:',
    log: 'Nhật ký sự kiện',
  },
};
