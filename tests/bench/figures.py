"""What is read from a measurement, and what it is held against: pure functions, without clock or network."""

from dataclasses import dataclass
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


def build_targets(seconds):
    """Return the targets of {"ours" | "stock": {pages: seconds of a build}}."""
    ours, stock = ({count: time / count for count, time in seconds[name].items()} for name in ("ours", "stock"))
    most = max(ours)
    before = sorted(ours)[-2]
    return [
        Target(f"a page of {most:,} against one of {before:,}", ours[most] / ours[before], 1.2),
        Target(f"a page of {most:,} against stock Material's", ours[most] / stock[most], 2),
    ]
