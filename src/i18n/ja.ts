import type { Disagreement } from '../agent/disagreement.js';
import type { StatusCode } from '../agent/status-code.js';
import type { CallOutcome, PastCallKind } from '../contacts/past-call.js';
import type { ErrorCode } from '../it-error.js';
import type { CallKind, EndReason } from '../phone/call.js';
import type { QualityIssue, QualityVerdict } from '../phone/quality.js';
import type { LineState } from '../phone/phone-state.js';

/** What happened, and what the reader can do about it. */
export interface ErrorWords {
  readonly title: string;
  readonly advice: string;
}

/** `phase` stands large in the band, `detail` small below it. */
export interface EndWords {
  readonly phase: string;
  readonly detail: string;
}

/** What is said of how a call sounds. */
export interface QualityWords {
  readonly title: string;
  /** On the row, before a number. */
  readonly delay: string;
  readonly loss: string;
  readonly verdicts: Readonly<Record<QualityVerdict, string>>;
  /** Whose side it is on, what it is, and what helps. */
  readonly issues: Readonly<Record<QualityIssue, ErrorWords & { readonly side: string }>>;
  readonly numbers: Readonly<
    Record<'mos' | 'lossIn' | 'lossOut' | 'roundTripMs' | 'jitterMs' | 'bufferMs' | 'levelIn' | 'levelOut' | 'codec' | 'path', string>
  >;
  /** Under the numbers: where MOS comes from. */
  readonly estimated: string;
  /** Of a call that is over. */
  readonly summary: (verdict: string, mos: string) => string;
}

/** What `<it-chat-outside>` says. */
export interface ChatWords {
  readonly title: string;
  readonly conversations: string;
  readonly guest: string;
  readonly group: (code: string) => string;
  readonly unread: (count: number) => string;
  readonly closed: string;
  readonly expired: string;
  readonly until: (time: string) => string;
  readonly loading: string;
  readonly none: string;
  readonly choose: string;
  readonly begin: string;
  readonly messagesWith: (who: string) => string;
  readonly message: string;
  readonly send: string;
  readonly sending: string;
  readonly notSent: string;
  readonly resend: string;
  readonly discard: string;
  readonly newMessages: string;
  readonly you: string;
  readonly staff: string;
  readonly stale: string;
  readonly restart: string;
  /** Of a conversation whose link has run out: to the agent, to the customer. */
  readonly ended: Readonly<Record<'agent' | 'customer', ErrorWords>>;
  /** The page's session is not of the side that the element is for. */
  readonly wrongSide: ErrorWords;
}

/** What `<it-call-history>` says. */
export interface HistoryWords {
  readonly title: string;
  /** 日時, グループ名, 発信者, 発信番号, 種別, 通話先, 通話時間, 通話状態. */
  readonly columns: Readonly<Record<'time' | 'group' | 'caller' | 'number' | 'kind' | 'called' | 'duration' | 'outcome', string>>;
  readonly actions: string;
  readonly kinds: Readonly<Record<PastCallKind, string>>;
  readonly outcomes: Readonly<Record<CallOutcome, string>>;
  readonly search: string;
  readonly filter: string;
  readonly all: string;
  readonly unanswered: string;
  readonly export: string;
  readonly exporting: string;
  readonly fileName: string;
  readonly loading: string;
  readonly none: string;
  readonly noneFound: string;
  readonly count: (count: number, more: boolean) => string;
  readonly callBack: (who: string) => string;
}

/** Everything that the elements say. Labels are those of the public contract (README.md, "Labels"). */
export interface Words {
  // Labels
  readonly phoneNumber: string;
  readonly call: string;
  readonly answer: string;
  readonly reject: string;
  readonly hangUp: string;
  readonly hold: string;
  readonly resume: string;
  readonly mute: string;
  readonly unmute: string;
  readonly keypad: string;
  readonly transfer: string;
  readonly devices: string;
  readonly status: string;
  readonly showContact: string;

