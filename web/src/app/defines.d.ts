/** What build.mjs puts into the script. */

/** Outlines by the name of their file in web/geo. */
declare const OUTLINES: Readonly<Record<'regencies', string>>;
/** The style sheet of maps (styles/map.css). */
declare const MAP_STYLE: string;
