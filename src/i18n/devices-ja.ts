import type { Processing, Ringtone } from '../devices/preferences.js';

/** What the device panel says; loaded with it. */
export interface DeviceWords {
  readonly systemDefault: string;
  readonly unnamedDevice: (number: number) => string;
  readonly speakerFixed: string;
  readonly level: string;
  readonly processing: Readonly<Record<Processing, string>>;
  readonly processingOf: string;
  readonly record: string;
  readonly recording: string;
  readonly playingBack: string;
  readonly testSpeaker: string;
  readonly testRinger: string;
  readonly testing: string;
  readonly ringVolume: string;
  readonly percent: (value: number) => string;
  readonly ringtone: string;
  readonly ringtones: Readonly<Record<Ringtone, string>>;
  readonly notifications: string;
  readonly allowNotifications: string;
  readonly notificationsAllowed: string;
  readonly notificationsDenied: string;
  readonly headset: string;
  readonly connectHeadset: string;
  readonly headsetConnected: (name: string) => string;
}

const ja: DeviceWords = {
  systemDefault: 'システムの既定',
  unnamedDevice: (number) => `デバイス ${number}`,
  speakerFixed: 'このブラウザでは出力先を選べません。',
  level: 'マイクの音量',
  processing: { echoCancellation: 'エコー除去', noiseSuppression: '雑音の抑制', autoGainControl: '音量の自動調整' },
  processingOf: 'マイクの音声処理',
  record: '録音して確認',
  recording: '録音中… 話してください',
  playingBack: '再生中…',
  testSpeaker: 'スピーカーの確認音',
  testRinger: '着信音の出力を確認',
  testing: '確認音を再生中…',
  ringVolume: '着信音量',
  percent: (value) => `${value}%`,
  ringtone: '着信音',
  ringtones: { standard: '標準（ACDと直通で別の音）', bell: 'ベル', soft: 'やわらか', low: '低音', host: '会社の着信音' },
  notifications: 'デスクトップ通知',
  allowNotifications: '通知を許可',
  notificationsAllowed: '他の画面を見ている間の着信を通知します。',
  notificationsDenied: '通知は止められています。アドレスバー左のアイコンから、このサイトの通知を許可してください。',
  headset: 'ヘッドセットのボタン',
  connectHeadset: 'ヘッドセットを接続',
  headsetConnected: (name) => `${name} のボタンで、応答・切断・ミュートができます。`,
};

export default ja;
