"""Figures in a picture: a body of some build, bent, clothed and seen from somewhere."""

import math

import numpy as np
from scipy.optimize import least_squares

from body import body, normals, smoothed
from drawings.poses import LIMITS, kind

# What a surface may be colored as; where two meet, the line is that of the first.
COLORS = ["skin", "far", "hand", "cloth", "far-cloth", "hair", "hair-gray"]
# How far cloth and hair stand off the skin, in meters.
CLOTH, HAIR = 0.008, 0.012


def view(azimuth, elevation, roll):
    """Return the rows right, down, toward the eye of what is seen from there (degrees, as `Figure.look`)."""
    a, e, r = np.radians([azimuth, elevation, roll])
    eye = np.array([math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)])
    right = np.array([math.cos(a), math.sin(a), 0])
    down = np.cross(right, eye)
    return np.stack([math.cos(r) * right - math.sin(r) * down, math.sin(r) * right + math.cos(r) * down, eye])


def axes(along, beside, hand):
    """Return three axes at right angles, as columns: the first along one way, the second near another."""
    x = along / np.linalg.norm(along)
    y = beside - x * (x @ beside)
    y /= np.linalg.norm(y)
    return np.stack([x, y, hand * np.cross(x, y)], 1)


def seen(figure, heads):
    """Return the view of a figure whose bones begin at `heads`."""
    if figure.lies:
        side = "L" if any(limb.endswith(".L") for limb in figure.limbs) else "R"
        middle = heads[f"f_middle.01.{side}"] - heads[f"hand.{side}"]
        row = heads[f"f_pinky.01.{side}"] - heads[f"f_index.01.{side}"]
        # The picture's axes are left-handed, the body's right-handed.
        rows = axes(*np.array(figure.lies, float), -1) @ axes(middle, row, 1).T
    else:
        rows = view(*figure.look)
    return rows * np.array([[-1 if figure.mirror else 1], [1], [1]])


def hair_of(person, shape):
    """Return which points of a head carry hair."""
    eyes = (person.head["eye.L"] + person.head["eye.R"]) / 2
    _, y, z = (person.points - eyes).T
    nape = -0.03 if shape == "short" else -0.055
    above_the_brow = z > 0.058 - 0.1 * np.maximum(y, 0)
    hairy = above_the_brow | ((y > 0.06) & (z > 0.03)) | ((y > 0.095) & (z > nape))
    return hairy & (person.of(["spine.006"]) > 0.6) & (person.of(["ear.L", "ear.R"]) <= 0.3)


def reached(figure, person):
    """Return the pose in which wrists and ankles are where they are wanted, as far as joints can bring them there."""
    pose = dict(figure.pose)
    for end, wanted in figure.reach.items():
        side = end[-2:]
        chain = [
            f"{bone}{side}" for bone in (("upper_arm", "forearm") if end.startswith("hand") else ("thigh", "shin"))
        ]
        low, high = np.array([limit for bone in chain for limit in LIMITS[kind(bone)]], float).T
        start = np.clip(np.concatenate([pose.get(bone, (0, 0, 0)) for bone in chain]), low + 0.01, high - 0.01)

        def bent(turns, pose=pose, chain=chain):
            return pose | {chain[0]: tuple(turns[:3]), chain[1]: tuple(turns[3:])}

        def off(turns, bent=bent, end=end, wanted=wanted, start=start):
            _, heads = person.bent(bent(turns))
            away = (np.array(wanted) - [*figure.at, figure.depth]) / figure.scale
            # Of all ways to get there the one that is nearest to the pose as it is written.
            missed = ((heads[end] - heads[figure.joint]) @ seen(figure, heads).T - away) * 100
            return np.concatenate([missed, (turns - start) * 0.01])

        pose = bent(least_squares(off, start, bounds=(low, high), diff_step=1e-3, max_nfev=40).x)
    return pose


