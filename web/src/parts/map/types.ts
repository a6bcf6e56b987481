/** Shapes that whoever shows a map needs; they pull in nothing of the map itself. */
export interface Point {
  lat: number;
  lng: number;
}

/** Degrees. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** What the visitor looks at; `zoom` as web maps count it (each step is twice as near). */
export interface View {
  bounds: Bounds;
  zoom: number;
}

export interface MapMarker extends Point {
  key: string;
  /** Drawn in it; without it a mark without a number. */
  text?: string;
  /** Its accessible name. */
  label: string;
  /** From 0 (small) to 3. */
  size?: 0 | 1 | 2 | 3;
  current?: boolean;
}

export type Level = 'province' | 'regency';

export interface OutlineMapProps {
  /** What the map shows, for who cannot see it. */
  label: string;
  /** Which outlines are regions of their own: those that are shaded, pointed at, chosen. */
  level?: Level;
  /** Class of colour, 0 to 5 of the scale in tokens.css, by region code; others are plain. */
  shades?: ReadonlyMap<string, number>;
  selected?: string | null;
  /** A region was clicked, or chosen in the list below the map that stands in for the mouse. */
  onSelect?: (code: string) => void;
  onHover?: (code: string | null) => void;
  /** What stands on the map while a region is pointed at or chosen; without it its name. */
  describe?: (code: string, name: string) => string;
  markers?: readonly MapMarker[];
  onMarker?: (marker: MapMarker) => void;
  /** The chosen point. */
  picked?: Point | null;
  /** A point was clicked, or the middle of the map was taken with the button. */
  onPick?: (point: Point) => void;
  /** The visitor looks elsewhere; also told once at the start. */
  onView?: (view: View) => void;
  /** Looks there when this changes; null: the whole country. */
  bounds?: Bounds | null;
  /** A class for its height: by default three quarters of its width, at most the window. */
  class?: string;
}
