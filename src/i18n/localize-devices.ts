import type { Locale } from '../config/config.js';
import type { DeviceWords } from './devices-ja.js';

const CATALOGUES: Readonly<Record<Locale, () => Promise<{ default: DeviceWords }>>> = {
  ja: () => import('./devices-ja.js'),
  en: () => import('./devices-en.js'),
  vi: () => import('./devices-vi.js'),
};

/** The device panel's words; apart from the catalogue, because most agents open that panel once. Rejects when they do not load. */
export async function loadDeviceWords(locale: Locale): Promise<DeviceWords> {
  return (await CATALOGUES[locale]()).default;
}
