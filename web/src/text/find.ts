/** Words of a text for comparing: lower case, without accents and punctuation. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKD').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
}

/** Forms that people write for words that names of institutions begin with. */
const short: Record<string, string> = {
  pemprov: 'pemerintah provinsi',
  pemkab: 'pemerintah kabupaten',
  pemkot: 'pemerintah kota',
  pemda: 'pemerintah',
  kemen: 'kementerian',
  kab: 'kabupaten',
  prov: 'provinsi',
  dki: 'daerah khusus ibukota',
  diy: 'daerah istimewa yogyakarta',
  jabar: 'jawa barat',
  jateng: 'jawa tengah',
  jatim: 'jawa timur',
  sumut: 'sumatera utara',
  sumbar: 'sumatera barat',
  sumsel: 'sumatera selatan',
  kalbar: 'kalimantan barat',
  kalteng: 'kalimantan tengah',
  kalsel: 'kalimantan selatan',
  kaltim: 'kalimantan timur',
  kaltara: 'kalimantan utara',
  sulut: 'sulawesi utara',
  sulteng: 'sulawesi tengah',
  sulsel: 'sulawesi selatan',
  sultra: 'sulawesi tenggara',
  sulbar: 'sulawesi barat',
  ntb: 'nusa tenggara barat',
  ntt: 'nusa tenggara timur',
  kepri: 'kepulauan riau',
  babel: 'kepulauan bangka belitung',
  malut: 'maluku utara',
  jkt: 'jakarta',
  sby: 'surabaya',
  bdg: 'bandung',
  smg: 'semarang',
  jogja: 'yogyakarta',
  jogjakarta: 'yogyakarta',
  mks: 'makassar',
  dinkes: 'dinas kesehatan',
  dishub: 'dinas perhubungan',
  dinsos: 'dinas sosial',
  disdik: 'dinas pendidikan',
  dispendik: 'dinas pendidikan',
  disnaker: 'dinas tenaga kerja',
  disperindag: 'dinas perindustrian perdagangan',
  dukcapil: 'kependudukan sipil',
  disdukcapil: 'dinas kependudukan sipil',
  dispendukcapil: 'dinas kependudukan sipil',
  dpu: 'dinas pekerjaan umum',
  dlh: 'dinas lingkungan hidup',
  satpol: 'satuan polisi pamong praja',
  rsud: 'rumah sakit umum daerah',
};

/** Something that is found by its name or by what people call it. */
export interface Named {
  name: string;
  abbreviation?: string | null;
  /** What it belongs to ("Pemerintah Kota Surabaya"): its words count, but less than its own. */
  context?: string;
}

/**
 * How well `item` fits the typed words: 0 not at all. Each word must begin a word of the name, its abbreviation, or be
 * the initials of the name's words; short forms that everybody uses count as what they stand for. Words of the context
 * help to tell apart what has the same name, as offices of several cities have.
 */
export function fit(item: Named, typed: string): number {
  const asked = wordsOf(typed);
  if (asked.length === 0) return 1;
  const names = wordsOf(item.name);
  const abbreviation = wordsOf(item.abbreviation ?? '').join('');
  if (abbreviation && abbreviation === asked.join('')) return 100;
  const initials = initialsOf(names);
  const context = wordsOf(item.context ?? '');
  let sum = 0;
  for (const word of asked) {
    const best = Math.max(fitOfWord(word, names, abbreviation, initials), fitOfShort(word, names), contextWeight * Math.max(fitOfWord(word, context, '', ''), fitOfShort(word, context)));
    if (best === 0) return 0;
    sum += best;
  }
  return sum / asked.length + 1 / (names.length + 1);
}

const contextWeight = 0.4;
/** Words that initials leave out: KPK is the Komisi Pemberantasan Korupsi, BKKBN has a "dan". */
const unsaid = new Set(['dan', 'atau', 'di', 'untuk', 'bidang']);

function initialsOf(names: readonly string[]): string {
  return names.filter((each) => !unsaid.has(each)).map((each) => each[0]).join('');
}

function fitOfShort(word: string, names: readonly string[]): number {
  return short[word] ? fitOfAll(wordsOf(short[word]), names) : 0;
}

function fitOfWord(word: string, names: readonly string[], abbreviation: string, initials: string): number {
  if (names.includes(word)) return 10;
  if (abbreviation === word) return 9;
  if (names.some((each) => each.startsWith(word))) return 6;
  if (abbreviation.startsWith(word)) return 5;
  if (initials === word && word.length >= 2) return 5;
  return word.length >= 3 && initials.startsWith(word) ? 3 : 0;
}

function fitOfAll(words: readonly string[], names: readonly string[]): number {
  return words.every((each) => names.includes(each)) ? 10 : 0;
}

/** The best `most` of `items`, best first; equal ones in their order. */
export function best<T extends Named>(items: readonly T[], typed: string, most = 8): T[] {
  return items
    .map((item) => ({ item, fits: fit(item, typed) }))
    .filter((each) => each.fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, most)
    .map((each) => each.item);
}
