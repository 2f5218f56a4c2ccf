"""Prints the text of a CoNLL-U file as the CoNLL 2018 task gave it: the sentences of a paragraph
joined by a blank, paragraphs and documents parted by an empty line.

usage: raw_text.py FILE.conllu[.gz] > FILE.txt
"""

import sys

from treebank import open_text


def paragraphs(lines):
    current = []
    for line in lines:
        starts_paragraph = line.startswith("# newdoc") or (line.startswith("# newpar") and not line.startswith("# newpar_"))
        if starts_paragraph and current:
            yield current
            current = []
        if line.startswith("# text = "):
            current.append(line[9:].rstrip("\n"))
    if current:
        yield current


def main():
    for sentences in paragraphs(open_text(sys.argv[1])):
        print(" ".join(sentences), end="\n\n")


if __name__ == "__main__":
    main()
