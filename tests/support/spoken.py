"""Headings and cells as authors may write them: {Markdown: what it says}, wherever only words can stand."""

SPOKEN = {
    "Icon :material-bed: bed": "Icon bed",
    "Line<br>break": "Line break",
    "A ![bent foot](../images/towel-loop.svg) here": "A bent foot here",
    "A marker[^R02-foot-how-to]": "A marker",
    "Code `a < b` and more": "Code a < b and more",
    "Quotes \"so\" & 'so'": "Quotes \"so\" & 'so'",
    "An &eacute;ntity &amp; &copy; sign": "An éntity & © sign",
    "Some *em*, **bold** and \\*stars\\*": "Some em, bold and *stars*",
    "H<sub>2</sub>O and <em>raw</em>": "H2O and raw",
    "A long&shy;word&nbsp;there": "A longword there",
    "A [link](../causes.md) there": "A link there",
    "Both :material-bed:<br>![A foot](../images/towel-loop.svg) of[^R02-foot-how-to] `them`": "Both A foot of them",
}
