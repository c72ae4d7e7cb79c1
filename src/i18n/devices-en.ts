import type { DeviceWords } from './devices-ja.js';

const en: DeviceWords = {
  systemDefault: 'System default',
  unnamedDevice: (number) => `Device ${number}`,
  speakerFixed: 'This browser does not let you choose the output.',
  level: 'Microphone level',
  processing: { echoCancellation: 'Echo cancellation', noiseSuppression: 'Noise suppression', autoGainControl: 'Automatic gain' },
  processingOf: 'Microphone processing',
  record: 'Record and play back',
  recording: 'Recording… please speak',
  playingBack: 'Playing back…',
  testSpeaker: 'Test speaker',
  testRinger: 'Test ringer',
  testing: 'Playing the test tone…',
  ringVolume: 'Ring volume',
  percent: (value) => `${value} %`,
  ringtone: 'Ringtone',
  ringtones: { standard: 'Standard (ACD and direct differ)', bell: 'Bell', soft: 'Soft', low: 'Low', host: 'Company ringtone' },
  notifications: 'Desktop notifications',
  allowNotifications: 'Allow notifications',
  notificationsAllowed: 'Calls are announced while you look at other windows.',
  notificationsDenied: 'Notifications are blocked. Allow them for this site, by the icon left of the address.',
  headset: 'Headset buttons',
  connectHeadset: 'Connect headset',
  headsetConnected: (name) => `The buttons of ${name} answer, hang up and mute.`,
};

export default en;
