import { adoptStyles, html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { NO_ACCOUNT, type AccountSnapshot } from '../../config/config.js';
import type { ContactsSnapshot } from '../../contacts/contacts-state.js';
import type { Words } from '../../i18n/ja.js';
import type { Localize } from '../../i18n/localize.js';
import { isLive, type Call } from '../../phone/call.js';
import type { Phone } from '../../phone/phone.js';
import { PHONE_OFF, type PhoneSnapshot } from '../../phone/phone-state.js';
import { base } from '../base.styles.js';
import { buttons } from '../buttons.styles.js';
import { aboutNumber, emergencyRow } from '../call/about-number.js';
import { band, bandOf, type BandLook } from '../call/band.js';
import { eventOf } from '../call/call-look.js';
import { callerLine, callerOf, type Caller } from '../call/caller.js';
import { NumberWriter } from '../call/number-format.js';
import { person } from '../call/person.js';
import { qualityIssue, qualityLine, qualityRow } from '../call/quality-row.js';
import { qualityStyles } from '../call/quality.styles.js';
import { card } from '../card.styles.js';
import { Clock } from '../clock.js';
import { accountContext, agentContext, contactsContext, devicesContext, phoneContext } from '../contexts.js';
import { FocusKeeper } from '../focus-keeper.js';
import type { FramedElement } from '../framed-element.js';
import { shell } from '../it-softphone.styles.js';
import { PlaceGuard } from '../place-guard.js';
import { Select } from '../select.js';
import { badgeStyles, statusBadge, statusColours, statusName } from '../status/status-look.js';
import { withTokens } from '../tokens.styles.js';
import { callCommands } from './call-commands.js';
import { callActions, ringActions, tiles, type CallCommands } from './call-controls.js';
import { announcementRow, QualityNumbersView } from './call-extras.js';
import { callPill } from './call-pill.js';
import { callPillStyles } from './call-pill.styles.js';
import { DevicesView } from './devices.js';
import { dialPad, type DialPadTarget } from './dial-pad.js';
import { head } from './head.js';
import { keypad } from './keypad.js';
import { launcherButton } from './launcher-button.js';
import { alerts, barrier, troublesOf, type TroubleActions } from './notices.js';
import { endedRow, endedSummary, otherCall, waitingCall } from './other-calls.js';
import { participants } from './participants.js';
import { panelStyles } from './panel.styles.js';
import { shortcut, type View } from './keys.js';
import { isInternal, situationOf, type Situation } from './situation.js';
import { consultationActions, TransferPanel } from './transfer-panel.js';

/** What the panel needs of its element. */
export interface PanelHost extends FramedElement {
  readonly launcher: boolean;
  readonly expanded: boolean;
  open(): void;
  minimise(): void;
}

/** Everything about one drawing of the panel. */
interface Scene extends Situation {
  readonly words: Words;
  readonly account: AccountSnapshot;
  readonly phone: PhoneSnapshot;
  readonly contacts: ContactsSnapshot | undefined;
}

/** Everything of `<it-softphone>` but its launcher: draws the phone's snapshot, turns what a person does into commands. */
export class SoftphonePanel implements ReactiveController, DialPadTarget {
  number = '';
  readonly #host: PanelHost;
  readonly #localize: Localize;
  readonly #phone: Select<PhoneSnapshot, Phone, PhoneSnapshot>;
  readonly #account;
  readonly #contacts;
  readonly #agentCode;
  readonly #clock: Clock;
  readonly #audio;
  readonly #devices: DevicesView;
  readonly #numbers: NumberWriter;
  readonly #remedies: TroubleActions;
  readonly #focus: FocusKeeper;
  readonly #transfer: TransferPanel;
  readonly #numbersView: QualityNumbersView;
  readonly #heldSince = new Map<string, number>();
  #view: View = 'call';
  #sent: { readonly callId: string; readonly tones: string } | undefined;
  #dialing = false;

  constructor(host: PanelHost, localize: Localize) {
    this.#host = host;
    this.#localize = localize;
    this.#phone = new Select(
      host,
      phoneContext,
      (phone) => phone,
      ({ calls }) => {
        if (calls.some(({ phase }) => phase === 'ringing')) host.drawSoon();
      },
    );
    this.#account = new Select(host, accountContext, (account) => account);
    this.#contacts = new Select(host, contactsContext, (contacts) => contacts);
    this.#agentCode = new Select(host, agentContext, ({ code }) => code);
    this.#clock = new Clock(host);
    this.#audio = new Select(host, devicesContext, (devices) => devices);
    this.#remedies = {
      dismiss: () => this.#store().dismissProblem(),
      takeLine: () => this.#try(this.#store().takeLine()),
      playSound: () => this.#try(this.#audio.store?.current?.unlockSound()),
      allowMicrophone: () => this.#try(this.#audio.store?.current?.askMicrophone()),
      dismissReplacement: () => this.#audio.store?.current?.dismissReplacement(),
    };
    this.#devices = new DevicesView(
      host,
      localize,
      () => this.#audio.store?.current,
      (device, id) => this.#store().setDevice(device, id),
    );
    this.#numbers = new NumberWriter(host);
    this.#transfer = new TransferPanel(
      host,
      (target, options) => this.#store().transfer(target, options),
      () => this.dialled,
    );
    this.#numbersView = new QualityNumbersView(host);
    this.#focus = new FocusKeeper(host, '.panel');
    new PlaceGuard(host);
    host.addController(this);
    adoptStyles(host.renderRoot as ShadowRoot, [
      shell,
      ...withTokens(base, statusColours, badgeStyles, buttons, card, panelStyles, callPillStyles, qualityStyles),
    ]);
  }

  hostUpdate(): void {
    const { calls } = this.#phone.value ?? PHONE_OFF;
    for (const call of calls) {
      if (!call.hold.local) this.#heldSince.delete(call.id);
      else if (!this.#heldSince.has(call.id)) this.#heldSince.set(call.id, Date.now());
    }
    const active = calls.find((call) => call.id === this.#phone.value?.activeCallId);
    if (active?.phase !== 'active' && this.#view !== 'devices') this.#view = 'call';
    // The panel has done its work: a consultation has begun.
    if (this.#view === 'transfer' && calls.some(({ transfer }) => transfer?.state === 'consulting')) this.#view = 'call';
    this.#devices.show(this.#view === 'devices' && this.#host.expanded);
  }

  get dialled(): readonly string[] {
    return this.#phone.value?.dialled ?? [];
  }

  get about(): string | undefined {
    return aboutNumber(this.number, { account: this.#account.value, contacts: this.#contacts.value?.contacts ?? {}, words: this.#localize.words });
  }

  typed(): void {
    this.#host.requestUpdate();
  }

  dial(): void {
    if (this.#dialing) return;
    this.#dialing = true;
    this.#store()
      .dial(this.number)
      .then(
        () => {
          this.number = '';
          if (this.#view === 'add') this.#view = 'call';
        },
        () => undefined,
      )
      .finally(() => {
        this.#dialing = false;
        this.#host.requestUpdate();
      });
  }

  render(): unknown {
    const { words, locale } = this.#localize;
    const account = this.#account.value ?? NO_ACCOUNT;
    const phone = this.#phone.value ?? PHONE_OFF;
    if (!words) return nothing;
    const scene: Scene = { words, account, phone, contacts: this.#contacts.value, ...situationOf(phone) };
    return html`<div class="it" lang=${locale}>${this.#host.expanded ? this.#panel(scene) : this.#collapsed(scene)}</div>`;
  }

  #panel(scene: Scene): TemplateResult {
    const { words, account, phone, main, others, ended } = scene;
    const stopped = barrier(account) !== undefined;
    const shown = main ?? (stopped ? undefined : ended);
    const lost = main?.phase === 'active' && phone.line.state !== 'registered';
    const troubles = troublesOf(account, phone, this.#audio.value, words, this.#remedies).filter((trouble) => !lost || trouble.dismiss || trouble.remedy);
    const trouble = alerts(troubles, words);
    const withHead = !main || this.#host.launcher;
    return html`
      <section class="card panel" part="panel" tabindex="-1" aria-label=${words.softphone} @keydown=${(event: KeyboardEvent) => this.#key(event, scene)}>
        ${withHead ? this.#head(scene, stopped) : nothing} ${main ? nothing : trouble} ${others.map((call, index) => this.#other(call, index, scene))}
        ${band(shown && this.#look(shown, scene), words, main && main.direction === 'in' && main.phase === 'ringing' ? 'assertive' : 'polite')}
        ${main ? this.#call(main, scene) : nothing} ${main ? html`${qualityIssue(main, words)}${trouble}` : nothing} ${this.#below(scene)}
        ${stopped ? nothing : this.#dialPart(scene)}
      </section>
    `;
  }

  #head({ words, account, phone, main }: Scene, stopped: boolean): TemplateResult {
    return head(account, phone.line.state, words, {
      ...(!main && !stopped && this.#view !== 'devices' && { devices: () => this.#show('devices', '[data-place=back]') }),
      ...(this.#host.launcher && { minimise: () => this.#minimise() }),
    });
  }

  /** Person, controls and actions of the call in the band. */
  #call(call: Call, scene: Scene): TemplateResult {
    const { account, words, ringingMore } = scene;
    const commands = this.#commands(call, scene);
    const back = (): void => this.#show('call', `[data-place=${this.#view}]`);
    const actions = scene.consulting ? consultationActions(words, commands) : callActions(call, words, commands, undefined);
    if (call.phase !== 'active') {
      const rings = call.direction === 'in';
      return html`${person(this.#caller(call, scene))} ${emergencyRow(call, account, words)}
      ${rings && ringingMore ? html`<div class="row">${words.waitingCalls(ringingMore)}</div>` : nothing}
      ${rings ? ringActions(call, words, commands) : actions}`;
    }
    if (call.transfer?.state === 'transferring') return html`${person(this.#caller(call, scene))}${callActions(call, words, commands, undefined)}`;
    const sent = this.#sent?.callId === call.id ? this.#sent.tones : '';
    if (this.#view === 'keypad') return html`${keypad(sent, words, (key) => this.#sendTone(key), back)}${callActions(call, words, commands, back)}`;
    if (this.#view === 'devices') return html`${this.#devices.render(words, back)}${callActions(call, words, commands, back)}`;
    if (this.#view === 'transfer') return this.#transfer.render(call, words, back, () => commands.hangUp(call));
    const numbers = this.#view === 'quality' ? this.#numbersView.render(call, words, back) : undefined;
    if (numbers) return html`${numbers}${callActions(call, words, commands, back)}`;
    const who = call.conference
      ? participants(
          scene.parties,
          (party) => this.#caller(party, scene),
          words,
          ({ id }) => this.#try(this.#store().hangUp(id)),
        )
      : person(this.#caller(call, scene));
    const openNumbers = (): void => {
      this.#numbersView.need();
      this.#show('quality', '[data-place=back]');
    };
    return html`${who}${emergencyRow(call, account, words)}
    ${announcementRow(call, words, () => this.#try(this.#store().stopAnnouncement(call.id)))}${qualityRow(call, words, openNumbers)}
    ${tiles(call, words, commands)}${actions}`;
  }

  #other(call: Call, index: number, scene: Scene): TemplateResult {
    const { words, main } = scene;
    const caller = this.#caller(call, scene);
    // The call in the band says 保留解除 while it is held itself: two buttons never have one name.
    const label = index > 0 ? words.swapTo(callerLine(caller)) : main?.hold.local || !call.hold.local ? words.swap : words.resume;
    return otherCall(this.#look(call, scene), call, caller, label, () => this.#try(this.#store().setHold(false, call.id)));
  }

  /** What stands under the call: another one that rings, or how the last one ended. */
  #below(scene: Scene): TemplateResult | typeof nothing {
    const { words, main, waiting, ended, account } = scene;
    if (waiting) return waitingCall(this.#look(waiting, scene), waiting, this.#caller(waiting, scene), words, this.#commands(waiting, scene));
    if (!ended || barrier(account)) return nothing;
    const caller = this.#caller(ended, scene);
    if (main) return endedRow(ended, caller, words, () => this.#dismissEnded());
    return html`${endedSummary(
      caller,
      words,
      () => this.#redial(ended),
      () => this.#dismissEnded(),
    )}${qualityLine(ended, words)}`;
  }

  /** The dial pad when nothing lives, under a held call for a second one, and under a ringing call while somebody types. */
  #dialPart({ words, main, others, phone }: Scene): TemplateResult | typeof nothing {
    if (!main) {
      const { state } = phone.line;
      if (this.#view === 'devices') return this.#devices.render(words, () => this.#show('call', '[data-place=devices]'));
      return state === 'refused' || state === 'elsewhere' ? nothing : dialPad('full', this, words);
    }
    const alone = main.phase === 'active' && main.hold.local && others.length === 0 && this.#view === 'call' && main.transfer?.state !== 'transferring';
    if (alone || this.#view === 'add') return dialPad('compact', this, words);
    return main.direction === 'in' && main.phase === 'ringing' && this.#focus.before instanceof HTMLInputElement ? dialPad('field', this, words) : nothing;
  }

  #collapsed(scene: Scene): TemplateResult {
    const { words, account, phone, main } = scene;
    const troubles = phone.problem ? troublesOf(account, phone, undefined, words, this.#remedies) : [];
    const trouble = troubles.length ? html`<div class="card">${alerts(troubles, words)}</div>` : nothing;
    const open = (): void => {
      this.#focus.next(main ? '.panel' : 'input');
      this.#host.open();
    };
    if (main) return html`${trouble}${callPill(main, this.#look(main, scene), this.#caller(main, scene), words, this.#commands(main, scene), open)}`;
    const code = this.#agentCode.value;
    const label = code === undefined ? words.openPhone : `${words.openPhone} ${statusName(code, words)}`;
    return html`${trouble}${launcherButton(label, open, code === undefined ? undefined : statusBadge(code, 's'))}`;
  }

  #look(call: Call, { words, phone, contacts }: Scene): BandLook {
    return bandOf(call, {
      words,
      clock: this.#clock,
      event: contacts && eventOf(call, contacts.events),
      lost: phone.line.state !== 'registered',
      consultation: phone.calls.some(({ transfer }) => transfer?.state === 'consulting' && transfer.consultationId === call.id),
      heldSince: this.#heldSince.get(call.id),
    });
  }

  #caller(call: Call, { words, contacts }: Scene): Caller {
    return callerOf(call, contacts?.contacts ?? {}, words, this.#numbers);
  }

  #commands(call: Call, scene: Scene): CallCommands {
    const { account, contacts, words } = scene;
    const record = contacts && !isInternal(call, account.extension) && !callerOf(call, {}, words).withheld;
    return callCommands(call, scene, {
      phone: this.#store(),
      view: this.#view,
      shortcuts: account.shortcuts,
      show: (view, focus) => this.#show(view, focus),
      run: (command) => this.#try(command),
      showContact: record ? ({ id }) => this.#contacts.store?.showContact(id) : undefined,
    });
  }

  #key(event: KeyboardEvent, scene: Scene): void {
    const { main } = scene;
    const act = shortcut(event, this.#view);
    if (!act) return;
    const talking = main?.phase === 'active' ? main : undefined;
    const commands = talking && this.#commands(talking, scene);
    if (act.type === 'close') {
      if (this.#view !== 'call') this.#show('call', `[data-place=${this.#view}]`);
      else if (this.#host.launcher) this.#minimise();
      else return;
    } else if (!talking || !commands) return;
    else if (act.type === 'mute') commands.toggleMute(talking);
    else if (act.type === 'hold') commands.toggleHold(talking);
    else if (act.type === 'transfer') commands.showTransfer?.();
    else if (act.type === 'keypad') this.#show(this.#view === 'keypad' ? 'call' : 'keypad', this.#view === 'keypad' ? '[data-place=keypad]' : '.pad');
    else this.#sendTone(act.tone);
    event.preventDefault();
    event.stopPropagation();
  }

  #show(view: View, focus: string): void {
    this.#view = view;
    this.#focus.next(focus);
  }

  #minimise(): void {
    this.#focus.next('[data-place=launcher]');
    this.#host.minimise();
  }

  #sendTone(tone: string): void {
    const { activeCallId } = this.#phone.value ?? PHONE_OFF;
    if (activeCallId === undefined) return;
    const before = this.#sent?.callId === activeCallId ? this.#sent.tones : '';
    this.#sent = { callId: activeCallId, tones: before + tone };
    this.#try(this.#store().sendTones(tone, activeCallId));
    this.#host.requestUpdate();
  }

  #redial(call: Call): void {
    this.number = call.peer.number;
    this.dial();
  }

  #dismissEnded(): void {
    const phone = this.#store();
    for (const call of this.#phone.value?.calls ?? []) if (!isLive(call)) phone.dismiss(call.id);
  }

  #store(): Phone {
    return this.#phone.store!;
  }

  /** A command that fails is in the snapshot as `problem` and drawn from there. */
  #try(command: Promise<unknown> | undefined): void {
    command?.catch(() => undefined);
  }
}
