import { QUALITY_ISSUES, type QualityIssue, type QualityNumbers } from '../phone/quality.js';

/** How things stand at one second of a call. */
export interface Moment {
  readonly numbers: QualityNumbers;
  /** Packets that arrived within the last second. */
  readonly arrived: number;
  /** Seconds without sound in either direction are meant: muted, held, or an announcement in the microphone's place. */
  readonly microphoneWaits: boolean;
  readonly held: boolean;
  /** The browser tells how loud what is sent and heard is. */
  readonly tellsLevels: boolean;
  /** There is an audio output. */
  readonly speaker: boolean;
  readonly vpn: boolean;
}

interface Rule {
  /** Seconds in a row that it has to be `bad` before it is said, and `fine` before it is no longer: between the two nothing changes. */
  readonly afterS: number;
  readonly untilS: number;
  bad(moment: Moment): boolean;
  fine(moment: Moment): boolean;
}

/** dB of full scale: nothing but silence is below; a room through a microphone, or a line, is not. */
const SILENCE_DB = -80;
/** ITU-T G.114: 150 ms one way go unnoticed, 400 ms are too much. There and back. */
const LONG_MS = 400;
const SHORT_MS = 300;

const isLong = ({ numbers }: Moment): boolean => (numbers.roundTripMs ?? 0) >= LONG_MS;
const isShort = ({ numbers }: Moment): boolean => (numbers.roundTripMs ?? 0) < SHORT_MS;
const isRelayed = ({ numbers }: Moment): boolean => numbers.path?.includes('relay') === true;

function delay(kind: (moment: Moment) => boolean): Rule {
  return { afterS: 5, untilS: 5, bad: (moment) => isLong(moment) && kind(moment), fine: (moment) => isShort(moment) || !kind(moment) };
}

const RULES: Readonly<Record<QualityIssue, Rule>> = {
  'microphone-silent': {
    afterS: 6,
    untilS: 1,
    bad: ({ numbers, microphoneWaits, held, tellsLevels }) => tellsLevels && !microphoneWaits && !held && numbers.levelOut < SILENCE_DB,
    fine: ({ numbers, microphoneWaits, held }) => microphoneWaits || held || numbers.levelOut >= SILENCE_DB,
  },
  'speaker-missing': { afterS: 1, untilS: 1, bad: ({ speaker }) => !speaker, fine: ({ speaker }) => speaker },
  'no-audio': { afterS: 4, untilS: 2, bad: ({ arrived, held }) => !held && arrived === 0, fine: ({ arrived, held }) => held || arrived > 0 },
  'loss-in': { afterS: 3, untilS: 6, bad: ({ numbers }) => numbers.lossIn >= 3, fine: ({ numbers }) => numbers.lossIn < 1 },
  'loss-out': { afterS: 3, untilS: 6, bad: ({ numbers }) => (numbers.lossOut ?? 0) >= 3, fine: ({ numbers }) => (numbers.lossOut ?? 0) < 1 },
  jitter: {
    afterS: 3,
    untilS: 6,
    bad: ({ numbers }) => numbers.jitterMs >= 30 || numbers.bufferMs >= 250,
    fine: ({ numbers }) => numbers.jitterMs < 20 && numbers.bufferMs < 180,
  },
  'delay-relay': delay(isRelayed),
  'delay-vpn': delay((moment) => moment.vpn && !isRelayed(moment)),
  delay: delay((moment) => !moment.vpn && !isRelayed(moment)),
  'far-silent': {
    afterS: 12,
    untilS: 1,
    bad: ({ numbers, arrived, held, tellsLevels }) => tellsLevels && !held && arrived > 0 && numbers.levelIn < SILENCE_DB,
    fine: ({ numbers, arrived, held }) => held || arrived === 0 || numbers.levelIn >= SILENCE_DB,
  },
};

/** Which issues there are, second by second, with hysteresis: none comes or goes by a single bad or good second. */
export class QualityRules {
  readonly #counts = new Map<QualityIssue, { seconds: number; stands: boolean }>();

  /** What is wrong, the first thing first. */
  judge(moment: Moment): readonly QualityIssue[] {
    return QUALITY_ISSUES.filter((issue) => this.#stands(issue, moment));
  }

  #stands(issue: QualityIssue, moment: Moment): boolean {
    const { afterS, untilS, bad, fine } = RULES[issue];
    const { seconds, stands } = this.#counts.get(issue) ?? { seconds: 0, stands: false };
    const counted = (stands ? fine : bad)(moment) ? seconds + 1 : 0;
    const turns = counted >= (stands ? untilS : afterS);
    this.#counts.set(issue, { seconds: turns ? 0 : counted, stands: turns ? !stands : stands });
    return turns ? !stands : stands;
  }
}
