import { speakTone } from '../../hearing/tone-microphone.js';

/** Hz. Chromium's own fake microphone beeps once a second, and between the beeps nobody can tell a gap. */
speakTone(730);
