// What the service says, in its own words: docs/json.md for the record, docs/service.md for what stands around it.

export interface Span {
  begin: number; // bytes of the report's UTF-8 text, half-open
  end: number;
  text?: string;
}

export interface Told extends Partial<Span> {
  because?: string;
  inferred?: boolean;
}

export interface Party extends Told {
  name?: string;
  kind?: string;
  country?: string;
  sector?: string[];
  group?: string;
  suspected?: boolean;
  minor?: boolean;
}

export interface When extends Told {
  earliest?: string;
  latest?: string;
  precision?: string;
  part_of_day?: string;
  basis?: string;
  ongoing?: boolean;
}

export interface Place extends Told {
  name?: string;
  country?: string;
  admin1?: string;
  geonameid?: number;
  lat?: number;
  lon?: number;
  precision?: string;
  runners_up?: Place[];
  score?: number;
}

export interface Attribution extends Told {
  speaker?: string;
  kind?: string;
  manner?: string;
  via?: string;
}

export interface Figure extends Told {
  id: string;
  what?: string;
  unit?: string;
  value?: number;
  bound?: string;
  low?: number;
  high?: number;
  subgroup?: string;
  of?: string;
  says_who?: Attribution;
  best?: boolean;
}

export interface Sums {
  result: string;
  remainder_low?: number;
  remainder_high?: number;
}

export type State = "machine" | "coded" | "reviewed" | "disputed" | "rejected";

export interface Review {
  state: State;
  edited: string[];
  edits: number;
  comments: number;
  updated?: string;
  grade?: string | null;
  gone?: boolean; // a newer reading no longer finds it, but people have worked on it
  added?: boolean; // a person added it
}

export interface Event {
  id: string;
  report: string;
  event: string;
  mode: string[];
  context: string[];
  context_because?: string[];
  status: string;
  background?: boolean;
  certainty: string;
  actor: Party[];
  recipient: Party[];
  instrument: Told[];
  when?: When;
  where: Place[];
  how_many: Figure[];
  says_who: Attribution[];
  part_of?: string;
  sums?: Sums;
  evidence: (Span & { because?: string })[];
  confidence: number;
  // what the store knows beside the record; absent where a text was only read
  review?: Review;
  report_id?: string;
  story?: string | null;
  outlet?: string | null;
  filed?: string | null;
  headline?: string | null;
  model?: string;
  lexicon?: string;
  doubt?: number;
}

export interface Block extends Span {
  kind: string;
  repeats?: number;
}

export interface Report {
  id?: string;
  source_id?: string;
  headline?: string;
  outlet?: string;
  agency?: string;
  byline?: string;
  section?: string;
  url?: string;
  dateline?: string;
  filed?: string;
  updated?: string;
  replaced_bytes?: number;
  text: string;
  spans?: Record<string, Span>;
  blocks: Block[];
}

// What the program found under each question, whether or not an event took it; only what the screen uses of it.
export interface Answers {
  what: (Span & { event: string; mode: string[]; figure_role?: string })[];
  who: (Span & Party)[];
  when: (Span & When)[];
  where: (Span & Place)[];
  how_many: (Span & Omit<Figure, "id">)[];
  says_who: { speaker?: Span; manner?: string }[];
}

export interface ReportLine {
  report: Report;
  answers?: Answers;
  events: Event[];
  wire?: { group?: string; first?: string; copies?: string[] };
  sha256?: string;
}

export interface ReportRow {
  id: string;
  source_id?: string;
  headline?: string;
  outlet?: string;
  agency?: string;
  dateline?: string;
  filed?: string;
  updated?: string;
  events: number;
  wire_of?: string | null;
  bytes: number;
  imported?: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total?: number;
}

export interface About {
  name: string;
  version: string;
  model?: string;
  lexicon?: string;
  project?: string;
  counts: { reports: number; events: number; stories: number; reviewed: number; edits?: number };
  read_only?: boolean;
  seq?: number; // last number of the change feed
}

export interface Facets {
  facets: Record<string, { value: string | number | boolean; count: number; name?: string }[]>;
  counts: { events: number; reports: number; stories: number; undated: number; unplaced: number };
}

export interface Cell {
  lat: number;
  lon: number;
  count: number;
  precision?: string;
  events: string[];
  types: Record<string, number>;
  name?: string;
  geonameid?: string;
  radius_km?: number;
  country?: string;
  admin1?: string;
}

export interface Timeline {
  unit: "day" | "week" | "month" | "year";
  bins: { start: string; end: string; count: number; open: number }[] /* open: of those counted, with an open end */;
  undated: number;
}

export interface StoryRow {
  id: string;
  title: string;
  type: string;
  status?: string;
  earliest?: string;
  latest?: string;
  place?: string;
  events: number;
  reports: number;
  sources: number;
  figures: { what: string; low?: number; high?: number; best?: number }[];
  disagrees?: boolean;
}

export interface Saying {
  value: unknown;
  text?: string;
  outlet?: string;
  report: string;
  event: string;
  speaker?: string;
  filed?: string;
  agreed?: boolean;
}

export interface Toll {
  filed?: string;
  value?: number;
  low?: number;
  high?: number;
  bound?: string;
  text?: string;
  outlet?: string;
  report: string;
  event: string;
  speaker?: string;
  copies?: number;
}

export interface Story {
  id: string;
  title: string;
  events: Event[];
  reports: ReportRow[];
  fields: Record<string, Saying[]>;
  tolls: Record<string, Toll[]>;
  agreed: Record<string, unknown>;
  disagreements: { field: string; values: unknown[] }[];
  wires: string[][];
  edits: Edit[];
}

export interface Edit {
  id: number;
  at: string;
  who: string;
  action: string;
  target?: string;
  path?: string;
  value?: unknown;
  old?: unknown;
  old_value?: unknown;
  reason?: string;
  undone_by?: number;
}

export interface Import {
  id: number;
  source?: string;
  started?: string;
  state: "running" | "paused" | "done" | "cancelled";
  documents: number;
  total: number | null;
  bytes: number;
  total_bytes: number | null;
  events: number;
  errors: number;
  unchanged: number;
  seconds_left: number | null;
  error_list?: { file: string; line?: number; message: string }[];
}

export interface Format {
  id: string;
  name: string;
  extension?: string;
  profile?: string;
  description?: string;
}

export interface LeftOut {
  count: number;
  reasons: Record<string, number>;
  items?: { id: string; reason: string }[];
}

export interface GazetteerItem {
  geonameid: number;
  name: string;
  country?: string;
  admin1?: string;
  lat: number;
  lon: number;
  feature?: string;
  precision?: string;
  population?: number;
}
