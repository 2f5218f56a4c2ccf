"""The windows in which the report network reads a report; src/reading/report_network.cpp makes the same (docs/models.md)."""

ROOM, SEGMENT, CORE, LEFT = 512, 300, 320, 96


def segments_of(sentences):
    """Sentences ([(pieces, case), ...]) as lists of words, long ones cut: [[(word number, pieces, case), ...], ...]."""
    segments, word = [], 0
    for sentence in sentences:
        whole = sum(len(p) for p, _ in sentence) <= SEGMENT
        now, size = [], 0
        for pieces, case in sentence:
            if not whole and now and size + len(pieces) > SEGMENT:
                segments.append(now)
                now, size = [], 0
            now.append((word, pieces, case))
            size += len(pieces)
            word += 1
        if now:
            segments.append(now)
    return segments


def spans_of(costs):
    """(first segment, core begin, core end, end) of each window, from the segments' costs in pieces."""
    out, begin = [], 0
    while begin < len(costs):
        first, left = begin, 0
        while first > 0 and left + costs[first - 1] <= LEFT:
            first -= 1
            left += costs[first]
        if 1 + left + sum(costs[begin:]) <= ROOM:
            end, core = len(costs), sum(costs[begin:])
        else:
            end, core = begin + 1, costs[begin]
            while end < len(costs) and core + costs[end] <= CORE:
                core += costs[end]
                end += 1
        last, used = end, 1 + left + core
        while last < len(costs) and used + costs[last] <= ROOM:
            used += costs[last]
            last += 1
        out.append((first, begin, end, last))
        begin = end
    return out


def windows_of(sentences, cls, sep, edge_case):
    """([(piece ids, case ids)], [(window, position) of each word's first piece])."""
    segments = segments_of(sentences)
    place = [None] * sum(len(s) for s in sentences)
    windows = []
    for first, begin, end, last in spans_of([sum(len(p) for _, p, _ in s) + 1 for s in segments]):
        ids, cases = [cls], [edge_case]
        for k in range(first, last):
            for word, pieces, case in segments[k]:
                if begin <= k < end:
                    place[word] = (len(windows), len(ids))
                ids.extend(pieces)
                cases.extend([case] * len(pieces))
            ids.append(sep)
            cases.append(edge_case)
        windows.append((ids, cases))
    return windows, place
