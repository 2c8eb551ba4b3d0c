"""What a browser has used of the processor: less at the mercy of a busy machine than the clock."""

import os
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")
"""Where Linux tells of processes. Other systems give no figure."""


def processor_ms(word: str) -> float | None:
    """Milliseconds that the processes whose command has this word, and their children, have used."""
    if not (PROC / "self/stat").exists():
        return None
    ticks: dict[int, int] = {}
    children: dict[int, list[int]] = defaultdict(list)
    found: list[int] = []
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        number = int(folder.name)
        try:
            # Behind the name in brackets: state, parent, …, and from the 12th on four sums of ticks:
            # its own in user and system mode, then those of its children that have ended.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:  # it has just ended
            continue
        ticks[number] = sum(map(int, fields[11:15]))
        children[int(fields[1])].append(number)
        if word.encode() in command:
            found.append(number)
    counted: set[int] = set()
    while found:
        number = found.pop()
        if number not in counted:
            counted.add(number)
            found += children[number]
    return 1000 * sum(ticks[number] for number in counted) / os.sysconf("SC_CLK_TCK")
