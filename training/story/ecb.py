"""ECB+ beside our records: which gold mention which record tells."""
import gzip, json


def mentions_with_records(gold_path, lines_path):
    """Pairs (gold mention, our record, lemma of the mention's trigger) for annotated mentions that evidence of a record overlaps."""
    lines = {}
    for line in open(lines_path, encoding="utf-8"):
        d = json.loads(line)
        lines[d["report"]["source_id"]] = d
    for line in gzip.open(gold_path, "rt", encoding="utf-8"):
        doc = json.loads(line)
        read = lines[doc["doc_id"]]
        at, offset = [], 0
        for c in doc["text"]:
            at.append(offset)
            offset += len(c.encode())
        at.append(offset)
        for m in doc["mentions"]:
            if not m["in_selected_sentence"] or not m["tag"].startswith(("ACTION", "NEG_ACTION")):
                continue
            begin, end = at[m["start"]], at[m["end"]]
            holds = [(x["end"] - x["begin"], i) for i, e in enumerate(read["events"]) for x in e["evidence"] if x["begin"] < end and begin < x["end"]]
            if holds:
                yield {"doc": doc["doc_id"], "cluster": m["cluster"] or f"{doc['doc_id']}#{m['id']}", "text": m["text"], "id": m["id"]}, read["events"][min(holds)[1]]
