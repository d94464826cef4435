"""What Firefox and WebKit have in common: both understand the commands of WebDriver, each on a line of its own kind."""

import base64

from engines.reader import Reader

KEYS = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}
# In centimeters.
PAPERS = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}


def pressed_and_let_go(keys):
    downs = [{"type": "keyDown", "value": key} for key in keys]
    return [*downs, *({"type": "keyUp", "value": key} for key in reversed(keys))]


class WebDriver(Reader):
    """Makes a reader's doings of commands; `command` sends one."""

    def command(self, name, **parameters):
        raise NotImplementedError

    def open(self, url):
        self.command("Navigate", url=url)

    def evaluate(self, expression):
        return self.command("ExecuteScript", script=f"return {expression}", args=[])

    def touch(self, x, y):
        self._act(
            "pointer",
            [
                {"type": "pointerMove", "x": x, "y": y, "duration": 0},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
            parameters={"pointerType": "mouse"},
        )

    def type(self, text):
        self._act("key", [step for letter in text for step in pressed_and_let_go([letter])])

    def press(self, key, control=False):
        self._act("key", pressed_and_let_go([KEYS["Control"]] * control + [KEYS.get(key, key)]))

    def printed(self, paper):
        width, height = PAPERS[paper]
        return base64.b64decode(self.command("Print", page={"width": width, "height": height}))

    def _act(self, kind, actions, **more):
        self.command("PerformActions", actions=[{"type": kind, "id": kind, "actions": actions, **more}])
