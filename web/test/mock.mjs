// A stand-in for the service while the screen is worked on: `node test/mock.mjs LINES.jsonl [PORT]`, where LINES.jsonl is
// what `nutgraf read --format jsonl` prints. It keeps changes in memory, has few filters, and is no part of any test.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [lines_path, port = "8090"] = process.argv.slice(2);
const bundle = process.env.BUNDLE ?? join(dirname(fileURLToPath(import.meta.url)), "../../build/release/web");
const lines = readFileSync(lines_path, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const edits = [];
lines.forEach((line, at) => {
  line.report.id = (0x3fa9c2d1 + at).toString(16).padStart(16, "0");
  line.sha256 = line.report.id.repeat(4);
  line.wire = { group: line.report.id, first: line.report.id, copies: [] };
  for (const event of line.events) {
    Object.assign(event, {
      id: `${line.report.id}-${event.id}`, report_id: line.report.id, outlet: line.report.outlet, filed: line.report.filed, headline: line.report.headline,
      story: `s${event.id}-${at}`, doubt: 1 - event.confidence, review: { state: "machine", edited: [], edits: 0, comments: 0, grade: null },
    });
  }
});
const events = () => lines.flatMap((line) => line.events);
const count_by = (list) => Object.entries(list.reduce((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {})).map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);

const values_of = {
  type: (e) => [e.event], status: (e) => [e.status], certainty: (e) => [e.certainty], background: (e) => [String(e.background)], context: (e) => e.context,
  state: (e) => [e.review.state], country: (e) => e.where.map((p) => p.country), actor_sector: (e) => e.actor.flatMap((p) => p.sector ?? []),
  recipient_sector: (e) => e.recipient.flatMap((p) => p.sector ?? []), actor: (e) => e.actor.map((p) => p.name ?? p.text), what: (e) => e.how_many.map((f) => f.what),
  speaker_kind: (e) => e.says_who.map((s) => s.kind), speaker: (e) => e.says_who.map((s) => s.speaker), outlet: (e) => [e.outlet], precision: (e) => e.where.map((p) => p.precision),
  place: (e) => e.where.map((p) => String(p.geonameid)), report: (e) => [e.report_id], story: (e) => [e.story], q: () => [],
};
const text_of = (event) => lines.find((line) => line.report.id === event.report_id).report.text.toLowerCase();

function chosen(query, but) {
  return events().filter((event) => Object.entries(query).every(([name, value]) => {
    if (name === but) return true;
    if (name === "q") return text_of(event).includes(value.toLowerCase());
    if (name === "from") return (event.when?.latest ?? "9999") >= value;
    if (name === "to") return (event.when?.earliest ?? event.when?.latest ?? "0") <= value;
    if (name === "bbox") { const [w, s, e, n] = value.split(",").map(Number); return event.where.some((p) => p.lon >= w && p.lon <= e && p.lat >= s && p.lat <= n); }
    return !values_of[name] || value.split(",").some((one) => values_of[name](event).includes(one));
  }));
}

const routes = [
  ["GET", /^\/api$/, () => ({ name: "nutgraf", version: "0", project: "mock", counts: { reports: lines.length, events: events().length, stories: events().length, reviewed: 0 } })],
  ["GET", /^\/api\/events$/, (q) => { const items = chosen(q).sort((a, b) => ((a.when?.latest ?? "") < (b.when?.latest ?? "") ? 1 : -1)); return { items, next: null, total: items.length }; }],
  ["GET", /^\/api\/review\/queue$/, (q) => { const items = chosen(q).filter((e) => ["machine", "coded", "disputed"].includes(e.review.state)).sort((a, b) => b.doubt - a.doubt); return { items, next: null, total: items.length }; }],
  ["GET", /^\/api\/facets$/, (q) => ({ facets: Object.fromEntries(q.facets.split(",").map((name) => [name, count_by(chosen(q, name).flatMap((e) => [...new Set(values_of[name]?.(e) ?? [])].filter(Boolean)))])), counts: { events: chosen(q).length, reports: new Set(chosen(q).map((e) => e.report_id)).size, stories: chosen(q).length, undated: chosen(q).filter((e) => !e.when?.latest && !e.when?.earliest).length, unplaced: chosen(q).filter((e) => !e.where.some((p) => p.lat !== undefined)).length } })],
  ["GET", /^\/api\/map$/, (q) => { const cells = {}; for (const e of chosen(q)) for (const p of e.where) if (p.lat !== undefined) { const cell = (cells[`${p.lat},${p.lon}`] ??= { ...p, count: 0, events: [], types: {}, radius_km: p.precision === "city" ? 5 : 100 }); cell.count++; cell.events.push(e.id); cell.types[e.event] = (cell.types[e.event] ?? 0) + 1; } return { cells: Object.values(cells), unplaced: 0 }; }],
  ["GET", /^\/api\/timeline$/, (q) => { const days = chosen(q).filter((e) => e.when?.latest); const bins = {}; for (const e of days) for (const day of new Set([e.when.latest, e.when.earliest ?? e.when.latest])) { const bin = (bins[day] ??= { start: day, end: day, count: 0, open: 0 }); bin.count++; if (!e.when.earliest) bin.open++; } return { unit: "day", bins: Object.values(bins).sort((a, b) => (a.start < b.start ? -1 : 1)), undated: chosen(q).length - days.length }; }],
  ["GET", /^\/api\/reports$/, () => ({ items: lines.map(({ report, events }) => ({ ...report, text: undefined, events: events.length, bytes: report.text.length, wire_of: null })), next: null, total: lines.length })],
  ["GET", /^\/api\/reports\/([^/]+)$/, (q, id) => lines.find((line) => line.report.id === id)],
  ["GET", /^\/api\/events\/([^/]+)\/history$/, (q, id) => ({ items: edits.filter((edit) => edit.target === id) })],
  ["POST", /^\/api\/events\/([^/]+)\/review$/, (q, id, body) => { const event = events().find((e) => e.id === id); const edit = { id: edits.length + 1, at: new Date().toISOString(), target: id, ...body }; edits.push(edit); const state = { accept: "reviewed", reject: "rejected", dispute: "disputed", reopen: "machine", set: "coded" }[body.action]; if (state) event.review.state = state; if (body.action === "set") { const path = body.path.split("/"); let at = event; path.slice(0, -1).forEach((step) => (at = Array.isArray(at) ? at.find((one) => one.id === step) ?? at[step] : at[step])); edit.old = at[path.at(-1)]; at[path.at(-1)] = body.value; event.review.edited.push(body.path); } event.review.edits++; return { edit, event }; }],
  ["GET", /^\/api\/stories$/, () => ({ items: events().map((e) => ({ id: e.story, title: e.headline ?? e.event, type: e.event, status: e.status, ...e.when, place: e.where[0]?.name, events: 1, reports: 1, sources: 1, figures: e.how_many.map((f) => ({ what: f.what, low: f.low, high: f.high, best: f.value })), disagrees: false })), next: null, total: events().length })],
  ["GET", /^\/api\/stories\/([^/]+)$/, (q, id) => { const mine = events().filter((e) => e.story === id); return { id, title: mine[0].headline, events: mine, reports: lines.filter((l) => l.report.id === mine[0].report_id).map((l) => l.report), fields: { event: [{ value: mine[0].event, report: mine[0].report_id, event: mine[0].id, outlet: "Verran Press", filed: mine[0].filed, agreed: true }] }, tolls: { killed: [12, 15, 17].map((value, at) => ({ value, low: value, high: at === 2 ? undefined : value, bound: at === 2 ? "at_least" : "exact", filed: `2021-03-0${at + 6}T10:00`, outlet: ["Verran Press", "Aksu Daily", "VPA"][at], report: mine[0].report_id, event: mine[0].id, speaker: "the ministry", copies: at + 1 })) }, agreed: {}, disagreements: [], wires: [], edits: [] }; }],
  ["GET", /^\/api\/exports$/, () => ({ formats: [{ id: "jsonl", name: "JSON Lines", extension: "jsonl", description: "The canonical record" }, { id: "acled", name: "ACLED-shaped", extension: "csv", description: "31 columns" }] })],
  ["GET", /^\/api\/export\/[^/]+\/left-out$/, () => ({ count: 2, reasons: { "no place": 2 } })],
  ["GET", /^\/api\/imports$/, () => ({ items: [{ id: "i1", state: "paused", documents: 40, total: 100, bytes: 40000, total_bytes: 100000, events: 90, errors: 1, unchanged: 2, seconds_left: 80, error_list: [{ file: "a.txt", message: "is empty" }] }] })],
  ["GET", /^\/api\/gazetteer$/, (q) => ({ items: [{ geonameid: 1, name: q.q, country: "TUR", admin1: "Ankara", lat: 39.9, lon: 32.8, population: 5000000 }] })],
  ["POST", /^\/api\/read$/, () => lines[1]],
];
const types = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };

createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  const route = routes.find(([method, pattern]) => method === request.method && pattern.test(url.pathname));
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (!route) {
      if (url.pathname.startsWith("/api")) return response.writeHead(404).end(JSON.stringify({ error: { code: "not_found", message: `no ${url.pathname} in the stand-in` } }));
      const file = url.pathname === "/" ? "index.html" : url.pathname.slice(1);
      const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
      return response.writeHead(200, { "Content-Type": types[file.split(".").pop()] ?? "text/plain", "Content-Security-Policy": policy }).end(readFileSync(join(bundle, file)));
    }
    const answer = route[2](Object.fromEntries(url.searchParams), decodeURIComponent(route[1].exec(url.pathname)[1] ?? ""), body.startsWith("{") ? JSON.parse(body) : {});
    response.writeHead(answer ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify(answer ?? { error: { code: "not_found", message: "not there" } }));
  });
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
