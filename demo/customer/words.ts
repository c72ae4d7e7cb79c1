import type { Words } from '../page/locale.js';

type Key = 'title' | 'who' | 'about' | 'callQueue' | 'callAgent' | 'callColleague' | 'hint';

export const WORDS: Words<Key> = {
  ja: {
    title: 'お客様の電話',
    who: '09012345678 山田太郎',
    about: 'この電話からの発信は、エージェントには 09012345678 からの着信として表示されます。',
    callQueue: '着信窓口 700 にかける',
    callAgent: '1001 にかける',
    callColleague: '1002 にかける',
    hint: '番号を入力してもかけられます: 700（着信窓口）、1001（エージェントへ直接）。通話にはマイクが必要です。',
  },
  en: {
    title: 'The customer’s phone',
    who: '09012345678 山田太郎',
    about: 'Agents see calls from this phone as coming from 09012345678.',
    callQueue: 'Call the queue, 700',
    callAgent: 'Call 1001',
    callColleague: 'Call 1002',
    hint: 'You can also type a number: 700 (queue), 1001 (straight to an agent). Calls need a microphone.',
  },
  vi: {
    title: 'Điện thoại của khách hàng',
    who: '09012345678 山田太郎',
    about: 'Nhân viên thấy cuộc gọi từ máy này là từ số 09012345678.',
    callQueue: 'Gọi hàng đợi 700',
    callAgent: 'Gọi 1001',
    callColleague: 'Gọi 1002',
    hint: 'Cũng có thể nhập số: 700 (hàng đợi), 1001 (gọi thẳng nhân viên). Cuộc gọi cần micrô.',
  },
};
