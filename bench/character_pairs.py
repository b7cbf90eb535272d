"""Count the pairs of characters that official texts use, for `audits/lists/pairs.toml`.

Reads the laws and policies of GONGKAI_REFERENCE and prints the lines of the list: a first
character, then every second one. A pair counts that stands in four texts or more. The head of the
file and the pairs of pages' own controls (menus, buttons) are kept by hand.

    python bench/character_pairs.py > lines.txt
"""

import re
from collections import Counter, defaultdict

from page_scan import reference

TEXTS_MIN = 4
RUN = re.compile("[\u4e00-\u9fff]{2,}")


def main() -> None:
    counted: Counter[str] = Counter()
    for text in reference():
        counted.update(
            {run[at : at + 2] for run in RUN.findall(text) for at in range(len(run) - 1)}
        )
    lines: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(pair for pair, count in counted.items() if count >= TEXTS_MIN):
        lines[pair[0]].append(pair[1])
    for first in sorted(lines):
        print(first + "".join(lines[first]))


if __name__ == "__main__":
    main()
