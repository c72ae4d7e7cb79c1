import type { Words } from '../page/locale.js';

type Key =
  | 'title'
  | 'languages'
  | 'intro'
  | 'microphone'
  | 'open'
  | 'openAgent'
  | 'aboutAgent'
  | 'openColleague'
  | 'aboutColleague'
  | 'openCustomer'
  | 'aboutCustomer'
  | 'openChat'
  | 'aboutChat'
  | 'dial'
  | 'dialQueue'
  | 'dialAgent'
  | 'dialColleague'
  | 'dialCustomer'
  | 'try'
  | 'tryHold'
  | 'tryAway'
  | 'tryReload'
  | 'tryAccounts';

export const WORDS: Words<Key> = {
  ja: {
    title: 'InfiniTalk ウィジェット デモ',
    languages: '言語',
    intro: 'ページの中で電話を受け、かけるためのデモです。3つのページをそれぞれ別のタブかウィンドウで開いてください。1つのブラウザーで3人分を試せます。',
    microphone:
      '通話にはマイクが必要です。ブラウザーがマイクの使用許可を求めたら「許可」を選んでください。1台で試すときは、ハウリングを避けるためヘッドホンをお使いください。',
    open: '開くページ',
    openAgent: 'text-service（エージェント 1001）',
    aboutAgent: '顧客情報の横に電話があるページです。React で作られています。',
    openColleague: 'CRM（エージェント 1002）',
    aboutColleague: '普通の HTML に script タグを1つ加えただけのページです。イベントの記録が見られます。',
    openCustomer: 'お客様の電話（2001）',
    aboutCustomer: '09012345678（山田太郎）として発信します。',
    openChat: 'お客様のチャット（グループ G01 の固定URL）',
    aboutChat: '最初のメッセージを送ると、G01 のエージェントの画面に会話が現れます。',
    dial: 'かける番号',
    dialQueue: 'グループ G01 の着信窓口。待機中のエージェント全員（1001 と 1002）が鳴ります。',
    dialAgent: 'text-service のエージェントへ直接',
    dialColleague: 'CRM のエージェントへ直接',
    dialCustomer: 'お客様の電話へ（エージェントから）',
    try: '試してみること',
    tryHold: 'お客様の電話から 700 にかけ、1001 が「応答」すると、顧客情報がページの中に表示されます。1002 の着信は「他の人が応答」で終わります。',
    tryAway: '1001 のステータスを「離席」にすると、お客様からの電話はつながらず、1002 からの内線は鳴ります。',
    tryReload: '通話中にページを再読み込みしてみてください。サインインも通話も続きます。',
    tryAccounts: 'ほかのアカウント: demo-1003（グループ G02）、demo-1900（管理者）、demo-crm（電話なしの契約）。text-service からサインアウトすると選べます。',
  },
  en: {
    title: 'InfiniTalk widgets demo',
    languages: 'Languages',
    intro: 'Take and make phone calls inside a web page. Open the three pages, each in a tab or window of its own: one browser is enough for all three people.',
    microphone: 'Calls need a microphone: choose “Allow” when the browser asks. When you try everything on one machine, use headphones to avoid feedback.',
    open: 'Pages to open',
    openAgent: 'text-service (agent 1001)',
    aboutAgent: 'The phone beside the contact record, in a page made with React.',
    openColleague: 'CRM (agent 1002)',
    aboutColleague: 'Plain HTML and one script tag; it lists every event.',
    openCustomer: 'The customer’s phone (2001)',
    aboutCustomer: 'Calls as 09012345678 (山田太郎).',
    openChat: 'The customer’s chat (fixed URL of group G01)',
    aboutChat: 'The first message makes the conversation appear at the agents of G01.',
    dial: 'Numbers to dial',
    dialQueue: 'The queue of group G01: rings every available agent (1001 and 1002).',
    dialAgent: 'Straight to the agent in text-service',
    dialColleague: 'Straight to the agent in the CRM',
    dialCustomer: 'The customer’s phone (from an agent)',
    try: 'Things to try',
    tryHold: 'Dial 700 on the customer’s phone and answer as 1001: the contact record appears in the page. At 1002 the ring ends with “answered elsewhere”.',
    tryAway: 'Set 1001 to “Away”: the customer is refused, an internal call from 1002 rings.',
    tryReload: 'Reload a page in a call: you stay signed in, and the call goes on.',
    tryAccounts: 'Other accounts: demo-1003 (group G02), demo-1900 (supervisor), demo-crm (no telephony). Sign out of text-service to choose one.',
  },
  vi: {
    title: 'Bản thử tiện ích InfiniTalk',
    languages: 'Ngôn ngữ',
    intro: 'Nhận và gọi điện thoại ngay trong trang web. Hãy mở ba trang, mỗi trang trong một thẻ hoặc cửa sổ riêng: một trình duyệt là đủ cho cả ba người.',
    microphone: 'Cuộc gọi cần micrô: hãy chọn “Cho phép” khi trình duyệt hỏi. Nếu thử trên một máy, hãy dùng tai nghe để tránh tiếng hú.',
    open: 'Các trang cần mở',
    openAgent: 'text-service (nhân viên 1001)',
    aboutAgent: 'Điện thoại bên cạnh hồ sơ khách hàng, trong trang làm bằng React.',
    openColleague: 'CRM (nhân viên 1002)',
    aboutColleague: 'HTML thuần với một thẻ script; trang liệt kê mọi sự kiện.',
    openCustomer: 'Điện thoại của khách hàng (2001)',
    aboutCustomer: 'Gọi với số 09012345678 (山田太郎).',
    openChat: 'Trò chuyện của khách hàng (URL cố định của nhóm G01)',
    aboutChat: 'Tin nhắn đầu tiên làm cuộc trò chuyện hiện ra ở các nhân viên G01.',
    dial: 'Các số để gọi',
    dialQueue: 'Hàng đợi của nhóm G01: đổ chuông ở mọi nhân viên sẵn sàng (1001 và 1002).',
    dialAgent: 'Gọi thẳng tới nhân viên trong text-service',
    dialColleague: 'Gọi thẳng tới nhân viên trong CRM',
    dialCustomer: 'Điện thoại của khách hàng (gọi từ nhân viên)',
    try: 'Những điều nên thử',
    tryHold: 'Gọi 700 từ điện thoại khách hàng và trả lời ở 1001: hồ sơ khách hàng hiện ra trong trang. Ở 1002 chuông dừng với lý do đã có người khác trả lời.',
    tryAway: 'Đặt 1001 thành “Tạm vắng”: khách hàng bị từ chối, còn cuộc gọi nội bộ từ 1002 vẫn đổ chuông.',
    tryReload: 'Tải lại trang khi đang gọi: bạn vẫn đăng nhập và cuộc gọi vẫn tiếp tục.',
    tryAccounts: 'Tài khoản khác: demo-1003 (nhóm G02), demo-1900 (quản lý), demo-crm (không có điện thoại). Đăng xuất khỏi text-service để chọn.',
  },
};
