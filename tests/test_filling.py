"""Filled messages: which one, in which channel, with which words, and what never gets through."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_calculator.check import check
from escalation_calculator.decode import decode
from escalation_calculator.languages import ENGLISH, Wording, every_in
from escalation_calculator.placeholders import BUILT_IN, Piece, clean, fill, malformed, names, plain
from escalation_calculator.reading import Reading
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Language
from escalation_calculator.strings import Strings, speak, spoken
from escalation_calculator.wire import answer
from made_up import GERMAN, NOW, playbook_data

INTERFACES: Mapping[str, Mapping[str, str]] = {"en": {}, "de": {"yes": "ja", "nobody": "niemand"}}
"""The language of an interface, and the words of it that messages say too."""

EMAIL = {"subject": "{{ issue }} ({{ priority }})", "body": "Hello,\n\n{{ issue }} is with {{ owner }}.\n\nBye"}


def message(**rest: object) -> dict[str, object]:
    """A message as data."""
    return {"title": "M", "stage": "acknowledge", "audience": "customer", "use_when": "Always.", **rest}


def reply(
    channels: Mapping[str, object], known: Mapping[str, object] | None = None, interface: str = "en", **asked: object
) -> dict:
    """The message of a reply, from a playbook with this text and an interface in this language."""
    data = playbook_data(
        [[0, 10, 20]] * 3, [5, 15, 30, 45], [{"id": "seen", "title": "Seen twice", "when": {"exposed": "yes"}}]
    )
    data["playbook/messages/note.yml"] = message(channels=channels, audience="internal")
    data["playbook/variables.yml"] = {
        "variables": [
            {"id": "issue", "label": "The matter", "example": "Sync"},
            {"id": "since", "label": "Since when", "example": "today"},
            {"id": "at", "label": "At", "example": "2026-03-02T09:42", "type": "time"},
            {"id": "span", "label": "Span", "example": "2 h", "type": "duration"},
            {"id": "count", "label": "Count", "example": "4", "type": "number"},
            {"id": "log", "label": "Log", "example": "https://example.com", "type": "link", "required": "no"},
            {
                "id": "trend",
                "label": "Trend",
                "example": "up",
                "type": "choice",
                "choices": [{"id": "up", "label": "better"}, {"id": "down", "label": "worse"}],
                "translations": {"de": {"label": "Richtung", "choices": {"up": "besser", "down": "schlechter"}}},
            },
        ]
    }
    if asked.get("language"):
        data["playbook/messages/note.yml"]["translations"] = {"de": channels}
    commitments = data["playbook/matrix.yml"]["commitments"]
    commitments["P1"] = {"any": {"acknowledge": "15 min", "first_update": "1 h", "contain": "4 h"}}
    if asked.get("language"):
        data["playbook/communication.yml"] = {"languages": {"de": GERMAN}}
    playbook, found = check(data)
    assert playbook is not None, found
    before = spoken()
    speak(INTERFACES[interface])
    try:
        rules = Rules(replace(playbook, strings=Strings(language=Language(interface))))
        return answer(rules, known or {}, now=NOW, **asked)["message"]
    finally:
        speak(before)


def text_of(view: dict) -> str:
    """The text that the pieces show, as it would be copied."""
    shown = [plain(Piece(**piece) for piece in part) for part in [view["subject"], *view["paragraphs"]] if part]
    return "\n\n".join(shown)


TYPED = [
    # variable, what is typed, what stands in an English message, in a German one
    ("at", "2026-03-02T14:00", "14:00 Berlin time", "14:00 Uhr (Berlin)"),
    ("at", "2026-03-03T14:00+00:00", "Tue 3 Mar, 15:00 Berlin time", "Di., 3. März, 15:00 Uhr (Berlin)"),
    ("at", "2027-03-03 14:00", "Wed 3 Mar 2027, 14:00 Berlin time", "Mi., 3. März 2027, 14:00 Uhr (Berlin)"),
    ("span", "90 min", "1 h 30 min", "1 Stunde 30 Minuten"),
    ("span", "1 min", "1 min", "1 Minute"),
    ("span", "2 days", "2 days", "2 Tage"),
    ("span", "1 week", "1 week", "1 Woche"),
    ("count", " 0040 ", "0040", "0040"),
    ("log", "https://example.com/?a=1&b=<i>", "https://example.com/?a=1&b=<i>", "https://example.com/?a=1&b=<i>"),
    ("trend", "down", "worse", "schlechter"),
]


@pytest.mark.parametrize(("name", "typed", "english", "german"), TYPED, ids=[f"{n} {t}" for n, t, *_ in TYPED])
def test_typed_words_are_said_in_the_language_of_the_message(name: str, typed: str, english: str, german: str) -> None:
    """A moment, a span and a choice are typed once; times are told in the matrix's zone."""
    channels = {"chat": {"body": f"{{{{ {name} }}}}"}}
    for language, expected in (("en", english), ("de", german)):
        view = reply(channels, zone="Europe/Berlin", typed={name: typed}, language=language)
        assert (view["text"], view["asks"][0]["fault"], view["missing"]) == (expected, "", [])