  // Softphone
  readonly softphone: string;
  readonly minimise: string;
  readonly openPhone: string;
  readonly back: string;
  readonly close: string;
  readonly deleteDigit: string;
  readonly lastNumber: string;
  readonly redial: string;
  readonly dismissCall: string;
  readonly dismissMessage: string;
  readonly anotherCall: string;
  readonly swap: string;
  readonly swapTo: (who: string) => string;
  readonly tonesSent: string;
  readonly extension: string;
  readonly line: Readonly<Record<LineState, string>>;
  readonly signingIn: string;
  /** The extension was registered by another browser. */
  readonly inUseElsewhere: ErrorWords;
  readonly useHere: string;
  readonly openServerPage: string;
  readonly tiles: string;
  readonly calls: string;

  // Transfer and conference
  /** What the tile shows of {@link Words.transfer}: the same, or a part of it. */
  readonly transferShort: string;
  readonly consultFirst: string;
  readonly consulting: string;
  readonly endConsultation: string;
  readonly completeTransfer: string;
  readonly transferring: string;
  readonly transferTo: (who: string, ringing: boolean) => string;
  readonly transferredTo: (who: string) => string;
  readonly targetRefused: (who: string, why: string) => string;
  readonly transferUntold: string;
  readonly addCall: string;
  readonly merge: string;
  readonly conference: string;
  readonly conferenceOf: string;
  readonly participants: string;
  readonly removeParticipant: (who: string) => string;

  // Phases
  readonly announcementPlays: string;
  readonly stopAnnouncement: string;
  /** Of a ringing call. */
  readonly answersItself: string;
  readonly dialing: string;
  readonly ringing: string;
  readonly answering: string;
  readonly active: string;
  readonly held: string;
  readonly heldByOther: string;
  readonly muted: string;
  readonly talkTime: string;
  readonly reconnecting: string;
  readonly callStands: string;
  readonly outgoing: string;
  readonly waitingCalls: (count: number) => string;
  /** Band of an incoming call. */
  readonly incoming: Readonly<Record<CallKind, string>>;
  readonly kind: Readonly<Record<CallKind, string>>;
  readonly toExtension: (extension: string) => string;
  readonly queue: (queue: string) => string;

  // People
  /** After a customer's name. */
  readonly honorific: string;
  readonly withheld: string;
  readonly payphone: string;
  readonly outOfArea: string;
  readonly unknownCaller: string;
  /** Of a number that calls for help. */
  readonly emergencyNotice: string;

  // Ended
  readonly ended: Readonly<Record<EndReason, EndWords>>;
  readonly endedByUs: string;
  readonly missed: EndWords;
  readonly endCode: (code: number) => string;

  // Devices
  readonly microphone: string;
  readonly speaker: string;
  readonly ringer: string;
  /** The browser would ask. */
  readonly microphonePrompt: ErrorWords;
  readonly allowMicrophone: string;
  /** Why 待機中 is not offered. */
  readonly microphoneFirst: string;
  readonly playSound: string;
  /** A device that was in use went; `device`: microphone, speaker or ringer. */
  readonly deviceGone: (device: string, name: string) => ErrorWords;

  // Agent status
  readonly statuses: Readonly<Record<StatusCode, string>>;
  /** Which calls the four chosen statuses take. */
  readonly takes: Readonly<Record<0 | 1 | 2 | 3, string>>;
  readonly unknownStatus: (code: number) => string;
  readonly readingStatus: string;
  readonly changing: (status: string) => string;
  /** The status that waits for the end of the call, and the button that takes it back. */
  readonly nextStatus: (status: string) => string;
  readonly cancelNextStatus: string;
  readonly withdrawing: string;
  readonly autoWorkLeft: (time: string) => string;
  /** The phone and the server's status contradict each other. */
  readonly disagreement: Readonly<Record<Disagreement, string>>;
  readonly changesAfterCall: string;
  readonly statusRefused: (status: string) => string;
  /** Why the server refused a status, by its code. */
  readonly refusals: Readonly<Record<'queue-refused' | 'pbx-unreachable' | 'not-a-status', string>>;
  readonly statusReasons: Readonly<Record<'no-answer', string>>;
  readonly staleStatus: string;

