import type { Locale } from '../config/config.js';

/** The one thing that the launcher says before any catalogue is loaded; the catalogues' `openPhone` says the same. */
export const OPEN_PHONE: Readonly<Record<Locale, string>> = { ja: '電話を開く', en: 'Open phone', vi: 'Mở điện thoại' };
