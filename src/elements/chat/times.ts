import type { Locale } from '../../config/config.js';

/** Agents work by Japanese time, wherever their computer is. */
const ZONE = 'Asia/Tokyo';
const DAY_MS = 24 * 60 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  formats.set(key, made);
  return made;
}

/** The calendar day of a time (epoch ms), to compare days with. */
export function dayOf(time: number): string {
  return format('sv', { dateStyle: 'short' }).format(time);
}

/** `14:22`. */
export function clockTime(time: number, locale: Locale): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time);
}

/** 今日, 昨日, else the date. */
export function dayName(time: number, now: number, locale: Locale): string {
  const named = [0, -1].find((days) => dayOf(time) === dayOf(now + days * DAY_MS));
  if (named !== undefined) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(named, 'day');
  return format(locale, dayOf(time).slice(0, 4) === dayOf(now).slice(0, 4) ? { month: 'numeric', day: 'numeric' } : { dateStyle: 'medium' }).format(time);
}

/** Of today the time, else the day: for a list. */
export function listTime(time: number, now: number, locale: Locale): string {
  return dayOf(time) === dayOf(now) ? clockTime(time, locale) : dayName(time, now, locale);
}
