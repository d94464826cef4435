"""How the bodies in drawings stand, lie and grip: what `docs/images/drawings.yml` may say, and how far joints bend.

`make drawings` makes the pictures from it; the build only asks whether each belongs to its pose. Lengths are units of
the picture, x to the right, y down, z to the eye; angles are degrees about the axes of a bone: x bends, y turns it
about its length, z leans it aside.
"""

import hashlib
import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

STRICT = ConfigDict(extra="forbid")
Point = tuple[float, float]
Vector = tuple[float, float, float]
Turn = float | Vector
NUMBERS = range(1, 6)
FINGERS = ("index", "middle", "ring", "pinky")
# How far each bone turns from the pose in which the mesh is made (legs straight, arms half out, feet and hands flat),
# about its x, y and z, in degrees. Beyond what is told here no bone turns.
LIMITS = {
    "spine": ((-180, 180), (-180, 180), (-180, 180)),
    "spine.001": ((-25, 45), (-20, 20), (-20, 20)),
    "spine.002": ((-25, 40), (-20, 20), (-20, 20)),
    "spine.003": ((-25, 40), (-25, 25), (-20, 20)),
    "spine.004": ((-30, 35), (-40, 40), (-25, 25)),
    "spine.005": ((-40, 35), (-40, 40), (-25, 25)),
    "spine.006": ((-40, 35), (-40, 40), (-25, 25)),
    "shoulder": ((-25, 30), (-30, 30), (-30, 30)),
    "upper_arm": ((-120, 120), (-110, 110), (-120, 120)),
    "forearm": ((-5, 145), (-95, 95), (-5, 5)),
    "hand": ((-80, 80), (-20, 20), (-35, 35)),
    "palm": ((-10, 15), (-10, 10), (-10, 10)),
    "finger.01": ((-30, 95), (-15, 15), (-25, 25)),
    "finger.02": ((-5, 110), (-5, 5), (-5, 5)),
    "finger.03": ((-10, 80), (-5, 5), (-5, 5)),
    "thumb.01": ((-40, 50), (-60, 60), (-50, 50)),
    "thumb.02": ((-20, 60), (-20, 20), (-20, 20)),
    "thumb.03": ((-25, 80), (-10, 10), (-10, 10)),
    "thigh": ((-125, 35), (-45, 45), (-50, 50)),
    "shin": ((-5, 150), (-25, 25), (-5, 5)),
    "foot": ((-35, 55), (-25, 25), (-25, 25)),
    "toe": ((-70, 45), (-10, 10), (-10, 10)),
    "toe.01": ((-75, 50), (-10, 10), (-15, 15)),
    "toe.02": ((-10, 75), (-5, 5), (-5, 5)),
    "toe.03": ((-15, 70), (-5, 5), (-5, 5)),
}


def kind(bone):
    """Return the name under which the limits know a bone: `f_ring.01.L` is a `finger.01`."""
    bone = re.sub(r"\.[LR]$", "", bone)
    bone = re.sub(r"^f_[a-z]+\.", "finger.", bone)
    bone = re.sub(r"^toe\d-(\d)$", r"toe.0\1", bone)
    return re.sub(r"^palm\.\d\d$", "palm", bone)


def spread(name, turn):
    """Yield (bone, turn) for what is written of a bone or of a row of them.

    `toes.R`: all five at their root; `toe-tips.R`: their other joints; `fingers.L: [root, middle, end]`.
    """
    row, _, side = name.rpartition(".")
    if row == "toes":
        yield from ((f"toe{number}-1.{side}", turn) for number in NUMBERS)
    elif row == "toe-tips":
        yield from (
            (f"toe{number}-{joint}.{side}", turn) for number in NUMBERS for joint in ((2,) if number == 1 else (2, 3))
        )
    elif row == "fingers":
        if not isinstance(turn, tuple):
            raise ValueError("fingers take three turns: root, middle, end")
        yield from ((f"f_{finger}.0{joint + 1}.{side}", turn[joint]) for finger in FINGERS for joint in range(3))
    else:
        yield name, turn


Color = Literal["skin", "far", "hand", "cloth", "far-cloth"]