ALONE = [
    # language of the interface, of the message, what else the language says, the text
    ("en", "en", {}, "yes|P4 to P1|Word P4 to Word P1|- Seen twice|nobody"),
    ("en", "de", {}, "yes|P4 / P1|Niedrig / Kritisch|- Seen twice|nobody"),
    ("en", "de", {"yes": "ja", "nobody": "niemand"}, "ja|P4 / P1|Niedrig / Kritisch|- Seen twice|niemand"),
    ("de", "de", {}, "ja|P4 / P1|Niedrig / Kritisch|- Seen twice|niemand"),
    ("de", "de", {"yes": "jawohl"}, "jawohl|P4 / P1|Niedrig / Kritisch|- Seen twice|niemand"),
    ("de", "en", {}, "yes|P4 / P1|Word P4 / Word P1|- Seen twice|nobody"),
]


@pytest.mark.parametrize(("interface", "language", "more", "text"), ALONE)
def test_words_that_stand_alone_are_of_the_language_of_the_message(
    interface: str, language: str, more: dict[str, str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own word first, then that of the interface; an English message has plain English beside a German page."""
    for word, said in more.items():
        monkeypatch.setitem(GERMAN, word, said)
    body = "{{ exposed }}|{{ priority }}|{{ priority_name }}|{{ reasons }}|{{ called }}"
    view = reply({"chat": {"body": body}}, {"exposed": "yes", "f0": "b"}, interface, language=language)
    assert view["text"] == text


FAULTS = [
    ("at", "tomorrow", "Write a time, like 2026-03-02T09:42."),
    ("at", "9999-01-01", "Write a time, like 2026-03-02T09:42."),
    ("span", "soon", "Write a duration, like 15 min, 8 h or 2 days."),
    ("count", "4.5", "Write a whole number, like 40."),
    ("count", "٣", "Write a whole number, like 40."),
    ("trend", "better", "Choose one of: better, worse."),
    ("log", "javascript:alert(1)", "Write an address that begins with https://."),
    ("log", "https://example.com a", "Write an address that begins with https://."),
]


@pytest.mark.parametrize(("name", "typed", "fault"), FAULTS, ids=[f"{n} {t}" for n, t, _ in FAULTS])
def test_what_does_not_fit_its_type_is_told_and_stays_out(name: str, typed: str, fault: str) -> None:
    """The message waits as if nothing were typed; the field keeps what was, with what to do."""
    view = reply({"chat": {"body": f"A {{{{ {name} }}}}.\nB."}}, typed={name: typed})
    ask = view["asks"][0]
    assert (ask["value"], ask["fault"]) == (typed, fault)
    assert typed not in view["text"]
    assert view["missing"] == ([ask["label"]] if ask["required"] else [])


@settings(deadline=None)  # each checks a playbook anew
@given(
    st.sampled_from(["at", "span", "count", "log", "trend", "issue"]),
    st.text(max_size=30) | st.from_regex(r"[0-9]{1,10} ?(min|h|days|w)") | st.datetimes().map(str),
    st.sampled_from(["en", "de"]),
)
def test_whatever_is_typed_is_used_or_told(name: str, typed: str, language: str) -> None:
    """It stands in the message, or its field says why not; there is no third way."""
    view = reply({"chat": {"body": f"{{{{ {name} }}}} {{{{ owner }}}}"}}, typed={name: typed}, language=language)
    used = any(piece["name"] == name and piece["filled"] for part in view["paragraphs"] for piece in part)
    assert used != bool(view["asks"][0]["fault"] or not clean(typed).strip())


def test_a_line_that_may_be_left_out_is() -> None:
    """Its line goes, and the paragraph with its last line; what is required stays and is told as missing."""
    body = "Hello\n- See {{ log }}\n- For {{ issue }}\n\n{{ log }}\n\nBye"
    assert reply({"chat": {"body": body}})["text"] == "Hello\n- For [The matter]\n\nBye"
    view = reply({"chat": {"body": body}}, typed={"log": "https://example.com/1"})
    assert view["text"].count("https://example.com/1") == 2


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("de", "de"), ("de-AT", "de"), ("en-GB", "en"), ("fr", "en"), ("x", "en"), ("no tag", "en")]
)
def test_a_language_falls_back_to_its_kind_and_then_to_the_playbooks(wanted: str, spoken: str) -> None:
    """There is always a text, and it says in which language it is."""
    view = reply({"chat": {"body": "{{ trend }}"}}, language=wanted)
    assert (view["language"], view["languages"], view["direction"]) == (spoken, ["en", "de"], "ltr")
    assert view["missing"] == ["Richtung" if spoken == "de" else "Trend"]


SAID = {
    "priority": "P1",
    "priority_name": "Kritisch",
    "cadence": "nicht zugesagt",
    "acknowledge_by": "09:57 Uhr (Berlin), bereits vorbei",
    "contain_by": "13:42 Uhr (Berlin)",
    "resolve_by": "nicht zugesagt",
    "classified_at": "09:42 Uhr (Berlin)",
}


@pytest.mark.parametrize("name", SAID)
def test_built_in_words_in_another_language(name: str) -> None:
    """Times, spans and priorities are told in the language of the message."""
    known = {"f0": "c", "f1": "c", "users": 9, "classified": "2026-03-02T09:42+01:00"}
    view = reply({"chat": {"body": f"{{{{ {name} }}}}"}}, known, language="de")
    assert (view["text"], view["missing"]) == (SAID[name], [])


def test_an_open_priority_in_another_language() -> None:
    """Both ends, joined by what every language has."""
    view = reply({"chat": {"body": "{{ priority }}, {{ priority_name }}"}}, {"f0": "c", "f1": "b"}, language="de")
    assert view["text"] == "P2 / P1, Hoch / Kritisch"


@pytest.mark.parametrize(
    ("minutes", "english", "german"),
    [
        (30, "every 30 min", "alle 30 Minuten"),
        (60, "every hour", "jede Stunde"),
        (120, "every 2 h", "alle 2 Stunden"),
        (1440, "every day", "jeden Tag"),
        (2880, "every 2 days", "alle 2 Tage"),
        (10080, "every week", "jede Woche"),
    ],
)
def test_how_often(minutes: int, english: str, german: str) -> None:
    """One hour, day and week have phrases of their own: nobody writes “every 1 day”."""
    wording = decode(Wording, GERMAN, Reading("made up"))
    assert wording is not None
    assert (every_in(ENGLISH, minutes), every_in(wording, minutes)) == (english, german)


PIECES = [
    ("plain", (Piece(text="plain"),)),
    ("", ()),
    ("{{ a }}", (Piece(text="A!", name="a"),)),
    ("{{a}}{{\ta\t}}", (Piece(text="A!", name="a"), Piece(text="A!", name="a"))),
    ("x {{ a }} y", (Piece(text="x "), Piece(text="A!", name="a"), Piece(text=" y"))),
    ("{{ b }}", (Piece(text="Label b", name="b", filled=False),)),
    ("{{ nobody }}", (Piece(text="nobody", name="nobody", filled=False),)),
    ("{{ blank }}", (Piece(text="blank", name="blank", filled=False),)),
    ("{{ braces }}", (Piece(text="{{ a }}", name="braces"),)),
    ("{ a } {{{ a }}}", (Piece(text="{ a } {"), Piece(text="A!", name="a"), Piece(text="}"))),
]


@pytest.mark.parametrize(("template", "expected"), PIECES, ids=[t or "nothing" for t, _ in PIECES])
def test_pieces(template: str, expected: tuple[Piece, ...]) -> None:
    """Plain stretches and words take turns; a value is never read as a template again."""
    values = {"a": " A! ", "blank": " \n", "braces": "{{ a }}"}
    assert fill(template, values, {"b": "Label b"}) == expected


MALFORMED = {
    "{{ a }}": None,
    "{{a}} and {{ b-2_c }}": None,
    "one { and } braces": None,
    "{{ }}": "{{ }}",
    "{{ A }}": "{{ A }}",
    "{{ a.b }}": "{{ a.b }}",
    "{{ a | upper }} and more than that": "{{ a | upper }} and",
    "{{ a": "{{ a",
    "a }}": "}}",
    "{% if a %}": "{% if a %}",
    "{{ a\n}}": "{{ a",
    "{{{{ a }}}}": "{{",
}


@pytest.mark.parametrize("template", MALFORMED)
def test_malformed(template: str) -> None:
    """Double braces that are no placeholder are told with some of what follows."""
    assert malformed(template) == MALFORMED[template]


@given(st.text(alphabet="{} ab\n%|"))
def test_what_is_well_formed_leaves_no_double_braces(template: str) -> None:
    """A template that is not malformed shows no braces of a placeholder once it is filled."""
    if malformed(template) is None:
        filled = plain(fill(template, dict.fromkeys(names(template), "x"), {}))
        assert "{%" not in filled
        assert "{{" not in filled.replace("{x", "")


def test_missing_words_stand_in_brackets_and_are_listed_once() -> None:
    """The label says what is missing; the pieces and the text agree."""
    view = reply({"email": EMAIL}, {"f0": "c", "f1": "c", "f2": "c"})
    assert view["missing"] == ["The matter"]
    assert view["text"] == "[The matter] (P1)\n\nHello,\n\n[The matter] is with First.\n\nBye"
    assert text_of(view) == view["text"]
    assert [(a["name"], a["label"], a["example"], a["value"]) for a in view["asks"]] == [
        ("issue", "The matter", "Sync", "")
    ]


def test_filled_words() -> None:
    """Once typed, nothing is missing, and the field keeps what was typed."""
    view = reply({"email": EMAIL}, {"f0": "c", "f1": "c", "f2": "c"}, typed={"issue": " Sync "})
    assert (view["missing"], view["asks"][0]["value"]) == ([], " Sync ")
    assert view["text"] == "Sync (P1)\n\nHello,\n\nSync is with First.\n\nBye"
    assert view["words"] == 6


VALUES = {
    "priority": "P1",
    "priority_name": "Word P1",
    "points": "60",
    "score": "60 of 60 points: Factor 0 20 / 20, Factor 1 20 / 20, Factor 2 20 / 20",
    "reasons": "- Seen twice",
    "owner": "First",
    "owner_contact": "first@example.com",
    "level": "One",
    "called": "nobody",
    "cadence": "not promised",
    "classified_at": "09:42 Berlin time",
    "acknowledge_by": "09:57 Berlin time, already passed",
    "first_update_by": "10:42 Berlin time",
    "next_update_by": "10:42 Berlin time",
    "contain_by": "13:42 Berlin time",
    "resolve_by": "not promised",
    "evidence": "nothing is required",
    "link": "https://example.com/#model=made-up&version=1&f0=c&f1=c&users=9&exposed=yes&classified=2026-03-02T08%3A42Z",
    "f0": "Option c",
    "f2": "Option c",
    "users": "9",
    "exposed": "yes",
    "classified": "09:42 Berlin time",
}


@pytest.mark.parametrize("name", VALUES)
def test_built_in_words(name: str) -> None:
    """Each word that the calculator fills in by itself."""
    known = {"f0": "c", "f1": "c", "users": 9, "exposed": "yes", "classified": "2026-03-02T09:42+01:00"}
    view = reply({"chat": {"body": f"{{{{ {name} }}}}"}}, known, zone="Asia/Kathmandu", address="https://example.com/")
    assert (view["text"], view["missing"]) == (VALUES[name], [])


def test_no_passed_time_is_promised() -> None:
    """An update that is over and has no rhythm to move on by is missing, so that the agent decides on a time."""
    known = {"f0": "c", "f1": "c", "users": 9, "classified": "2026-03-01T09:42+01:00"}
    view = reply({"chat": {"body": "{{ next_update_by }} / {{ contain_by }}"}}, known)
    assert view["missing"] == ["The next update that is not yet due"]
    assert view["text"].endswith("/ Sun 1 Mar, 13:42 Berlin time, already passed")


def test_every_built_in_word_is_held() -> None:
    """No word without a case."""
    assert set(BUILT_IN) - {"every"} <= set(VALUES)  # not promised here: it has a test of its own


def test_words_that_are_not_known() -> None:
    """What was not answered is missing, not made up."""
    view = reply({"chat": {"body": "{{ f1 }}, {{ users }}, {{ classified }}, {{ link }}"}}, {"f0": "c"})
    assert view["missing"] == ["Factor 1", "Users", "Classified", "The address that reproduces the score"]


def test_an_open_priority_is_told_as_a_range() -> None:
    """Never one end alone."""
    view = reply({"chat": {"body": "{{ priority }}, {{ priority_name }}, {{ reasons }}"}}, {"f0": "c", "f1": "b"})
    assert view["text"] == "P2 to P1, Word P2 or Word P1, - none"


@pytest.mark.parametrize(
    ("channels", "asked", "used"),
    [
        (("email", "chat"), "chat", "chat"),
        (("email", "chat"), "email", "email"),
        (("chat",), "email", "chat"),
        (("email", "chat"), "", "email"),
        (("email", "chat"), "carrier-pigeon", "email"),
    ],
)
def test_a_channel_that_is_missing_falls_back_to_the_first(channels: tuple[str, ...], asked: str, used: str) -> None:
    """There is always a text, and it says for which channel it is."""
    texts = {"email": EMAIL, "chat": {"body": "Chat."}}
    view = reply({name: texts[name] for name in channels}, {"f0": "c"}, channel=asked)
    assert (view["channel"], view["channels"]) == (used, list(channels))


HOSTILE = {
    "lines": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    "order": ("abc\u202egnp.exe\u2066", "abcgnp.exe"),
    "control": ("a\0b\x1b[31mc\x7fd\x85e", "ab[31mcde"),
    "markup": ("<!channel> <script>@here</script>", "<!channel> <script>@here</script>"),
    "placeholder": ("{{ owner }} {% x %}", "{{ owner }} {% x %}"),
    "other scripts": ("مزامنة \u200f同期 naïve 👩\u200d🚒", "مزامنة \u200f同期 naïve 👩\u200d🚒"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_typed_is_text_and_nothing_else(name: str) -> None:
    """Nothing typed acts: no control characters, no turned order; other scripts stay as they are."""
    typed, expected = HOSTILE[name]
    view = reply({"chat": {"body": "{{ issue }}"}}, {"f0": "c"}, typed={"issue": typed})
    assert view["text"] == text_of(view) == expected


def test_a_subject_stays_one_line() -> None:
    """A line end typed into a word cannot begin another head of the mail."""
    view = reply({"email": EMAIL}, {"f0": "c"}, typed={"issue": "Sync\nBcc: all@example.com"})
    assert "".join(piece["text"] for piece in view["subject"]).startswith("Sync Bcc: all@example.com (")
    assert "Sync\nBcc" in view["text"].partition("\n\n")[2]


def test_typing_cannot_change_what_the_calculator_says() -> None:
    """Only declared words can be typed; the priority and the owner are not among them."""
    typed = {"priority": "P4", "owner": "Nobody", "issue": "Sync"}
    view = reply({"email": EMAIL}, {"f0": "c", "f1": "c", "f2": "c"}, typed=typed)
    assert view["text"] == "Sync (P1)\n\nHello,\n\nSync is with First.\n\nBye"


@settings(deadline=None)  # each checks a playbook anew
@given(st.dictionaries(st.sampled_from(["issue", "since"]), st.text(max_size=20)))
def test_text_and_pieces_agree(typed: dict[str, str]) -> None:
    """What is copied is what is seen."""
    view = reply({"email": EMAIL | {"body": "{{ since }}\n\n{{ issue }}"}}, {"f0": "c"}, typed=typed)
    assert text_of(view) == view["text"]


@given(st.text())
def test_clean_text_stays_clean(text: str) -> None:
    """Cleaning twice is cleaning once."""
    assert clean(clean(text)) == clean(text)


CHOSEN = [
    ({"f0": "c", "f1": "c", "f2": "c"}, "", "grave"),
    ({"f0": "a", "f1": "a", "f2": "a"}, "", "usual"),
    ({"f0": "c"}, "", "hello"),
    ({}, "", "hello"),
    ({"f0": "c"}, "grave", "grave"),
    ({"f0": "c"}, "gone", "hello"),
]


@pytest.mark.parametrize(("known", "wanted", "expected"), CHOSEN)
def test_which_message(known: dict, wanted: str, expected: str) -> None:
    """The one asked for, else the priority's; while that is open, the first acknowledgement to the customer."""
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [])
    model = data["playbook/model.yml"]
    for threshold in model["priorities"]:
        threshold["message"] = "grave"
    model["standard_route"]["message"] = "usual"
    del data["playbook/messages/note.yml"]
    for name, rest in {
        "grave": {"stage": "escalated"},
        "hand": {"audience": "internal"},
        "hello": {},
        "usual": {},
    }.items():
        data[f"playbook/messages/{name}.yml"] = message(channels={"chat": {"body": name}}) | rest
    playbook, found = check(data)
    assert playbook is not None, found
    assert answer(Rules(playbook), known, now=NOW, message=wanted)["message"]["id"] == expected
