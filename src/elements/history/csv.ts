/** A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection"); full-width forms count too. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/;

/** What a spreadsheet opens as UTF-8: with a byte order mark, lines by CRLF (RFC 4180), every cell quoted, none of them a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  // Not at once: the browser reads it after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
