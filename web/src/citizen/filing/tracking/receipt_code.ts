/** Number and code of a report, as people type and paste them. Pure. */

const codeDigits = 16;

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** "1234-5678-9012-3456" of whatever has its digits; what is typed so far keeps its groups. */
export function groupedCode(text: string): string {
  return digitsOf(text).slice(0, codeDigits).replace(/(\d{4})(?=\d)/g, '$1-');
}

export function isWholeCode(text: string): boolean {
  return digitsOf(text).length === codeDigits;
}

export function numberOf(text: string): number | undefined {
  const number = Number(digitsOf(text));
  return digitsOf(text) && Number.isSafeInteger(number) ? number : undefined;
}

/** Number and code that were pasted together, as "copy" on the receipt makes them. */
export function pastedReceipt(text: string): { number: string; code: string } | undefined {
  const found = /^\D*(\d{4,15})\D+(\d{4}[-\s]?\d{4}[-\s]?\d{4}[-\s]?\d{4})\D*$/.exec(text);
  return found ? { number: found[1], code: groupedCode(found[2]) } : undefined;
}