class Figure(BaseModel):
    """A body, or some limbs of one, as it is seen.

    `look` is where the eye stands: degrees around the body from its front toward its left, above it, and how far the
    picture is then turned clockwise. `lies` says it the other way, for a hand that holds something: the way in which
    its middle bone points in the picture, and that from index to little finger.
    """

    model_config = STRICT
    build: Literal["woman", "man", "heavy-woman", "heavy-man", "old-woman", "old-man", "pregnant-woman"] = "woman"
    limbs: list[str] = Field([], description="Bones that are shown with all that hangs from them; else the whole body.")
    without: list[str] = []
    pose: dict[str, Turn] = {}
    look: Vector = (0, 0, 0)
    lies: tuple[Vector, Vector] | None = None
    joint: str = "spine"
    at: Point = Field(description="Where that joint lies in the picture.")
    depth: float = 0
    scale: float = Field(description="Units of the picture for a meter.")
    mirror: bool = False
    skin: Color = "skin"
    wear: dict[Color, list[str]] = Field({}, description="What some bones, and what hangs from them, are clothed in.")
    hair: Literal["", "short", "long", "short hair-gray", "long hair-gray"] = ""
    reach: dict[str, Vector] = Field({}, description="Where in the picture a wrist or an ankle is brought.")
    swell: dict[str, float] = Field({}, description="How many times as thick the limb about a bone is.")
    fine: float = Field(0, description="How small a thing still gets a line: more draws less. 0: by the scale.")

    @field_validator("pose")
    @classmethod
    def every_bone(cls, pose):
        bones = {}
        for name, turn in pose.items():
            bones.update(spread(name, turn))
        return {bone: (turn, 0, 0) if isinstance(turn, int | float) else turn for bone, turn in bones.items()}

    def impossible(self):
        """Yield (bone, axis, degrees, range) for each joint that is bent further than a body can bend it."""
        for bone, turn in self.pose.items():
            limits = LIMITS.get(kind(bone))
            if limits is None:
                yield bone, "", 0, (0, 0)
                continue
            for axis, degrees, (low, high) in zip("xyz", turn, limits, strict=True):
                if not low <= degrees <= high:
                    yield bone, axis, degrees, (low, high)


Size = Annotated[int, Field(gt=0, le=600)]


class Shape(BaseModel):
    """A path, and what it is."""

    model_config = STRICT
    kind: str
    shape: str


class Mark(BaseModel):
    """Whom to call, in shapes about their middle."""

    model_config = STRICT
    name: Literal["ambulance", "doctor", "phone"]
    shapes: list[Shape]


class Layer(BaseModel):
    """What is drawn over those before it: bodies, a shape of a kind, a soft spot, an arrow along a curve, or a mark."""

    model_config = STRICT
    figures: list[Figure] = []
    kind: str | None = Field(None, description="Of a shape, or of an arrow that shows no advice: wrong.")
    shape: str | None = None
    glow: tuple[float, float, float, float, float] | None = Field(None, description="x, y, two radii, degrees.")
    arrow: tuple[float, float, float, float, float, float] | None = None
    mark: Mark | None = None
    at: Vector | None = Field(None, description="Where the middle of a mark lies, x and y, and how large it is.")
    moves: tuple[float, float, int] | None = Field(
        None, description="Swings there and back about a point: 1 clockwise first, or -1."
    )

    @model_validator(mode="after")
    def is_one_thing(self):
        things = [bool(self.figures), *(thing is not None for thing in (self.shape, self.glow, self.arrow, self.mark))]
        if things.count(True) != 1:
            raise ValueError("a layer is one of these: figures, a shape, a glow, an arrow, a mark")
        if self.shape is not None and not self.kind:
            raise ValueError("a shape has a kind")
        if (self.mark is None) != (self.at is None):
            raise ValueError("a mark stands at a place, and nothing else does: `at`")
        return self


class Drawing(BaseModel):
    """A picture: the size of its box and what stands in it, from back to front."""

    model_config = STRICT
    size: tuple[Size, Size]
    layers: list[Layer]
    sign: str = Field("", description="The danger sign that it shows, if it is a warning.")
    shaded: bool = Field(True, description="Whether one side of the bodies lies in the shadow.")

    @property
    def is_warning(self):
        """Whether it is framed as a danger."""
        return any(layer.kind == "alarm" for layer in self.layers)

    @property
    def calls(self):
        """Whom it says to call."""
        return {layer.mark.name for layer in self.layers if layer.mark}

    @cached_property
    def fingerprint(self):
        """Return the fingerprint of a pose, which its picture carries."""
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:12]


class Drawings(BaseModel):
    """The file of poses."""

    model_config = STRICT
    drawings: dict[str, Drawing]
    shared: dict = Field({}, description="Parts of poses that several drawings share, by YAML anchors.")
