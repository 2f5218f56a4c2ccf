#!/usr/bin/env python3
"""Scores the parties that the program finds against annotated reports.

    score_who.py PROGRAM DATA_FOLDER GOLD_TRAIN [--model fast] [--sets gold,m2e2,...] [--case upper|lower] [--show N] [--what CAUSE]

Heads: a gold participant is found when a party's head word (last word of its phrase before "of", or of its name) lies in
the gold span, or the gold span's last word lies in the party's phrase and is its head. Sector, country, kind, suspected:
of the gold parties found, how many agree (any of gold's sectors with the party's first). Coreference: links of the
program whose both ends are gold mentions are right when the ends are in one gold cluster (precision by kind of link);
a gold mention of a person or organisation that has an earlier mention is found when the program joins it to its cluster.
DATA_FOLDER and GOLD_TRAIN are the folder of public sets and the hand-made records; neither is part of the project.
"""
import argparse, collections, gzip, json, os, re, subprocess, tempfile

PEOPLE_ROLES = {"Attacker", "Target", "Victim", "Agent", "Person", "Entity", "Giver", "Recipient", "Police", "Artifact",
                "Participant", "Communicator", "Transporter", "Defendant", "Detainee", "Killer", "Perpetrator", "Employee",
                "Demonstrator", "Jailer", "Injurer", "JudgeCourt", "Investigator", "Patient", "Regulator", "Impeder"}
PRONOUNS = set("he him his himself she her hers herself they them their theirs themselves it its itself i me my we us our you your "
               "who whom whose which that this these those".split())


