/** A day as its first instant in WIB, as the API takes it. */
export function beginningOf(day: string | null): string | null {
  return day ? `${day}T00:00:00+07:00` : null;
}

/** The end of a day is the beginning of the next. */
export function endOf(day: string | null): string | null {
  if (!day) return null;
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return beginningOf(next.toISOString().slice(0, 10));
}
