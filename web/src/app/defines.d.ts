/** What build.mjs puts into the script. */

/** Outlines by the name of their file in web/geo. */
declare const OUTLINES: Readonly<Record<'regencies', string>>;
/** Sheets that only some pages need, by the name of their file in web/styles. */
declare const STYLES: Readonly<Record<string, string | undefined>>;