def lines(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def words_of(text):
    return re.findall(r"[^\W_]+", text.casefold())


class Found:
    """The program's answer for one text, in code points."""

    def __init__(self, record):
        text = record["report"]["text"]
        raw = text.encode()
        if len(raw) == len(text):
            at = lambda x: x
        else:
            points, k = {}, 0
            for i, c in enumerate(text):
                points[k] = i
                k += len(c.encode())
            points[k] = len(text)
            at = lambda x: points.get(x, 0)
        self.text = text
        self.parties = []
        by_span = {}
        for p in record["answers"]["who"]:
            one = dict(p, begin=at(p["begin"]), end=at(p["end"]))
            one["words"] = words_of(p["text"])
            if "refers_to" in p:
                one["refers_to"] = (at(p["refers_to"]["begin"]), at(p["refers_to"]["end"]))
            self.parties.append(one)

    def head_span(self, p):
        """Where the telling word stands: the last word, or the one before "of" in a noun's phrase."""
        text = p["text"]
        cut = re.search(r"\s+of\s+", text) if p.get("name") is None or p.get("refers_to") else None
        if cut and re.match(r"(?i).*\b(group|crowd|dozens|hundreds|thousands|millions|tens|scores|number|some|all|most|many|several|one|two|three|majority|band|couple)\s*$", text[:cut.start()]):
            cut = None
        part = text[:cut.start()] if cut else text
        tail = list(re.finditer(r"[^\W_]+", part))
        if not tail:
            return p["begin"], p["end"]
        return p["begin"] + tail[-1].start(), p["begin"] + tail[-1].end()

    def match(self, begin, end):
        """The party for a gold span: best by shared words and head."""
        best, score = None, 0
        gold = words_of(self.text[begin:end])
        for p in self.parties:
            if p["end"] <= begin or p["begin"] >= end:
                continue
            b, e = self.head_span(p)
            head_in = begin <= b and e <= end
            shared = len(set(gold) & set(p["words"]))
            if not head_in and not (shared >= len(set(gold)) and p["end"] - p["begin"] < 3 * (end - begin) + 20):
                continue
            value = (2 if head_in else 0) + shared / max(1, len(set(gold) | set(p["words"])))
            if b == begin or e == end:
                value += 0.2
            if value > score:
                best, score = p, value
        return best


def run(program, model, texts, case):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for doc_id, text, filed in texts:
            text = text.upper() if case == "upper" else text.lower() if case == "lower" else text
            file.write(json.dumps({"doc_id": doc_id, "text": text, **({"filed": filed} if filed else {})}) + "\n")
    found = {}
    out = subprocess.run([program, "read", file.name, "--format", "jsonl", "--model", model], capture_output=True, text=True)
    for line in filter(None, out.stdout.split("\n")):
        record = json.loads(line)
        found[record["report"]["source_id"]] = Found(record)
    os.unlink(file.name)
    return found


def gold_set(path):
    texts, items = [], []
    for d in lines(path):
        texts.append((d["doc_id"], d["text"], d["filed"]))
        seen = set()
        for e in d["events"]:
            for role in ("actor", "recipient"):
                for p in e.get(role, []):
                    if p.get("kind") == "object" or "begin" not in p or (p["begin"], p["end"]) in seen:
                        continue
                    seen.add((p["begin"], p["end"]))
                    items.append((d["doc_id"], p["begin"], p["end"], dict(p, role=role)))
    return texts, items


def role_set(path, entity_types=None):
    texts, items = [], []
    for d in lines(path):
        texts.append((d["doc_id"], d["text"], d.get("date") if re.match(r"\d{4}-\d\d-\d\d$", str(d.get("date"))) else None))
        entities = {e["id"]: e for e in d.get("entities", []) if "id" in e}
        types = {(e["start"], e["end"]): e["type"] for e in d.get("entities", []) if "type" in e}
        seen = set()
        for e in d["events"]:
            for a in e["args"]:
                x = entities[a["mention"]] if "mention" in a else a
                kind = x.get("type") or types.get((x["start"], x["end"]))
                if a["role"] not in PEOPLE_ROLES or kind not in (None, "PER", "ORG", "SID") or (x["start"], x["end"]) in seen:
                    continue
                seen.add((x["start"], x["end"]))
                items.append((d["doc_id"], x["start"], x["end"], {"role": a["role"]}))
    return texts, items


def gvdb_set(path):
    texts, items = [], []
    for d in lines(path):
        texts.append((d["doc_id"], d["text"], None))
        for section in ("victim-section", "shooter-section"):
            for p in d["gold"].get(section, []):
                name = p.get("name")
                if isinstance(name, dict) and name.get("start") is not None and name["end"] > name["start"]:
                    items.append((d["doc_id"], name["start"], name["end"], {"role": section}))
    return texts, items


def re3d_set(path):
    texts, items = [], []
    for d in lines(path):
        texts.append((d["doc_id"], d["text"], None))
        for e in d["entities"]:
            if e["confidence"] >= 0.5 and e["type"] in ("Organisation", "Person"):
                items.append((d["doc_id"], e["start"], e["end"], {"role": e["type"]}))
    return texts, items


def muc_set(path, limit=300):
    """Fillers of the perpetrator and victim slots, found by their words anywhere in the text."""
    texts, items = [], []
    for d in lines(path):
        if not d["templates_full"]:
            continue
        texts.append((d["doc_id"], d["text"], None))
        seen = set()
        for t in d["templates_full"]:
            for slot in ("perp_individual_id", "perp_organization_id", "hum_tgt_name", "hum_tgt_description"):
                for filler in t.get(slot, []):
                    for alt in filler["alts"]:
                        m = re.search(r"\s+".join(map(re.escape, alt.split())), d["text"])
                        if m and m.span() not in seen:
                            seen.add(m.span())
                            items.append((d["doc_id"], m.start(), m.end(), {"role": slot}))
        if len(texts) >= limit:
            break
    return texts, items


def wikievents_clusters(path):
    texts, clusters = [], {}
    for d in lines(path):
        texts.append((d["doc_id"], d["text"], None))
        entities = {e["id"]: e for e in d["entities"]}
        clusters[d["doc_id"]] = [[(entities[m]["start"], entities[m]["end"], entities[m]["type"]) for m in c if m in entities] for c in d["clusters"]]
        clusters[d["doc_id"]] = [[m[:2] for m in c] for c in clusters[d["doc_id"]] if c and any(m[2] in ("PER", "ORG") for m in c)]
    return texts, clusters


def gum_clusters(path, genres=("news", "interview", "bio")):
    """GUM's entities from the MISC column of its CoNLL-U."""
    texts, clusters = [], {}
    doc, text, mentions, open_spans = None, "", collections.defaultdict(list), {}
    types, multi, pos = {}, None, 0

    def close():
        if doc and doc.split("_")[1] in genres:
            texts.append((doc, text, None))
            clusters[doc] = [sorted(m) for k, m in mentions.items() if types.get(k) in ("person", "organization") and len(m) > 1]

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                close()
                doc, text, mentions, open_spans, types = line.split("= ")[1], "", collections.defaultdict(list), {}, {}
            elif line.startswith("# newpar"):
                text = text.rstrip() + "\n\n" if text else ""
            elif line and not line.startswith("#"):
                cell = line.split("\t")
                if "-" in cell[0]:
                    first, last = map(int, cell[0].split("-"))
                    pos = len(text)
                    text += cell[1]
                    multi = (first, last, pos, "SpaceAfter=No" in cell[9])
                    continue
                if "." in cell[0]:
                    continue
                n = int(cell[0])
                inside = multi is not None and multi[0] <= n <= multi[1]
                if inside:
                    begin, end = pos, pos + len(cell[1])
                    pos = end
                else:
                    begin = len(text)
                    text += cell[1]
                    end = len(text)
                m = re.search(r"Entity=([^|]*)", cell[9])
                if m:
                    for part in re.findall(r"\([^()]+\)?|[^()]+\)", m.group(1)):
                        body = part.strip("()")
                        key = body.split("-")[0]
                        if part.startswith("("):
                            fields = body.split("-")
                            types[key] = fields[1] if len(fields) > 1 else types.get(key)
                            if part.endswith(")"):
                                mentions[key].append((begin, end))
                            else:
                                open_spans.setdefault(key, []).append(begin)
                        elif open_spans.get(key):
                            mentions[key].append((open_spans[key].pop(), end))
                if inside:
                    if n == multi[1]:
                        if not multi[3]:
                            text += " "
                        multi = None
                elif "SpaceAfter=No" not in cell[9]:
                    text += " "
    close()
    return texts, clusters


def score_items(name, texts, items, args):
    found = run(args.program, args.model, texts, args.case)
    hits, total = 0, 0
    agree, of = collections.Counter(), collections.Counter()
    causes = collections.Counter()
    shown = collections.defaultdict(list)
    for doc, begin, end, gold in items:
        if doc not in found:
            continue
        page = found[doc]
        quote = page.text[begin:end].replace("\n", " ")
        if quote.casefold() in PRONOUNS and name != "gold":
            continue
        total += 1
        party = page.match(begin, end)
        if party is None:
            shown["missed"].append(quote)
            continue
        hits += 1
        if "sector" in gold:
            if gold["sector"]:
                of["sector"] += 1
                got = party.get("sector") or []
                if got and got[0] in gold["sector"]:
                    agree["sector"] += 1
                else:
                    causes[("/".join(gold["sector"]), "/".join(got))] += 1
                    shown["sector"].append(f"{quote} [{party['text']}]: gold {'/'.join(gold['sector'])}, got {'/'.join(got)} ({party['because']})".replace("\n", " "))
            for key in ("country", "kind"):
                if gold.get(key):
                    of[key] += 1
                    if party.get(key) == gold[key]:
                        agree[key] += 1
                    else:
                        shown[key].append(f"{quote}: gold {gold[key]}, got {party.get(key)} ({party['because']})")
            if gold.get("suspected"):
                of["suspected"] += 1
                agree["suspected"] += bool(party.get("suspected"))
    result = f"{name:12} heads {hits}/{total} = {100 * hits / max(1, total):.1f}"
    for key in of:
        result += f"; {key} {agree[key]}/{of[key]} = {100 * agree[key] / of[key]:.1f}"
    print(result)
    if args.show:
        for cause in (args.what.split(",") if args.what else ["missed", "sector"]):
            print(f"  -- {cause}: {len(shown[cause])}")
            for text, n in collections.Counter(shown[cause]).most_common(args.show):
                print(f"     {n}x {text}")
        if of["sector"] and (not args.what or "sector" in args.what):
            for (g, p), n in causes.most_common(25):
                print(f"     {n:4} gold {g} got {p}")


def score_clusters(name, texts, clusters, args):
    found = run(args.program, args.model, texts, args.case)
    right, made = collections.Counter(), collections.Counter()
    recalled, wanted = 0, 0
    shown = []
    for doc, groups in clusters.items():
        if doc not in found:
            continue
        page = found[doc]
        gold_of = {}
        for i, group in enumerate(groups):
            for b, e in group:
                party = page.match(b, e)
                if party is not None:
                    gold_of.setdefault(id(party), set()).add(i)
        by_span = {(p["begin"], p["end"]): p for p in page.parties}
        for p in page.parties:
            if "refers_to" not in p:
                continue
            other = by_span.get(p["refers_to"])
            if other is None or id(p) not in gold_of or id(other) not in gold_of:
                continue
            pron = p["text"].casefold() in PRONOUNS
            kind = "pronoun" if pron else "name" if p["text"][:1].isupper() and "who.s" in p["because"] or "lexicon/who/armed" in p["because"].split("; ")[-1] else "other"
            made[kind] += 1
            ok = bool(gold_of[id(p)] & gold_of[id(other)])
            right[kind] += ok
            if not ok:
                shown.append(f"{p['text']} -> {other['text']} ({p['because'].split('; ')[-1]}) ..{page.text[max(0, p['begin'] - 100):p['end'] + 40]}..".replace("\n", " "))
        for group in groups:
            group = sorted(group)
            for b, e in group[1:]:
                wanted += 1
                party = page.match(b, e)
                if party is None:
                    continue
                target = party.get("refers_to", (party["begin"], party["end"]))
                for b2, e2 in group:
                    if b2 >= b:
                        continue
                    first = page.match(b2, e2)
                    if first is not None and first is not party and first.get("refers_to", (first["begin"], first["end"])) == target:
                        recalled += 1
                        break
    total_made, total_right = sum(made.values()), sum(right.values())
    detail = ", ".join(f"{k} {right[k]}/{made[k]}" for k in sorted(made))
    print(f"{name:12} links right {total_right}/{total_made} = {100 * total_right / max(1, total_made):.1f} ({detail}); mentions joined {recalled}/{wanted} = {100 * recalled / max(1, wanted):.1f}")
    if args.show:
        for text in shown[:args.show]:
            print("    ", text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("gold")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--sets", default="gold,m2e2,wikievents,muc4,gvdb,re3d,coref-wikievents,coref-gum")
    parser.add_argument("--case", choices=["upper", "lower"])
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--what", default="")
    args = parser.parse_args()
    data = args.data
    for name in args.sets.split(","):
        if name == "gold":
            score_items(name, *gold_set(args.gold), args)
        elif name == "m2e2":
            score_items(name, *role_set(f"{data}/m2e2/train.jsonl.gz"), args)
        elif name == "wikievents":
            score_items(name, *role_set(f"{data}/wikievents/dev.jsonl.gz"), args)
        elif name == "muc4":
            score_items(name, *muc_set(f"{data}/muc4/train.jsonl.gz"), args)
        elif name == "gvdb":
            score_items(name, *gvdb_set(f"{data}/gvdb/dev.jsonl.gz"), args)
        elif name == "re3d":
            score_items(name, *re3d_set(f"{data}/re3d/train.jsonl.gz"), args)
        elif name == "coref-wikievents":
            score_clusters(name, *wikievents_clusters(f"{data}/wikievents/dev.jsonl.gz"), args)
        elif name == "coref-gum":
            score_clusters(name, *gum_clusters(f"{data}/ud-gum-ccby/en_gum-ccby-train.conllu.gz"), args)


if __name__ == "__main__":
    main()
