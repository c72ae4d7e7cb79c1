/** Fills a link template: `{number}` and `{linkedId}`, percent-encoded. */
export function fillLink(template: string, values: { number: string; linkedId?: string }): string {
  return template.replace(/\{(number|linkedId)\}/g, (_match, name: 'number' | 'linkedId') => encodeURIComponent(values[name] ?? ''));
}
