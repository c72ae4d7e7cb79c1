import { expect } from '@open-wc/testing';
import '../../../src/elements/it-softphone.js';
import { talks } from '../../../stories/calls.js';
import { ItError } from '../../../src/it-error.js';
import { alert, button, eventually, findButton, press, stage, says, text, type Stage } from './stage.js';

type Softphone = HTMLElementTagNameMap['it-softphone'];

async function openPanel(setting: Parameters<typeof stage>[1] = {}): Promise<Stage<Softphone>> {
  const at = await stage('it-softphone', setting);
  (await button(at.element, 'デバイス設定')).click();
  await eventually('the panel', () => field(at, 'microphone'));
  return at;
}

function field(at: Stage<Softphone>, name: string): HTMLSelectElement | undefined {
  return at.element.shadowRoot!.querySelector<HTMLSelectElement>(`[name=${name}]`) ?? undefined;
}

function choose(at: Stage<Softphone>, name: string, value: string): void {
  const select = field(at, name)!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

function labels(at: Stage<Softphone>, name: string): string[] {
  return [...field(at, name)!.options].map(({ label }) => label);
}

describe('the device panel', () => {
  it('offers what is plugged in for each of the three, and chooses one without the others', async () => {
    const at = await openPanel();
    for (const name of ['microphone', 'speaker', 'ringer']) expect(labels(at, name)).to.deep.equal(['システムの既定', 'USB Headset', 'Built-in Audio']);
    choose(at, 'speaker', 'headset');
    await eventually('it is used', () => at.devices.snapshot.used.speaker === 'headset');
    expect(at.line.commands.at(-1)).to.deep.equal({ type: 'set-device', device: 'speaker', deviceId: 'headset' });
    expect(at.devices.snapshot.used).to.deep.equal({ microphone: 'default', speaker: 'headset', ringer: 'default' });
  });

  it('goes back to what is used when the choice is refused, and says so', async () => {
    const at = await openPanel();
    at.line.chosen = () => {
      throw new ItError('device-missing');
    };
    choose(at, 'speaker', 'headset');
    await says(at.element, 'デバイスが見つかりません');
    expect(field(at, 'speaker')!.value).to.equal('default');
  });

  it('keeps what was chosen in its place while it is unplugged, and says that it went', async () => {
    const at = await openPanel();
    choose(at, 'speaker', 'headset');
    await eventually('it is used', () => at.devices.snapshot.used.speaker === 'headset');
    at.audio.unplugHeadset();
    await says(at.element, 'スピーカーが外れました');
    expect(alert(at.element)).to.contain('USB Headset').and.to.contain('システムの既定');
    expect(field(at, 'speaker')!.value).to.equal('headset');
    expect([...field(at, 'speaker')!.options].find(({ value }) => value === 'headset')!.disabled).to.equal(true);
    at.audio.plugHeadset();
    await eventually('nothing is wrong any more', () => alert(at.element) === undefined);
  });

  it('shows the level of the microphone, and holds one only while it is open', async () => {
    const at = await openPanel();
    const meter = (): Element | null => at.element.shadowRoot!.querySelector('[role=meter]');
    at.audio.level = 0.7;
    await eventually('the level', () => meter()?.getAttribute('aria-valuenow') === '70');
    expect(meter()!.getAttribute('aria-label')).to.equal('マイクの音量');
    expect(at.audio.open).to.equal(1);
    (await button(at.element, '戻る')).click();
    await eventually('it is let go', () => at.audio.open === 0);
  });

  it('measures anew when another microphone is chosen, and lets go when the element is taken away', async () => {
    const at = await openPanel();
    await eventually('it listens', () => at.audio.open === 1);
    choose(at, 'microphone', 'laptop');
    await eventually('it is used', () => at.devices.snapshot.used.microphone === 'laptop');
    await at.element.updateComplete;
    await eventually('it listens to one', () => at.audio.open === 1);
    at.element.remove();
    await eventually('it is let go', () => at.audio.open === 0);
  });

  it('records and plays back, says which, and tries one thing at a time', async () => {
    const at = await openPanel();
    at.audio.trialsLast = true;
    (await button(at.element, '録音して確認')).click();
    await button(at.element, '録音中… 話してください');
    (await button(at.element, 'スピーカーの確認音')).click();
    expect(at.audio.asked).to.deep.equal(['recording']);
    at.audio.endTrial();
    await button(at.element, '再生中…');
    at.audio.endTrial();
    await button(at.element, '録音して確認');
  });

  it('plays a tone on the speaker and on the ringer', async () => {
    const at = await openPanel();
    (await button(at.element, 'スピーカーの確認音')).click();
    await eventually('one tone', () => at.audio.asked.length === 1);
    (await button(at.element, '着信音の出力を確認')).click();
    await eventually('two tones', () => at.audio.asked.length === 2);
    expect(at.audio.asked).to.deep.equal(['tone on speaker', 'tone on ringer']);
  });

  it('has processing, ring volume and ringtone as choices', async () => {
    const at = await openPanel();
    const check = at.element.shadowRoot!.querySelector<HTMLInputElement>('[name=noiseSuppression]')!;
    expect(check.checked).to.equal(true);
    check.click();
    choose(at, 'ring-volume', '40');
    choose(at, 'ringtone', 'bell');
    expect(at.devices.snapshot.preferences).to.deep.equal({
      devices: {},
      processing: { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
      ringVolume: 0.4,
      ringtone: 'bell',
    });
    expect(labels(at, 'ringtone')).not.to.include('会社の着信音');
  });

  it('asks for the microphone by a button while the browser would ask, and says how to allow it once refused', async () => {
    const at = await openPanel();
    at.audio.tell({ type: 'access-changed', access: 'prompt' });
    at.audio.refuses = true;
    (await eventually('the button', () => at.element.shadowRoot!.querySelector<HTMLElement>('[data-place=allow-microphone]'))).click();
    await says(at.element, 'アドレスバー左のアイコンから、このサイトのマイクを許可してください。');
    expect(at.audio.asked).to.deep.equal(['microphone']);
    expect(findButton(at.element, 'マイクを許可')).to.equal(undefined);
  });

  it('connects a headset and allows notifications by buttons, and says what they are for afterwards', async () => {
    const at = await openPanel();
    (await button(at.element, 'ヘッドセットを接続')).click();
    await says(at.element, 'USB Headset のボタンで');
    (await button(at.element, '通知を許可')).click();
    await says(at.element, '着信を通知します');
    expect(at.audio.asked).to.deep.equal(['headset', 'notifications']);
  });

  it('speaks English and Vietnamese', async () => {
    expect(text((await openPanelIn('en', 'Devices')).element)).to.contain('Noise suppression');
    expect(text((await openPanelIn('vi', 'Thiết bị')).element)).to.contain('Giảm tạp âm');
  });

  it('closes by Escape, back to its button', async () => {
    const at = await openPanel();
    press(field(at, 'speaker')!, 'Escape');
    await eventually('it is closed', () => !field(at, 'microphone'));
    expect((at.element.shadowRoot!.activeElement as HTMLElement).dataset['place']).to.equal('devices');
  });

  async function openPanelIn(lang: string, devices: string): Promise<Stage<Softphone>> {
    const at = await stage('it-softphone', { lang });
    (await button(at.element, devices)).click();
    await eventually('the panel', () => field(at, 'microphone'));
    return at;
  }
});

describe('blocked sound', () => {
  it('is said with a button that unlocks it, in a call too', async () => {
    const at = await stage('it-softphone');
    talks(at);
    at.audio.tell({ type: 'sound-blocked', blocked: true });
    await says(at.element, '音が止められています');
    (await button(at.element, '音を出す')).click();
    await eventually('it is gone', () => alert(at.element) === undefined);
    expect(at.audio.asked).to.deep.equal(['sound']);
  });
});

describe('keys', () => {
  it('of a call are announced on its buttons; page-wide ones beside those of the softphone', async () => {
    const at = await stage('it-softphone', { account: { shortcuts: { mute: 'Control+Shift+M', hangUp: 'F9' } } });
    talks(at);
    const mute = await button(at.element, 'ミュート');
    expect(mute.getAttribute('aria-keyshortcuts')).to.equal('M Control+Shift+M');
    expect(mute.title).to.equal('ミュート (M, Ctrl+Shift+M)');
    expect((await button(at.element, '保留')).getAttribute('aria-keyshortcuts')).to.equal('H');
    expect((await button(at.element, '切断')).getAttribute('aria-keyshortcuts')).to.equal('F9');
  });
});
