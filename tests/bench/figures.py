"""What is read from a measurement, and what it is held against: pure functions, without clock or network."""

from dataclasses import dataclass
from math import ceil
from statistics import median

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Lighthouse's name of each figure that the report shows.
AUDITS = {
    "fcp": "first-contentful-paint",
    "lcp": "largest-contentful-paint",
    "tbt": "total-blocking-time",
    "cls": "cumulative-layout-shift",
}


def figures_of(result):
    """Return one Lighthouse result as {name: figure}: times in ms, sizes in bytes as they were sent."""
    audits = result["audits"]
    sent = audits["network-requests"]["details"]["items"]
    figures = {name: audits[audit]["numericValue"] for name, audit in AUDITS.items()}
    figures["requests"] = len(sent)
    figures["bytes"] = sum(item["transferSize"] for item in sent)
    figures["script"] = sum(item["transferSize"] for item in sent if item.get("resourceType") == "Script")
    return figures


def scores_of(result):
    """Return ({category: its score out of 100}, the audits that cost points) of one Lighthouse result."""
    scores = {name: round(100 * result["categories"][name]["score"]) for name in CATEGORIES}
    costly = [
        reference["id"]
        for name in CATEGORIES
        for reference in result["categories"][name]["auditRefs"]
        if reference["weight"] and (result["audits"][reference["id"]]["score"] or 0) < 0.9
        and result["audits"][reference["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]  # fmt: skip
    return scores, costly


def medians(runs):
    """Return {name: median} of several runs' figures."""
    return {name: median(run[name] for run in runs) for name in runs[0]}


@dataclass(frozen=True)
class Target:
    """Something that was promised: `value` must not be above `limit`."""

    name: str
    value: float
    limit: float

    @property
    def holds(self):
        return self.value <= self.limit


def paint_targets(pages):
    """Return the targets of {page: {"ours" | "bare" | "stock": medians}}."""
    targets = []
    for page, measured in pages.items():
        ours, bare, stock = measured["ours"], measured["bare"], measured["stock"]
        for name in ("fcp", "lcp"):
            targets.append(Target(f"{page}: {name.upper()} against the bare page", ours[name] / bare[name], 1.2))
            targets.append(Target(f"{page}: {name.upper()} against stock Material", ours[name] / stock[name], 0.5))
        targets.append(Target(f"{page}: total blocking time, ms", ours["tbt"], 20))
        targets.append(Target(f"{page}: layout shift", ours["cls"], 0))
    return targets


def load_figures(rows, asked, a_visit):
    """Return the figures of one round of load.

    `rows` are (start in µs, status, µs until the answer was there) of each answer, `asked` how many requests there were
    to be, `a_visit` how many make one reader's visit. A request fails that got another status than 200, or no answer.
    """
    good = [(start, taken) for start, status, taken in rows if status == 200]
    if not good:
        return {"sent": asked, "failed": asked, "per_second": 0, "visits_per_second": 0, "median": 0, "p95": 0}
    begun, ended = min(start for start, _ in good), max(start + taken for start, taken in good)
    times = sorted(taken / 1000 for _, taken in good)
    per_second = len(good) / max(ended - begun, 1) * 1e6
    return {
        "sent": asked, "failed": asked - len(good), "per_second": per_second,
        "visits_per_second": per_second / a_visit, "median": median(times),
        "p95": times[ceil(len(times) * 0.95) - 1],
    }  # fmt: skip


def load_targets(load):
    """Return the targets of {"ours" | "ours, kept for offline" | "stock": figures}."""
    ours, stock = load["ours"], load["stock"]
    return [
        *(Target(f"load, {name}: requests that failed", load[name]["failed"], 0) for name in load),
        Target("load: bytes of a reader's first page against stock", ours["first_bytes"] / stock["first_bytes"], 0.5),
        Target("load: 95th percentile against stock", ours["p95"] / stock["p95"] if stock["p95"] else 0, 1),
    ]


def build_targets(seconds):
    """Return the targets of {"ours" | "stock": {pages: seconds of a build}}."""
    ours, stock = ({count: time / count for count, time in seconds[name].items()} for name in ("ours", "stock"))
    most = max(ours)
    before = sorted(ours)[-2]
    return [
        Target(f"a page of {most:,} against one of {before:,}", ours[most] / ours[before], 1.2),
        Target(f"a page of {most:,} against stock Material's", ours[most] / stock[most], 2),
    ]
