"""Line art of bodies: areas of one color, and the lines where a surface turns away or something lies over another.

A picture's x points right, y down, z to the eye; its unit is that of the SVG. What is seen is found in a raster of
depths, FINE pixels a unit; lines and areas are then fitted by cubic curves (Schneider's fit, Graphics Gems 1990).
"""

import math
import re
from itertools import pairwise

import numba
import numpy as np
from contourpy import contour_generator
from scipy.ndimage import (
    binary_closing,
    binary_erosion,
    binary_opening,
    distance_transform_edt,
    gaussian_filter,
    gaussian_filter1d,
    label,
    median_filter,
)
from scipy.spatial import cKDTree

FINE = 4
# Paths are written in halves of a unit.
STEPS = 2
MARGIN = 10
FAR = -1e9
# Where the light comes from, to the picture's right, down and toward the eye; below which share of it a surface is
# dark; how even the border between the two is.
LIGHT, DIM, SOFT = np.array([-0.62, -0.42, 0.66]), 0.15, 18
# How many numbers each command of a path takes.
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7}


@numba.njit(cache=True)
def rastered(corners, colors, width, height):
    """Return for each pixel the depth of the nearest triangle, and its color (-1: there is none)."""
    depth = np.full((height, width), FAR)
    color = np.full((height, width), -1, np.int32)
    for k in range(len(corners)):
        ax, ay, az = corners[k, 0]
        bx, by, bz = corners[k, 1]
        cx, cy, cz = corners[k, 2]
        det = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
        if abs(det) < 1e-12:
            continue
        top, bottom = max(0, math.floor(min(ay, by, cy))), min(height, math.ceil(max(ay, by, cy)) + 1)
        left, right = max(0, math.floor(min(ax, bx, cx))), min(width, math.ceil(max(ax, bx, cx)) + 1)
        for y in range(top, bottom):
            for x in range(left, right):
                a = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / det
                b = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / det
                c = 1 - a - b
                if a >= -1e-6 and b >= -1e-6 and c >= -1e-6:
                    z = a * az + b * bz + c * cz
                    if z > depth[y, x]:
                        depth[y, x] = z
                        color[y, x] = colors[k]
    return depth, color


class Sight:
    """What is seen of some surfaces: `parts` is [(points, quads, color of each quad)] in the picture's units.

    `depth` and `color` are rasters with a margin around the picture.
    """

    def __init__(self, parts, size):
        self.width, self.height = ((side + 2 * MARGIN) * FINE for side in size)
        corners = np.concatenate(
            [(points[triangles(quads)] + [MARGIN, MARGIN, 0]) * [FINE, FINE, 1] for points, quads, _ in parts]
        )
        colors = np.concatenate([np.repeat(color, 2) for _, _, color in parts]).astype(np.int32)
        self.depth, self.color = rastered(corners, colors, self.width, self.height)

    def at(self, grid, xy, outside):
        x, y = (np.round((xy[:, k] + MARGIN) * FINE).astype(int) for k in (0, 1))
        inside = (x >= 0) & (y >= 0) & (x < self.width) & (y < self.height)
        found = np.full(len(xy), outside, grid.dtype)
        found[inside] = grid[y[inside], x[inside]]
        return found

    def depth_at(self, xy):
        return self.at(self.depth, xy, FAR)

    def color_at(self, xy):
        return self.at(self.color, xy, -1)

    def borders(self, mask, smallest=10):
        """Return the closed lines around an area, without specks and pinholes, as rows of x and y."""
        rings = contour_generator(z=np.pad(mask, 1).astype(float)).lines(0.5)
        rings = [(ring - 1) / FINE - MARGIN for ring in rings]
        return [ring for ring in rings if area(ring) > smallest and np.allclose(ring[0], ring[-1])]


def triangles(quads):
    return np.stack([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]], 1).reshape(-1, 3)


def area(ring):
    x, y = ring.T
    return abs(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2


def even(line, step=0.5):
    """Return a line with points at even distances."""
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line[:, :2], axis=0), axis=1))])
    wanted = np.linspace(0, along[-1], max(2, int(along[-1] / step) + 1))
    return np.stack([np.interp(wanted, along, column) for column in line.T], 1)


def softened(line, sigma, closed=False):
    if closed:
        return gaussian_filter1d(line, sigma, axis=0, mode="wrap")
    soft = gaussian_filter1d(line, sigma, axis=0, mode="nearest")
    soft[0], soft[-1] = line[0], line[-1]
    return soft