  // Pop-up
  readonly incomingCalls: string;
  readonly deskPhone: string;
  readonly openBlockedPage: string;
  readonly pageBlocked: string;
  readonly lookingUp: string;

  readonly expected: string;
  readonly errors: Readonly<Record<ErrorCode, ErrorWords>>;

  readonly quality: QualityWords;
  readonly history: HistoryWords;
  readonly chat: ChatWords;
}

const ja: Words = {
  phoneNumber: '電話番号',
  call: '発信',
  answer: '応答',
  reject: '拒否',
  hangUp: '切断',
  hold: '保留',
  resume: '保留解除',
  mute: 'ミュート',
  unmute: 'ミュート解除',
  keypad: 'ダイヤルパッド',
  transfer: '転送',
  devices: 'デバイス設定',
  status: 'ステータス',
  showContact: '顧客情報を表示',

  softphone: '電話',
  minimise: '最小化',
  openPhone: '電話を開く',
  back: '戻る',
  close: '閉じる',
  deleteDigit: '1文字消す',
  lastNumber: '直前の番号',
  redial: 'かけ直す',
  dismissCall: '通話結果を閉じる',
  dismissMessage: 'メッセージを閉じる',
  anotherCall: '別の相手に発信',
  swap: '切り替え',
  swapTo: (who) => `${who}に切り替え`,
  tonesSent: '送信した番号',
  extension: '内線',
  line: { off: '未接続', connecting: '接続中…', registered: '接続済み', lost: '再接続中…', refused: '未接続', elsewhere: '他で使用中' },
  inUseElsewhere: { title: '他のブラウザで使用中です', advice: 'この内線は他のブラウザにつながりました。ここで使うと、そちらでは使えなくなります。' },
  useHere: 'ここで使う',
  openServerPage: 'サーバーのページを開く',
  signingIn: 'サインイン中…',
  tiles: '通話の操作',
  calls: '通話',

  transferShort: '転送',
  consultFirst: '相談してから転送',
  consulting: '相談中',
  endConsultation: '相談終了',
  completeTransfer: '転送を完了',
  transferring: '転送中',
  transferTo: (who, ringing) => (ringing ? `${who}を呼出中` : `${who}へ`),
  transferredTo: (who) => `${who}へ転送しました`,
  targetRefused: (who, why) => `${who}：${why}。通話は続いています。`,
  transferUntold: '転送の結果は分かりません。転送先にご確認ください。',
  addCall: '通話を追加',
  merge: '三者通話',
  conference: '三者通話',
  conferenceOf: '全員が互いに聞こえます',
  participants: '参加者',
  removeParticipant: (who) => `${who}を外す`,

  announcementPlays: '自動アナウンスを再生中',
  stopAnnouncement: 'アナウンスを停止',
  answersItself: '自動で応答します',
  dialing: '発信中',
  ringing: '呼出中',
  answering: '応答中…',
  active: '通話中',
  held: '保留中',
  heldByOther: '相手が保留中',
  muted: 'ミュート中',
  talkTime: '通話',
  reconnecting: '再接続中',
  callStands: '通話は切れていません',
  outgoing: '発信',
  waitingCalls: (count) => `ほか${count}件`,
  incoming: { internal: '内線着信', external: 'ACD以外着信', acd: 'ACD着信' },
  kind: { internal: '内線', external: '外線', acd: 'ACD着信' },
  toExtension: (extension) => `内線 ${extension} へ直接`,
  queue: (queue) => `キュー ${queue}`,

  honorific: '様',
  withheld: '非通知',
  payphone: '公衆電話',
  outOfArea: '表示圏外',
  unknownCaller: '登録のない番号',
  emergencyNotice: '緊急通報です。通報先には住所が自動で伝わらないことがあります。場所を先に伝えてください。',

  ended: {
    'hung-up': { phase: '通話終了', detail: '相手が切断しました' },
    cancelled: { phase: '発信を中止', detail: '相手が出る前に切りました' },
    busy: { phase: '話し中', detail: 'つながりませんでした' },
    'no-answer': { phase: '応答なし', detail: '相手が出ませんでした' },
    rejected: { phase: '拒否', detail: '着信が拒否されました' },
    'not-found': { phase: '番号が見つかりません', detail: '番号をお確かめください' },
    unavailable: { phase: 'つながりません', detail: '相手は電話に出られない状態です' },
    forbidden: { phase: '発信できません', detail: 'この番号への発信は許可されていません' },
    'not-acceptable': { phase: '接続できません', detail: '相手と音声の形式が合いません' },
    'answered-elsewhere': { phase: '他で応答済み', detail: '他の担当者が応答しました' },
    transferred: { phase: '転送済み', detail: '通話を転送しました' },
    'media-failed': { phase: '音声の失敗', detail: '音声をつなげられませんでした' },
    'network-lost': { phase: '通話が切れました', detail: 'ネットワークが途切れました' },
    'server-error': { phase: 'サーバーエラー', detail: '電話サーバーが通話を終えました' },
  },
  endedByUs: 'こちらから切断しました',
  missed: { phase: '不在着信', detail: '応答する前に切れました' },
  endCode: (code) => `コード ${code}`,

  microphone: 'マイク',
  speaker: 'スピーカー',
  ringer: '着信音の出力',
  microphonePrompt: { title: 'マイクの許可が必要です', advice: 'ボタンを押し、ブラウザの確認で「許可」を選んでください。' },
  allowMicrophone: 'マイクを許可',
  microphoneFirst: 'マイクが使えるまで待機中にはできません。',
  playSound: '音を出す',
  deviceGone: (device, name) => ({
    title: `${device}が外れました`,
    advice: `${name || '選んだデバイス'}が使えないため、システムの既定に切り替えました。つなぎ直すと元に戻ります。`,
  }),

  statuses: {
    0: '待機中',
    1: 'ログオフ',
    2: 'ワーク',
    3: '離席',
    7: '自動ワーク',
    78: '発信:呼出中',
    79: '発信:通話中',
    88: 'ACD以外着信:呼出中',
    89: 'ACD以外着信:通話中',
    98: 'ACD着信:呼出中',
    99: 'ACD着信:通話中',
  },
  takes: { 0: '内線・外線', 1: '着信なし', 2: '内線のみ', 3: '内線のみ' },
  unknownStatus: (code) => `状態 ${code}`,
  readingStatus: '確認中…',
  changing: (status) => `${status}に変更中…`,
  nextStatus: (status) => `次: ${status}`,
  cancelNextStatus: '次のステータスを取り消し',
  withdrawing: '取り消し中…',
  autoWorkLeft: (time) => `残り ${time}`,
  disagreement: {
    'call-here': 'この電話では通話がありますが、サーバーの状態は変わっていません。',
    'call-there': 'サーバーは通話ありとしていますが、この電話に通話はありません。',
  },
  changesAfterCall: '通話中に選ぶと、通話後に切り替わります',
  statusRefused: (status) => `${status}に変更できませんでした`,
  refusals: {
    'queue-refused': 'キュー側で受け付けられませんでした。しばらくしてから、もう一度お試しください。',
    'pbx-unreachable': '電話サーバーに接続できないため、変更できません。復旧後にもう一度お試しください。',
    'not-a-status': 'このステータスは選べません。管理者に連絡してください。',
  },
  statusReasons: { 'no-answer': '着信に応答しなかったため、サーバーが変更しました。' },
  staleStatus: '更新が止まっています。表示は古いことがあります。',

  incomingCalls: '着信',
  deskPhone: '電話機で応答してください',
  openBlockedPage: '顧客情報のページを開く',
  pageBlocked: 'ブラウザがページを開くのを止めました。',
  lookingUp: '検索中…',

  expected: '必要な値',
  errors: {
    'config-invalid': { title: '設定に誤りがあります', advice: '管理者に下の項目の確認を依頼してください。' },
    'sign-in-failed': { title: 'サインインできません', advice: 'ページを読み込み直してください。続くときは管理者に連絡してください。' },
    'not-licensed': { title: 'ソフトフォンのライセンスがありません', advice: '管理者に SoftphoneLicense の割り当てを依頼してください。' },
    'no-telephony': { title: '電話はご契約に含まれていません', advice: '電話を使うには、管理者に契約の追加を依頼してください。' },
    'no-data-source': { title: 'データの接続先がありません', advice: '管理者に firebase または live の設定を依頼してください。' },
    'tenant-not-allowed': {
      title: 'エージェント状態を表示できません',
      advice: 'この契約は ast-allow-customers に未登録です。管理者に登録を依頼してください。',
    },
    'supervisor-only': { title: '管理者の権限が必要です', advice: 'モニター、ウィスパー、座席表の編集は管理者（SV）だけが使えます。' },
    'wrong-credentials': { title: '内線のパスワードが違います', advice: '管理者に SIP パスワードの再設定を依頼してください。再試行は止めています。' },
    'line-offline': { title: '電話サーバーにつながっていません', advice: '発信と着信はできません。つながり次第、自動で復帰します。' },
    'mixed-content': {
      title: 'VPN の電話に接続できません',
      advice:
        'https のページからは下の ws に接続できません。管理者に、サーバーの wss を有効にするか、社内の http ページで使えるようにするよう依頼してください。Chrome 142 以降は、sip.domain が社内の IP アドレスなら、ローカルネットワークへのアクセスを許可すると接続できます。',
    },
    'local-network-refused': {
      title: '社内ネットワークへの接続が許可されていません',
      advice: 'アドレスバー左のアイコンから、このサイトのローカルネットワークへのアクセスを許可してください。',
    },
    'network-offline': {
      title: 'この端末はネットワークにつながっていません',
      advice: 'LAN ケーブルまたは Wi-Fi をお確かめください。つながり次第、自動で復帰します。',
    },
    'host-unknown': {
      title: '電話サーバーの名前が見つかりません',
      advice: 'ネットワークと VPN の接続をお確かめください。続くときは、管理者に sip.domain と DNS の確認を依頼してください。',
    },
    'port-closed': {
      title: '電話サーバーが接続を受け付けていません',
      advice:
        'サーバーが止まっているか、ポートが閉じています。管理者に、Asterisk が下のアドレスで待ち受けているか、ファイアウォールで開いているかの確認を依頼してください。',
    },
    'server-silent': {
      title: '電話サーバーから応答がありません',
      advice:
        'ローカルネットワークへのアクセスを確認されたら許可し、VPN の接続をお確かめください。続くときは、管理者に、サーバーが動いているか、ファイアウォールが下のポートを遮断していないかの確認を依頼してください。',
    },
    'certificate-untrusted': {
      title: '電話サーバーの証明書が信頼されていません',
      advice:
        '管理者に、公的な認証局の証明書をサーバーに入れるか、社内の認証局の証明書をこの端末にインストールするよう依頼してください。詳しい理由は、サーバーのページを開くとブラウザに表示されます。',
    },
    'certificate-or-port': {
      title: '電話サーバーに安全に接続できません',
      advice: '証明書が信頼されていないか、ポートが閉じています。どちらであるかは、サーバーのページを開くとブラウザに表示されます。管理者に連絡してください。',
    },
    'websocket-refused': {
      title: '電話サーバーが WebSocket を受け付けません',
      advice:
        'サーバーは応答しますが、下のアドレスは SIP の WebSocket ではありません。管理者に sip.path と sip.port、Asterisk の http.conf の確認を依頼してください。',
    },
    'policy-refused': {
      title: 'このページから電話サーバーへの接続が禁じられています',
      advice: 'このサイトの管理者に、Content-Security-Policy の connect-src に下のアドレスを加えるよう依頼してください。',
    },
    'microphone-denied': { title: 'マイクを使えません', advice: 'アドレスバー左のアイコンから、このサイトのマイクを許可してください。' },
    'microphone-missing': { title: 'マイクが見つかりません', advice: 'ヘッドセットをつなぎ、もう一度お試しください。' },
    'device-missing': { title: 'デバイスが見つかりません', advice: 'つなぎ直すか、デバイス設定で別のデバイスを選んでください。' },
    'sound-blocked': { title: '音が止められています', advice: 'ブラウザが着信音と通話の音声を止めています。ボタンを押すと聞こえます。' },
    'number-invalid': { title: '発信できない番号です', advice: '数字と * # 、先頭の + だけを入力してください。' },
    'no-such-call': { title: '通話は終わっています', advice: '操作の前に通話が終わりました。' },
    'status-refused': { title: 'ステータスを変更できませんでした', advice: 'しばらくしてから、もう一度お試しください。' },
    'hold-refused': { title: '保留にできませんでした', advice: '通話は続いています。もう一度お試しください。' },
    'transfer-refused': { title: '転送できませんでした', advice: '通話は続いています。転送先をお確かめください。' },
    'merge-refused': { title: '会議にできませんでした', advice: '通話は別々のまま続いています。もう一度お試しください。' },
    'announcement-failed': {
      title: '自動アナウンスを再生できませんでした',
      advice: '通話はそのまま続いています。続くときは、管理者に音声ファイルの確認を依頼してください。',
    },
    'call-taken': { title: '応答が間に合いませんでした', advice: '先に他の担当者がこの通話を取りました。' },
    'data-denied': { title: 'データを読み書きできません', advice: '権限がありません。管理者に連絡してください。' },
    'document-invalid': { title: '読み取れないデータがあります', advice: '通話のデータに誤りがあります。管理者に下の項目の確認を依頼してください。' },
    'group-mismatch': { title: '担当外のグループの着信です', advice: 'グループコードが一致しないため、顧客情報は自動で開きません。' },
    'message-invalid': { title: 'メッセージを送れません', advice: '本文を入力し、長すぎるときは分けて送ってください。' },
    'chat-expired': { title: 'このチャットの有効期限が切れました', advice: '送ったメッセージは残っています。新しいリンクから始めてください。' },
  },

  quality: {
    title: '通話品質',
    delay: '遅延',
    loss: '損失',
    verdicts: { good: '良好', fair: 'やや不安定', poor: '不安定' },
    issues: {
      'microphone-silent': {
        side: 'こちら側',
        title: 'マイクの音が入っていません',
        advice: 'ヘッドセットのミュートボタンと差し込みを確かめてください。直らないときは、デバイス設定で別のマイクを選んでください。',
      },
      'speaker-missing': { side: 'こちら側', title: 'スピーカーが見つかりません', advice: 'ヘッドセットをつなぎ直し、デバイス設定で出力先を選んでください。' },
      'no-audio': {
        side: 'ネットワーク',
        title: '相手の音声が届いていません',
        advice: '通話は切れていません。数秒待っても戻らないときは、VPN とネットワークを確かめ、かけ直してください。',
      },
      'loss-in': {
        side: 'こちらのネットワーク',
        title: '相手の声が途切れています',
        advice: '音声の一部が届いていません。有線LANに替えるか、Wi-Fi の近くに移り、動画や大きな通信を止めてください。',
      },
      'loss-out': {
        side: 'こちらのネットワーク',
        title: 'こちらの声が途切れて聞こえています',
        advice: '音声の一部が相手に届いていません。有線LANに替えるか、アップロードなどの通信を止めてください。',
      },
      jitter: {
        side: 'こちらのネットワーク',
        title: '音声の届き方が乱れています',
        advice: '声が遅れたり揺れたりします。Wi-Fi を有線LANに替えるか、ほかの通信を止めてください。',
      },
      'delay-relay': {
        side: 'ネットワーク',
        title: '中継サーバー経由で遅れています',
        advice: '会話が重なりやすくなります。管理者に、電話サーバーへ直接つながる設定（UDP 10000-20000）の確認を依頼してください。',
      },
      'delay-vpn': {
        side: 'ネットワーク',
        title: 'VPN 経由で遅れています',
        advice: '会話が重なりやすくなります。近い VPN の接続先を選ぶか、管理者に連絡してください。',
      },
      delay: {
        side: 'ネットワーク',
        title: '音声が遅れています',
        advice: '会話が重なりやすくなります。少し間を置いて話し、続くときは管理者に連絡してください。',
      },
      'far-silent': {
        side: '相手側',
        title: '相手の声が聞こえません',
        advice: '音声はつながっています。相手がミュートにしていないか、声をかけて確かめてください。',
      },
    },
    numbers: {
      mos: 'MOS（推定）',
      lossIn: '損失（受信）',
      lossOut: '損失（送信）',
      roundTripMs: '往復遅延',
      jitterMs: 'ジッター',
      bufferMs: 'ジッターバッファ',
      levelIn: '相手の音量',
      levelOut: 'マイクの音量',
      codec: 'コーデック',
      path: '経路',
    },
    estimated: 'このパソコンと電話サーバーの間の値です。MOS は ITU-T G.107 による推定です。',
    summary: (verdict, mos) => `通話品質 ${verdict}（MOS ${mos}）`,
  },
  history: {
    title: '通話履歴',
    columns: {
      time: '日時',
      group: 'グループ名',
      caller: '発信者',
      number: '発信番号',
      kind: '種別',
      called: '通話先',
      duration: '通話時間',
      outcome: '通話状態',
    },
    actions: '操作',
    kinds: { in: '入電', out: '架電', internal: '内線' },
    outcomes: {
      ringing: '呼出中',
      talking: '通話中',
      talked: '通話済み',
      missed: '不在',
      'no-answer': '応答なし',
      busy: '話し中',
      rejected: '拒否',
      cancelled: '中止',
      failed: '不通',
    },
    search: '名前・番号で検索',
    filter: '絞り込み',
    all: 'すべて',
    unanswered: '応答のない通話',
    export: 'CSV出力',
    exporting: '出力中…',
    fileName: '通話履歴',
    loading: '読み込み中…',
    none: 'まだ通話はありません。',
    noneFound: '当てはまる通話はありません。',
    count: (count, more) => (more ? `${count}件以上` : `${count}件`),
    callBack: (who) => `${who}に発信`,
  },

  chat: {
    title: 'チャット',
    conversations: '会話の一覧',
    guest: 'ゲスト',
    group: (code) => `グループ ${code}`,
    unread: (count) => `未読 ${count}件`,
    closed: '終了',
    expired: '期限切れ',
    until: (time) => `${time} まで`,
    loading: '読み込み中…',
    none: 'まだ会話はありません。お客様からメッセージが届くと、ここに表示されます。',
    choose: '一覧から会話を選んでください。',
    begin: 'メッセージを送ると、担当者との会話が始まります。',
    messagesWith: (who) => `${who}との会話`,
    message: 'メッセージ',
    send: '送信',
    sending: '送信中…',
    notSent: '未送信',
    resend: '再送',
    discard: '削除',
    newMessages: '新しいメッセージ',
    you: 'あなた',
    staff: '担当者',
    stale: '接続が切れています。つながり次第、自動で更新します。',
    restart: '新しく開始する',
    ended: {
      agent: {
        title: 'お客様のリンクの有効期限が切れました',
        advice: 'ここからは送れません。届いたメッセージは残っています。続きは新しいリンクをお送りください。',
      },
      customer: { title: 'このチャットの有効期限が切れました', advice: '送ったメッセージは担当者に届いています。続きは新しく開始してください。' },
    },
    wrongSide: { title: 'このページではチャットを使えません', advice: 'サインインの種類が違います。管理者に連絡してください。' },
  },
};

export default ja;
