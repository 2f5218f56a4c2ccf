// The words that the screen says for the record's codes. A code without a word here is shown as it is, with
// its underscores opened.

import names from "lexicon:countries";
import plover from "lexicon:plover";

export const types = Object.keys(plover);
export const modes_of = (type: string): string[] => plover[type]?.modes ?? [];
export const quad_of = (type: string): number => plover[type]?.quad ?? 0;

export const open = (code: string): string => code.replaceAll("_", " ");
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const type_words: Record<string, string> = {
  AGREE: "Agreement", CONSULT: "Talks", SUPPORT: "Support", CONCEDE: "Concession", COOPERATE: "Cooperation",
  AID: "Aid", RETREAT: "Retreat", REQUEST: "Demand", ACCUSE: "Accusation", REJECT: "Refusal", THREATEN: "Threat",
  PROTEST: "Protest", SANCTION: "Sanction", MOBILIZE: "Mobilisation", COERCE: "Coercion", ASSAULT: "Attack",
};

const mode_words: Record<string, string> = {
  "COERCE/arrest": "Arrest", "COERCE/seize": "Seizure", "COERCE/restrict": "Restriction", "COERCE/deport": "Deportation",
  "COERCE/censor": "Censorship", "COERCE/curfew": "Curfew", "COERCE/martial-law": "Martial law", "COERCE/cyber": "Cyber attack",
  "COERCE/withhold": "Withholding", "COERCE/misinformation": "Misinformation",
  "ASSAULT/abduct": "Abduction", "ASSAULT/beat": "Beating", "ASSAULT/torture": "Torture", "ASSAULT/sexual": "Sexual violence",
  "ASSAULT/targeted": "Targeted killing", "ASSAULT/destroy": "Destruction", "ASSAULT/primitive": "Attack with simple weapons",
  "ASSAULT/firearms": "Shooting", "ASSAULT/explosives": "Bombing", "ASSAULT/suicide-attack": "Suicide attack",
  "ASSAULT/aerial": "Air strike", "ASSAULT/drone": "Drone strike", "ASSAULT/heavy-weapons": "Shelling or rockets",
  "ASSAULT/crowd-control": "Force against a crowd", "ASSAULT/unconventional": "Unconventional weapons",
  "PROTEST/demo": "Demonstration", "PROTEST/riot": "Riot", "PROTEST/strike": "Strike", "PROTEST/hunger": "Hunger strike",
  "PROTEST/boycott": "Boycott", "PROTEST/obstruct": "Blockade by protesters", "PROTEST/vandalize": "Damage by protesters",
  "SANCTION/convict": "Conviction", "SANCTION/expel": "Expulsion", "SANCTION/withdraw": "Withdrawal as a sanction",
  "SANCTION/discontinue": "Relations cut", "ACCUSE/disapprove": "Condemnation", "ACCUSE/investigate": "Investigation",
  "ACCUSE/allege": "Charge or allegation", "THREATEN/arrest": "Threat of arrest", "THREATEN/violence": "Threat of violence",
  "THREATEN/restrict": "Threat to restrict", "THREATEN/relations": "Threat to relations", "THREATEN/expel": "Threat to expel",
  "THREATEN/territory": "Threat over territory", "MOBILIZE/troops": "Troops moved", "MOBILIZE/police": "Police deployed",
  "MOBILIZE/militia": "Militia mobilised", "MOBILIZE/weapons": "Weapons moved", "RETREAT/withdraw": "Withdrawal",
  "RETREAT/release": "Release", "RETREAT/disarm": "Disarming", "RETREAT/ceasefire": "Ceasefire", "RETREAT/access": "Access given",
  "RETREAT/resign": "Resignation", "CONSULT/visit": "Visit", "CONSULT/phone": "Phone call", "CONSULT/multilateral": "Several-sided talks",
  "CONSULT/third-party": "Mediation",
};

const sector_words: Record<string, string> = {
  COP: "police", GOV: "government", JUD: "judiciary", LEG: "legislature", MIL: "military", PRM: "paramilitary", PTY: "party",
  REB: "rebels", SPY: "intelligence", UAF: "unidentified armed", UNK: "unknown", AGR: "farming", BUS: "business", CRM: "criminal",
  CVL: "civilians", EDU: "education", ELI: "elite", JRN: "journalists", LAB: "labour", MED: "medical", REF: "refugees",
  OPP: "opposition", PRE: "former officials", REL: "religious", SOC: "society", IGO: "intergovernmental", UNO: "United Nations", EUR: "European Union",
  NGO: "NGO", ISM: "international social movement", IMG: "international armed group", MNC: "multinational",
};

export const type_name = (type: string): string => type_words[type] ?? capital(type.toLowerCase());

// "Arrest" for COERCE arrest, "Attack" for a bare ASSAULT, "Shooting, targeted killing" for two modes.
export function event_name(type: string, modes: string[]): string {
  if (!modes.length) return type_name(type);
  const words = modes.map((mode) => mode_words[`${type}/${mode}`] ?? `${type_name(type)}: ${open(mode)}`);
  return words.map((word, index) => (index ? word.charAt(0).toLowerCase() + word.slice(1) : word)).join(", ");
}

// A mode by itself, where its type is not told: "Arrest" is one of several types' modes, so no type's own word is used.
export function bare_mode_name(mode: string): string {
  const owners = types.filter((type) => modes_of(type).includes(mode));
  return owners.length === 1 ? mode_name(owners[0]!, mode) : capital(open(mode));
}

export const mode_name = (type: string, mode: string): string => mode_words[`${type}/${mode}`] ?? capital(open(mode));
export const sector_name = (sector: string): string => sector_words[sector] ?? sector;
export const sectors = Object.keys(sector_words);
export const country_name = (code: string | undefined): string => (code ? (names[code] ?? code) : "");
export const country_codes = Object.keys(names);

export const statuses = ["happened", "planned", "foiled", "negated", "hypothetical"];
export const certainties = ["stated", "alleged", "claimed", "disputed"];
export const bounds = ["exact", "at_least", "more_than", "about", "at_most", "less_than", "range", "vague"];
export const figure_roles = [
  "killed", "injured", "casualties", "detained", "abducted", "missing", "released", "charged", "convicted", "displaced",
  "deployed", "participants", "attackers", "attacks", "places_searched", "seized", "other",
];
export const party_kinds = ["person", "group", "organisation", "state_body", "crowd", "object"];
export const time_precisions = ["hour", "part_of_day", "day", "week", "month", "year", "vague"];
export const place_precisions = ["spot", "city", "district", "admin1", "country", "region"];
export const speaker_kinds = [
  "news_agency", "media", "police", "military", "government", "court", "armed_group", "ngo", "witness", "victim",
  "suspect", "document", "social_media", "other",
];
export const manners = ["reports", "says", "claims_responsibility", "denies", "alleges", "confirms"];

const precision_words: Record<string, string> = {
  spot: "exact spot", city: "town", district: "district", admin1: "province or state", country: "whole country", region: "wide region",
};
export const precision_name = (precision: string | undefined): string => (precision ? (precision_words[precision] ?? open(precision)) : "");

export const state_words: Record<string, string> = {
  machine: "machine", coded: "coded", reviewed: "reviewed", disputed: "disputed", rejected: "rejected",
};