def outward(ring, sight, color):
    """Return the direction that leads out of the area of a color, at each point of a line around it."""
    along = np.roll(ring, -1, 0) - np.roll(ring, 1, 0)
    along /= np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    out = np.stack([-along[:, 1], along[:, 0]], 1)
    inside = [(sight.color_at(ring + way * out) == color).mean() for way in (1, -1)]
    return -out if inside[0] > inside[1] else out


def length(line):
    return np.linalg.norm(np.diff(line[:, :2], axis=0), axis=1).sum()


def runs(line, flags, shortest):
    """Return the stretches of a line that are flagged and long enough; a ring is opened where it is not."""
    ring = np.linalg.norm(line[0, :2] - line[-1, :2]) < 1.5
    # Gaps and bits of a unit or two are chance.
    flags = np.pad(flags, 6, mode="wrap" if ring else "edge")
    flags = binary_opening(binary_closing(flags, np.ones(5)), np.ones(5))[6:-6]
    if flags.all():
        return [line]
    if not flags.any():
        return []
    if ring:
        start = int(np.argmin(flags))
        line, flags = np.roll(line, -start, 0), np.roll(flags, -start)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    found = [line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [run for run in found if len(run) > 3 and length(run) >= shortest]


def turning_away(points, normals, quads):
    """Yield the lines where a surface turns away from the eye: rows of x, y, z and the way it looks there (x, y)."""
    facing = normals[:, 2] + 1e-9
    every = triangles(quads)
    sign = facing[every] > 0
    at, links = {}, {}
    for corners in every[sign.any(1) & ~sign.all(1)]:
        ends = []
        for a, b in (corners[[0, 1]], corners[[1, 2]], corners[[2, 0]]):
            if (facing[a] > 0) != (facing[b] > 0):
                key = (min(a, b), max(a, b))
                share = facing[key[0]] / (facing[key[0]] - facing[key[1]])
                at[key] = np.concatenate(
                    [(1 - share) * rows[key[0]] + share * rows[key[1]] for rows in (points, normals[:, :2])]
                )
                ends.append(key)
        if len(ends) == 2:
            links.setdefault(ends[0], []).append(ends[1])
            links.setdefault(ends[1], []).append(ends[0])
    seen = set()
    for start in sorted(links, key=lambda key: len(links[key])):
        if start in seen:
            continue
        chain, here = [], start
        while here is not None:
            seen.add(here)
            chain.append(here)
            here = next((key for key in links[here] if key not in seen), None)
        if len(chain) > 3:
            if chain[0] in links[chain[-1]] and len(chain) > 4:
                chain.append(chain[0])
            yield np.array([at[key] for key in chain])


# Schneider's fit.
def _fit(points, start, end, tolerance, found):
    count = len(points)
    if count == 2:
        third = np.linalg.norm(points[1] - points[0]) / 3
        found.append(np.array([points[0], points[0] + start * third, points[1] + end * third, points[1]]))
        return
    at = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    length = at[-1]
    at = at / max(length, 1e-9)
    for _ in range(6):
        basis = np.stack([(1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at * at * (1 - at), at**3], 1)
        a, b = basis[:, 1:2] * start, basis[:, 2:3] * end
        rest = points - (basis[:, :2].sum(1)[:, None] * points[0] + basis[:, 2:].sum(1)[:, None] * points[-1])
        left = np.array([[(a * a).sum(), (a * b).sum()], [(a * b).sum(), (b * b).sum()]])
        right = np.array([(a * rest).sum(), (b * rest).sum()])
        reach = np.linalg.solve(left, right) if abs(np.linalg.det(left)) > 1e-9 else np.full(2, length / 3)
        if (reach < length * 0.02).any() or (reach > length * 1.2).any():
            reach = np.full(2, length / 3)
        curve = np.array([points[0], points[0] + start * reach[0], points[-1] + end * reach[1], points[-1]])
        off = basis @ curve - points
        wrong = np.linalg.norm(off, axis=1)
        if wrong.max() < tolerance:
            found.append(curve)
            return
        first = 3 * (np.stack([(1 - at) ** 2, 2 * at * (1 - at), at * at], 1) @ np.diff(curve, axis=0))
        second = 6 * (np.stack([1 - at, at], 1) @ np.diff(curve, 2, axis=0))
        below = (first * first).sum(1) + (off * second).sum(1)
        step = np.where(np.abs(below) > 1e-9, (off * first).sum(1) / np.where(below == 0, 1, below), 0)
        at = np.maximum.accumulate(np.clip(at - step, 0, 1))
    cut = min(max(int(wrong.argmax()), 1), count - 2)
    near = min(3, cut, count - 1 - cut)
    way = points[cut - near] - points[cut + near]
    way = way / max(np.linalg.norm(way), 1e-9)
    _fit(points[: cut + 1], start, way, tolerance, found)
    _fit(points[cut:], -way, end, tolerance, found)


def corners_of(line, closed, sharpest):
    """Return where a line turns by more than so many degrees."""
    width, count = 4, len(line)
    index = np.arange(count)
    before = line - (np.roll(line, width, 0) if closed else line[np.maximum(index - width, 0)])
    after = (np.roll(line, -width, 0) if closed else line[np.minimum(index + width, count - 1)]) - line
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.degrees(np.arctan2(cross, (before * after).sum(1))))
    cuts = []
    for at in np.argsort(-turn):
        if turn[at] < sharpest:
            break
        if not closed and not width <= at < count - width:
            continue
        if all(min(abs(at - cut), count - abs(at - cut)) > 2 * width for cut in cuts):
            cuts.append(int(at))
    return sorted(cuts), turn


def curves(line, tolerance=0.4, closed=False, sharpest=55):
    """Return cubic curves along a line of evenly spaced points, broken at its corners."""
    line = np.asarray(line)[:, :2]
    if closed and np.allclose(line[0], line[-1], atol=1e-3):
        line = line[:-1]
    cuts, turn = corners_of(line, closed, sharpest)
    smooth = closed and not cuts
    if closed:
        start = cuts[0] if cuts else int(turn.argmin())
        line = np.roll(line, -start, 0)
        line = np.concatenate([line, line[:1]])
        cuts = [0, *(cut - start for cut in cuts[1:]), len(line) - 1]
    else:
        cuts = [0, *cuts, len(line) - 1]
    found = []
    for a, b in pairwise(cuts):
        piece = line[a : b + 1]
        if len(piece) < 2:
            continue
        near = min(3, len(piece) - 1)
        start, end = piece[near] - piece[0], piece[-1 - near] - piece[-1]
        if smooth:
            start = piece[2] - piece[-3]
            end = -start
        ways = [way / max(np.linalg.norm(way), 1e-9) for way in (start, end)]
        _fit(piece, *ways, tolerance, found)
    return found


def number(value):
    """Write a length with one decimal at most, as short as SVG reads it."""
    # Zero is written without a sign.
    short = f"{round(float(value), 1) + 0.0:g}"
    return short.replace("0.", ".", 1) if short.lstrip("-").startswith("0.") else short


def joined(values):
    return re.sub(" (?=-)", "", " ".join(map(str, values)))


def shorter(shape, step, middle=(0, 0)):
    """Return a path, written about a middle, to multiples of a step, relative, as short as SVG reads it."""
    middle = np.array(middle)
    text, last = "", ""
    # Where the pen is, where it is written to be, and where this line of its began.
    here, told, start = np.zeros(2), np.zeros(2), np.zeros(2)
    for command, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", shape):
        values = np.array([float(value) for value in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", written)])
        kind = command.lower()
        if kind == "z":
            text, last, here, told = f"{text}z", "z", start, np.round(start / step) * step
        for one in values.reshape(-1, TAKES.get(kind, 1)):
            # Of an arc only its end is a place; a level line says nothing of its height.
            at = 5 if kind == "a" else 0
            axes = [0] if kind == "h" else [1] if kind == "v" else [0, 1] * ((len(one) - at) // 2)
            ends = one[at:] + (middle if command.isupper() else here)[axes]
            places = np.round(ends / step) * step
            numbers = joined(map(number, [*one[:at], *(places - told[axes])]))
            here, told = here.copy(), told.copy()
            here[axes[-2:]], told[axes[-2:]] = ends[-2:], places[-2:]
            if kind == "m":
                start = here
            name = kind if text else "M"
            text += (" " if numbers[:1].isdigit() or numbers[:1] == "." else "") if name == last else name
            text += numbers
            # More pairs after a move are lines, and after the first, which is absolute, they would be too.
            kind = "l" if kind == "m" else kind
            last = "" if name == "M" else kind
    return text


def path(fitted, closed=False):
    """Write curves in whole numbers, STEPS to a unit, relative, as short as SVG reads them."""
    at = np.round(fitted[0][0] * STEPS).astype(int)
    text, last = f"M{joined(at)}", None
    for curve in fitted:
        relative = np.round(curve * STEPS).astype(int)[1:] - at
        # A handle that mirrors the last one need not be written.
        mirrored = last is not None and np.abs(relative[0] - last).max() <= 1
        text += f"s{joined(relative[1:].ravel())}" if mirrored else f"c{joined(relative.ravel())}"
        last = relative[2] - relative[1]
        at = at + relative[2]
    return f"{text}Z" if closed else text


def known(accepted, xy, near):
    """Return which points lie near a line that is drawn already."""
    if not accepted:
        return np.zeros(len(xy), bool)
    return cKDTree(np.concatenate(accepted)).query(xy[:, :2])[0] < near


def without_specks(color, smallest=12):
    """Return a raster of colors in which specks and holes below so many square units have the color beside them."""
    specks = np.zeros(color.shape, bool)
    for each in np.unique(color):
        parts, _ = label(color == each)
        specks |= (np.bincount(parts.ravel()) < smallest * FINE**2)[parts] & (parts > 0)
    kept = (color >= 0) & ~specks
    if not kept.any():
        return color
    beside = distance_transform_edt(~kept, return_distances=False, return_indices=True)
    return np.where(specks, color[tuple(beside)], color)


def at_border(run, sight):
    """Return where a line parts a color from the ground or from another, without bits of a few units."""
    own, behind = (sight.color_at(run[:, :2] + way * run[:, 3:5]) for way in (-1.6, 1.6))
    wide = 2 * int(5 / np.linalg.norm(np.diff(run[:, :2], axis=0), axis=1).mean()) + 1
    return median_filter((own != behind).astype(np.uint8), min(wide, len(run) // 2 * 2 - 1), mode="nearest") > 0


def in_shadow(sight, surfaces, size, color):
    """Return closed lines around the part of a color that turns away from a light at the upper left."""
    # As colors are whole numbers: thousandths of the light that falls on a surface.
    light = [(one.looks[one.quads].mean(1) @ LIGHT * 1000 + 1000).astype(int) for one in surfaces]
    lit = Sight([(one.points, one.quads, falls) for one, falls in zip(surfaces, light, strict=True)], size)
    own = sight.color == color
    share = gaussian_filter(np.where(own, lit.color, 0.0), SOFT) / np.maximum(gaussian_filter(own * 1.0, SOFT), 1e-6)
    # Beside the line around it, so that nothing shows between the two.
    dark = (share < DIM * 1000 + 1000) & binary_erosion(own, iterations=5)
    return [softened(even(ring), 3, True) for ring in sight.borders(dark, 200)]


def art(surfaces, size, jump, shortest, near=2.2):
    """Return ({color: closed lines around what is seen of it}, lines within these, what is seen).

    A surface has points, quads, a color for each quad (a small whole number) and the way it looks at each point. A line
    is drawn where what lies behind is farther by `jump`; two lines are `near`.
    """
    sight = Sight([(one.points, one.quads, one.colors) for one in surfaces], size)
    sight.color = without_specks(sight.color)
    within, accepted = [], []

    def keep(line, wanted):
        for run in runs(line, wanted, shortest):
            border = at_border(run, sight)
            for a, b in pairwise([0, *(np.flatnonzero(np.diff(border)) + 1), len(run)]):
                piece = run[a : b + 1, :2]
                if not border[a] and length(piece) > shortest / 2:
                    within.append(piece)
            accepted.append(run[:, :2])

    def seen(line):
        """Return where a line of x, y, z and the way out (x, y) is seen, with something farther behind."""
        xy, z, out = line[:, :2], line[:, 2], line[:, 3:5]
        on = np.abs(sight.depth_at(xy - out * 0.8) - z) < max(7, jump)
        behind = np.min([sight.depth_at(xy + out * way) for way in (1.0, 1.6)], 0)
        return on & (z - behind > jump)

    for one in surfaces:
        alone = Sight([(one.points, one.quads, np.zeros(len(one.quads)))], size)
        for ring in alone.borders(alone.color >= 0, 12):
            line = softened(even(ring), 1.2, True)
            out = outward(line, alone, 0)
            line = np.column_stack([line, alone.depth_at(line - out * 0.8), out])
            inside = ((line[:, :2] >= 1 - MARGIN) & (line[:, :2] < np.array(size) + MARGIN - 1)).all(1)
            keep(line, seen(line) & inside & ~known(accepted, line, 0.9))
    for one in surfaces:
        for chain in turning_away(one.points, one.looks, one.quads):
            line = even(chain)
            if len(line) < 6:
                continue
            line[:, 3:5] /= np.maximum(np.linalg.norm(line[:, 3:5], axis=1), 1e-9)[:, None]
            keep(line, seen(line) & ~known(accepted, line, near))
    areas = {
        color: [softened(even(ring), 1.2, True) for ring in sight.borders(sight.color == color)]
        for color in np.unique(np.concatenate([one.colors for one in surfaces])).tolist()
    }
    return areas, within, sight
