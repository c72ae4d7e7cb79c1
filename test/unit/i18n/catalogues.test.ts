import { expect } from '@open-wc/testing';
import devicesEn from '../../../src/i18n/devices-en.js';
import devicesJa from '../../../src/i18n/devices-ja.js';
import devicesVi from '../../../src/i18n/devices-vi.js';
import en from '../../../src/i18n/en.js';
import ja from '../../../src/i18n/ja.js';
import { OPEN_PHONE } from '../../../src/i18n/launcher-words.js';
import vi from '../../../src/i18n/vi.js';

/** Labels of the public contract, exact: en, ja, vi. */
const LABELS = {
  phoneNumber: ['Phone number', '電話番号', 'Số điện thoại'],
  call: ['Call', '発信', 'Gọi'],
  answer: ['Answer', '応答', 'Trả lời'],
  reject: ['Reject', '拒否', 'Từ chối'],
  hangUp: ['Hang up', '切断', 'Kết thúc'],
  hold: ['Hold', '保留', 'Giữ máy'],
  resume: ['Resume', '保留解除', 'Tiếp tục'],
  mute: ['Mute', 'ミュート', 'Tắt tiếng'],
  unmute: ['Unmute', 'ミュート解除', 'Bật tiếng'],
  keypad: ['Keypad', 'ダイヤルパッド', 'Bàn phím số'],
  devices: ['Devices', 'デバイス設定', 'Thiết bị'],
  status: ['Status', 'ステータス', 'Trạng thái'],
  showContact: ['Show contact', '顧客情報を表示', 'Xem khách hàng'],
} as const;

const CHOICES = {
  0: ['Available', '待機中', 'Sẵn sàng'],
  1: ['Logged off', 'ログオフ', 'Đăng xuất'],
  2: ['After-call work', 'ワーク', 'Xử lý sau cuộc gọi'],
  3: ['Away', '離席', 'Tạm vắng'],
} as const;

/** Every string in a catalogue, with its path; functions are left to the tests of those who call them. */
function* strings(value: unknown, path = ''): Generator<[path: string, words: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) yield* strings(inner, path ? `${path}.${key}` : key);
}

/** All that is said in a language, the device panel's part included. */
const ALL = { en: { ...en, panel: devicesEn }, ja: { ...ja, panel: devicesJa }, vi: { ...vi, panel: devicesVi } };

describe('words', () => {
  it('are the labels of the contract, exactly', () => {
    for (const key of Object.keys(LABELS) as (keyof typeof LABELS)[]) expect([en[key], ja[key], vi[key]]).to.deep.equal(LABELS[key]);
    for (const code of [0, 1, 2, 3] as const) expect([en.statuses[code], ja.statuses[code], vi.statuses[code]]).to.deep.equal(CHOICES[code]);
  });

  it('are there for every key, in every language', () => {
    for (const words of Object.values(ALL)) {
      const empty = [...strings(words)].filter(([path, said]) => said.trim() === '' && path !== 'honorific').map(([path]) => path);
      expect(empty).to.deep.equal([]);
    }
    expect(ja.honorific).to.equal('様');
  });

  it('are translated: no English or Vietnamese phrase is Japanese, no two languages share a sentence', () => {
    for (const words of [ALL.en, ALL.vi]) {
      const foreign = [...strings(words)].filter(([, said]) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(said)).map(([path]) => path);
      expect(foreign).to.deep.equal([]);
    }
    const english = new Map(strings(ALL.en));
    const copied = [...strings(ALL.vi)].filter(([path, said]) => said.includes(' ') && english.get(path) === said).map(([path]) => path);
    expect(copied).to.deep.equal([]);
  });

  it('of the launcher are those of the catalogues', () => {
    expect(OPEN_PHONE).to.deep.equal({ ja: ja.openPhone, en: en.openPhone, vi: vi.openPhone });
  });

  it('of two kinds of outcome differ, so that a reader can tell them apart', () => {
    for (const words of [en, ja, vi]) {
      const said = Object.values(words.errors).map(({ title }) => title);
      expect(new Set(said).size).to.equal(said.length);
      expect(words.ended['answered-elsewhere'].detail).not.to.equal(words.missed.detail);
    }
  });
});