class Placed:
    """A figure as it lies in a picture: the quads of its surface, the color of each, how it looks, and its joints."""

    def __init__(self, figure):
        person = body(figure.build)
        points, heads = person.bent(reached(figure, person))
        rows = seen(figure, heads)
        for bone, times in figure.swell.items():
            way = heads[f"{bone}:end"] - heads[bone]
            beside = points - heads[bone]
            beside = beside - (beside @ way / (way @ way))[:, None] * way
            points = points + beside * (person.share_of(bone) * (times - 1))[:, None]
        # A limb that another layer goes on with reaches a little into it.
        least = 0.1 if figure.limbs and figure.without else 0.5
        shown = person.of(figure.limbs or ["spine", "MCH-breast-parent"], figure.without) > least
        quads = person.faces[shown[person.faces].all(1)]
        # What is worn goes through the smoothing as the places do, so that hems become even.
        worn = {}
        for name, bones in figure.wear.items():
            own, others = ([bone.lstrip("-") for bone in bones if (bone[0] == "-") is out] for out in (False, True))
            worn[name] = person.of(own, others), 0 if name == "far" else CLOTH
        if figure.hair:
            shape, _, color = figure.hair.partition(" ")
            worn[color or "hair"] = hair_of(person, shape).astype(float), HAIR
        columns = np.column_stack([points, *(share for share, _ in worn.values())])
        for _ in range(2):
            columns, quads = smoothed(columns, quads)
        used, quads = np.unique(quads, return_inverse=True)
        quads = quads.reshape(-1, 4)
        points, colors = columns[used, :3], np.full(len(quads), COLORS.index(figure.skin))
        looks = normals(points, quads)
        for (name, (_, off)), share in zip(worn.items(), columns[used, 3:].T, strict=True):
            points = points + looks * (np.clip(share * 2 - 0.6, 0, 1) * off)[:, None]
            colors[share[quads].mean(1) > 0.5] = COLORS.index(name)

        def place(at):
            return (at - heads[figure.joint]) @ rows.T * figure.scale + [*figure.at, figure.depth]

        self.points, self.quads, self.colors = place(points), quads, colors
        self.looks = normals(self.points, quads)
        # The most of a closed surface looks away from its middle.
        corners = self.points[quads]
        across = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
        if ((corners.mean(1) - self.points.mean(0)) * across).sum() < 0:
            self.looks = -self.looks
        self.joints = {name: place(head) for name, head in heads.items()}

    def face(self):
        """Return (eyes, ears, strokes) as far as they are seen: points, points, and curves for brows and mouth."""
        at = self.joints
        eyes, ears, strokes = [], [], []
        # Ways of the head, as long as its eyes are apart; `aside` is toward its left.
        aside = at["eye.L"] - at["eye.R"]
        wide = np.linalg.norm(aside)
        ahead = at["eye.L:end"] - at["eye.L"] + at["eye.R:end"] - at["eye.R"]
        ahead = ahead / np.linalg.norm(ahead) * wide
        up = np.cross(aside, ahead) / wide
        up = up if up @ (at["spine.006:end"] - at["spine.006"]) > 0 else -up

        def stroke(start, end, bend):
            strokes.append([point[:2] for point in (start, (start + end) / 2 + bend * up, end)])

        for side, out in (("L", aside), ("R", -aside)):
            eye, end = at[f"eye.{side}"], at[f"eye.{side}:end"]
            toward = out[2] / wide
            # Neither behind the nose nor turned away.
            if toward > -0.3 and (end - eye)[2] > -0.45 * np.linalg.norm(end - eye):
                eyes.append((end - 0.3 * (end - eye))[:2])
                brow = end + 0.35 * up - 0.07 * ahead
                # Higher toward the nose: not stern when a head is bowed.
                stroke(brow - 0.15 * out + 0.08 * up, brow + 0.3 * out - 0.4 * ahead, 0.12)
            if toward > 0.5:
                ears.append(at[f"ear.{side}"][:2])
        middle = (at["lip.T.L"] + at["lip.B.L"]) / 2
        front = (at["lip.T.L"] - at["spine.006"])[2] / np.linalg.norm(at["lip.T.L"] - at["spine.006"])
        if front > -0.4:
            left, right = (middle + way * 0.45 * aside - 0.4 * ahead for way in (1, -1))
            # From the side one half of the mouth is seen, from behind none. Level: who hurts does not smile.
            turned = aside[2] / wide
            stroke(*((left, right) if abs(turned) < 0.6 else (middle, left if turned > 0 else right)), 0)
        return eyes, ears, strokes
